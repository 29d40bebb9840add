namespace BackpropGen.Runtime;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014): the n-th number is a mix of key + n · γ, so any of them can be had without those before it. Whole-number
/// arithmetic only: the same on every machine.
/// </summary>
internal static class SplitMix64
{
    /// <summary>γ, the odd number nearest 2⁶⁴ / golden ratio.</summary>
    internal const ulong Gamma = 0x9E3779B97F4A7C15;

    private const double UnitInTheLastPlace = 1.0 / (1L << 53);

    /// <summary>The number at a place of a key's sequence.</summary>
    internal static ulong At(ulong key, ulong index) => Mix(unchecked(key + (index + 1) * Gamma));

    /// <summary>The same as a fraction, a multiple of 2⁻⁵³ in [0, 1).</summary>
    internal static double FractionAt(ulong key, ulong index) => (At(key, index) >> 11) * UnitInTheLastPlace;

    /// <summary>A permutation of the 64-bit numbers in which each bit in changes half of the bits out.</summary>
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
