using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>ln x and ln(1 + x): a number m 2ᵉ with √½ ≤ m &lt; √2 has the logarithm e ln 2 + ln m.</content>
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
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
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
        return LogAtEnds<V, T>(sum, x, V.Select(V.Less(V.Abs(x), V.Constant(4 * NumberFormat<T>.SmallestNormal)), x, log));
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

    /// <summary>e ln 2 + ln(1 + f) for √½ ≤ 1 + f ≤ √2.</summary>
    /// <remarks>
    /// Float: ln(1 + f) = f − f²/2 + f³ q(f), its error 6·10⁻⁹. Double, with s = f / (2 + f): ln(1 + f) = 2 artanh s = 2s + s³ q(s²), its error 10⁻¹⁸, and 2s = f − s f.
    /// Both q are fitted with the least greatest relative error (weighted least squares, the weights following the errors, in 34 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfParts<V, T>(V exponent, V f)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V rest;
        if (typeof(T) == typeof(float))
        {
            V ff = f * f;
            V q = V.MultiplyAdd(ff * ff, Cubic<V, T>(f, ff, 0.1420176237, -0.131601951, 0.1276155128, -0.07634431538), Cubic<V, T>(f, ff, 0.3333333171, -0.2500082106, 0.2000122667, -0.1662335644));
            rest = ff * V.MultiplyAdd(f, q, V.Constant(-0.5));
        }
        else
        {
            V s = f / (V.Constant(2) + f);
            V z = s * s;
            V zz = z * z;
            V q = V.MultiplyAdd(zz, V.Constant(0.147959510436067729), Linear<V, T>(z, 0.181835643323174467, 0.153140504071772156));
            q = V.MultiplyAdd(zz * zz, q, Cubic<V, T>(z, zz, 0.666666666666673441, 0.399999999994146704, 0.285714287423891021, 0.222221985730516923));
            rest = s * V.MultiplyAdd(z, q, -f);
        }

        rest = V.MultiplyAdd(exponent, V.Constant(NumberFormat<T>.LogOfTwoLow), rest);
        return V.MultiplyAdd(exponent, V.Constant(NumberFormat<T>.LogOfTwoHigh), f + rest);
    }
}
