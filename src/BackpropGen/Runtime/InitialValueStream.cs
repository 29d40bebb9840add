using System;

namespace BackpropGen.Runtime;

/// <summary>
/// The random numbers that one layer's parameters start from: a sequence given by (seed, layer). Uses + − × ÷ √ in double and whole-number
/// arithmetic only, all of which IEEE 754 and C# define to the bit, and no function of the C library: the same values on every machine.
/// </summary>
internal struct InitialValueStream
{
    private readonly ulong _key;
    private ulong _next;
    private double _spare;
    private bool _hasSpare;

    /// <summary>A layer's sequence.</summary>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The layer's index.</param>
    /// <param name="skip">How many numbers were drawn before.</param>
    internal InitialValueStream(ulong seed, int layer, long skip = 0)
    {
        _key = SplitMix64.At(seed, (ulong)layer);
        _next = (ulong)skip;
    }

    /// <summary>Uniform in [−1, 1); one number drawn.</summary>
    internal double NextUniform() => 2 * SplitMix64.FractionAt(_key, _next++) - 1;

    /// <summary>
    /// Standard normal, by the polar method (Marsaglia and Bray, 1964): from a point (u, v) uniform in the unit disc, s = u² + v², two independent
    /// deviates u √(−2 ln s / s) and v √(−2 ln s / s), handed out one after the other.
    /// </summary>
    internal double NextNormal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double u, v, s;
        do
        {
            u = NextUniform();
            v = NextUniform();
            s = u * u + v * v;
        }
        while (s >= 1 || s == 0);

        double factor = Math.Sqrt(-2 * Log(s) / s);
        _spare = v * factor;
        _hasSpare = true;
        return u * factor;
    }

    /// <summary>
    /// ln x for normal x &gt; 0: x = m 2ᵉ with √½ ≤ m &lt; √2, ln x = e ln 2 + 2 artanh f with f = (m − 1)/(m + 1), and artanh f = f + f³/3 + f⁵/5 + …;
    /// |f| ≤ 0.172, so that the terms after f²³/23 are below 10⁻¹⁹.
    /// </summary>
    internal static double Log(double x)
    {
        const double Sqrt2 = 1.4142135623730951;
        const double LogOfTwo = 0.6931471805599453;
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | (1023L << 52));
        if (m >= Sqrt2)
        {
            m /= 2;
            exponent++;
        }

        double f = (m - 1) / (m + 1);
        double z = f * f;
        double series = 1.0 / 23;
        for (int denominator = 21; denominator >= 1; denominator -= 2)
        {
            series = series * z + 1.0 / denominator;
        }

        return exponent * LogOfTwo + 2 * f * series;
    }
}
