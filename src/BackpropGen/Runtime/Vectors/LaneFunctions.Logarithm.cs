using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>ln x and ln(1 + x): a number m 2ᵉ with √½ ≤ m &lt; √2 has ln = e ln 2 + ln m, where ln m = 2 artanh s with s = (m − 1)/(m + 1).</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Log"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Denormals are made normal first.
        V isTiny = V.Less(x, V.Constant(NumberFormat<T>.SmallestNormal));
        V scaled = V.Select(isTiny, x * V.Constant(NumberFormat<T>.DenormalScale), x);
        V exponent = V.Exponent(scaled) - V.Select(isTiny, V.Constant(NumberFormat<T>.DenormalExponent), V.Zero);
        return LogAtEnds<V, T>(x, x, LogOfParts<V, T>(exponent, V.Mantissa(scaled) - V.Constant(1)));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Log1p"/>
    /// <remarks>With 1 + x = m 2ᵉ as rounded, m − 1 = x 2⁻ᵉ + (2⁻ᵉ − 1) has what the rounding of 1 + x lost.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1p<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = V.Constant(1) + x;
        V exponent = V.Exponent(sum);
        V scale = PowerOfTwo<V, T>(-exponent);

        // Where x is so large that 2⁻ᵉ might not be a normal number, the 1 is lost anyway.
        V f = V.Select(V.Less(x, V.Constant(1e30)), V.MultiplyAdd(x, scale, scale - V.Constant(1)), V.Mantissa(sum) - V.Constant(1));
        V log = LogOfParts<V, T>(exponent, f);

        // −0 stays −0, and denormals lose nothing.
        return LogAtEnds<V, T>(sum, x, V.Select(V.Less(V.Abs(x), V.Constant(NumberFormat<T>.SmallestNormal * 4)), x, log));
    }

    /// <summary>ln of an argument, or what it is where that is no positive finite number: −∞ at 0, NaN below, ∞ at ∞ and NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogAtEnds<V, T>(V argument, V x, V log)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V belowInfinity = V.Select(V.Less(argument, V.Constant(double.PositiveInfinity)), log, x);
        V notBelowZero = V.Select(V.Less(argument, V.Zero), V.Constant(double.NaN), belowInfinity);
        return V.Select(V.Equal(argument, V.Zero), V.Constant(double.NegativeInfinity), notBelowZero);
    }

    /// <summary>e ln 2 + ln(1 + f).</summary>
    /// <remarks>With s = f / (2 + f), ln(1 + f) = 2s + 2s³/3 + 2s⁵/5 + …, and 2s = f − s f.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfParts<V, T>(V exponent, V f)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V s = f / (V.Constant(2) + f);
        V z = s * s;
        V sum;
        if (typeof(T) == typeof(float))
        {
            sum = V.Constant(2 / 9.0);
        }
        else
        {
            sum = V.Constant(2 / 23.0);
            sum = Next<V, T>(sum, z, 2 / 21.0);
            sum = Next<V, T>(sum, z, 2 / 19.0);
            sum = Next<V, T>(sum, z, 2 / 17.0);
            sum = Next<V, T>(sum, z, 2 / 15.0);
            sum = Next<V, T>(sum, z, 2 / 13.0);
            sum = Next<V, T>(sum, z, 2 / 11.0);
            sum = Next<V, T>(sum, z, 2 / 9.0);
        }

        sum = Next<V, T>(sum, z, 2 / 7.0);
        sum = Next<V, T>(sum, z, 2 / 5.0);
        sum = Next<V, T>(sum, z, 2 / 3.0);
        V correction = V.MultiplyAdd(exponent, V.Constant(NumberFormat<T>.LogOfTwoLow), s * (z * sum - f));
        return V.MultiplyAdd(exponent, V.Constant(NumberFormat<T>.LogOfTwoHigh), f + correction);
    }
}
