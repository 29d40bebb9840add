using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>
/// eˣ and ln x of vectors. The base class library has them from .NET 9 on only, and in single precision they go through double, yet give e⁰ ≠ 1.
/// </content>
public static partial class Functions
{
    /// <summary>1/1!, 1/2!, …, 1/13!.</summary>
    private static readonly double[] InverseFactorials =
    [
        1, 1 / 2.0, 1 / 6.0, 1 / 24.0, 1 / 120.0, 1 / 720.0, 1 / 5040.0, 1 / 40320.0, 1 / 362880.0, 1 / 3628800.0, 1 / 39916800.0,
        1 / 479001600.0, 1 / 6227020800.0,
    ];

    /// <summary>1/3, 1/5, …, 1/23.</summary>
    private static readonly double[] InverseOddNumbers =
        [1 / 3.0, 1 / 5.0, 1 / 7.0, 1 / 9.0, 1 / 11.0, 1 / 13.0, 1 / 15.0, 1 / 17.0, 1 / 19.0, 1 / 21.0, 1 / 23.0];

    /// <summary>eˣ in each lane.</summary>
    /// <remarks>x = n ln 2 + r with |r| ≤ ½ ln 2 (ln 2 in two parts, so that nothing is lost), eˣ = 2ⁿ (1 + r + r²/2! + r³/3! + …), cut off below half a unit in the last place.</remarks>
    public static Vector<T> Exp<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond these limits the result is 0 or ∞ anyway, and within them 2ⁿ can be made of two powers that are normal numbers.
        x = Min(Max(x, Constant<T>(Format<T>.ExpIsZero)), Constant<T>(Format<T>.ExpIsInfinite));
        Vector<T> n = Round(x * Constant<T>(1.4426950408889634));
        Vector<T> r = x - n * Constant<T>(Format<T>.LogOfTwoHigh) - n * Constant<T>(Format<T>.LogOfTwoLow);
        Vector<T> series = Vector<T>.One + r * Polynomial(InverseFactorials.AsSpan(0, Format<T>.ExpTerms), r);
        Vector<T> half = Round(n * Constant<T>(0.5));
        return series * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>ln x in each lane; −∞ at 0, NaN below.</summary>
    /// <remarks>
    /// x = m 2ᵉ with √½ ≤ m &lt; √2, ln x = e ln 2 + 2 artanh f with f = (m − 1)/(m + 1), and artanh f = f + f³/3 + f⁵/5 + …, cut off below half a unit
    /// in the last place.
    /// </remarks>
    public static Vector<T> Log<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Subnormal numbers are made normal first.
        Vector<T> isTiny = Vector.LessThan(x, Constant<T>(Format<T>.SmallestNormal));
        Vector<T> scaled = Vector.ConditionalSelect(isTiny, x * Constant<T>(Format<T>.TinyScale), x);
        (Vector<T> m, Vector<T> exponent) = Decompose(scaled);
        exponent -= Vector.ConditionalSelect(isTiny, Constant<T>(Format<T>.TinyExponent), Vector<T>.Zero);

        Vector<T> f = (m - Vector<T>.One) / (m + Vector<T>.One);
        Vector<T> z = f * f;
        Vector<T> twice = f + f;
        Vector<T> rest = twice * z * Polynomial(InverseOddNumbers.AsSpan(0, Format<T>.LogTerms), z) + exponent * Constant<T>(Format<T>.LogOfTwoLow);
        Vector<T> log = exponent * Constant<T>(Format<T>.LogOfTwoHigh) + (twice + rest);
        Vector<T> isOrdinary = Vector.GreaterThan(x, Vector<T>.Zero) & Vector.LessThan(x, new Vector<T>(T.PositiveInfinity));

        // ∞ and NaN stay, 0 gives −∞ and what is below it NaN.
        Vector<T> atZeroOrBelow = Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), new Vector<T>(T.NegativeInfinity), new Vector<T>(T.NaN));
        Vector<T> special = Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), atZeroOrBelow, x);
        return Vector.ConditionalSelect(isOrdinary, log, special);
    }

    /// <summary>The nearest whole number: adding a number so large that its last place is 1 rounds, and subtracting it again leaves the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Round<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x + Constant<T>(Format<T>.Shifter) - Constant<T>(Format<T>.Shifter);

    /// <summary>2ⁿ for whole n of the exponents of normal numbers: n plus the bias, moved into the exponent's place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> PowerOfTwo<T>(Vector<T> n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => typeof(T) == typeof(float)
            ? Vector.ShiftLeft((n + Constant<T>(Format<T>.Shifter + 127)).As<T, int>(), 23).As<int, T>()
            : Vector.ShiftLeft((n + Constant<T>(Format<T>.Shifter + 1023)).As<T, long>(), 52).As<long, T>();

    /// <summary>x = m 2ᵉ with √½ ≤ m &lt; √2, of normal x above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<T> M, Vector<T> Exponent) Decompose<T>(Vector<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Counted from the bits of √½, the exponent field changes where m would pass √2.
        if (typeof(T) == typeof(float))
        {
            Vector<int> offset = x.As<T, int>() - new Vector<int>(0x3F3504F3);
            Vector<int> e = Vector.ShiftRightArithmetic(offset, 23);
            return ((x.As<T, int>() - Vector.ShiftLeft(e, 23)).As<int, T>(), Vector.ConvertToSingle(e).As<float, T>());
        }

        Vector<long> wideOffset = x.As<T, long>() - new Vector<long>(0x3FE6A09E667F3BCD);
        Vector<long> wide = Vector.ShiftRightArithmetic(wideOffset, 52);
        return ((x.As<T, long>() - Vector.ShiftLeft(wide, 52)).As<long, T>(), Vector.ConvertToDouble(wide).As<double, T>());
    }

    /// <summary>What depends on the format of the numbers.</summary>
    private static class Format<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        internal static double ExpIsZero => IsSingle ? -104 : -746;

        internal static double ExpIsInfinite => IsSingle ? 89 : 710;

        internal static int ExpTerms => IsSingle ? 7 : 13;

        internal static int LogTerms => IsSingle ? 4 : 11;

        /// <summary>ln 2 to so few bits that it can be multiplied with any exponent without rounding.</summary>
        internal static double LogOfTwoHigh => IsSingle ? 0.693145751953125 : 0.6931471805592082;

        /// <summary>The rest of ln 2.</summary>
        internal static double LogOfTwoLow => IsSingle ? 1.4286068203094173e-06 : 7.371002565167799e-13;

        /// <summary>1.5 · 2²³ or 1.5 · 2⁵².</summary>
        internal static double Shifter => IsSingle ? 12582912 : 6755399441055744;

        internal static double SmallestNormal => IsSingle ? 1.1754943508222875e-38 : 2.2250738585072014e-308;

        internal static double TinyExponent => IsSingle ? 24 : 54;

        internal static double TinyScale => IsSingle ? 1 << 24 : 1L << 54;

        private static bool IsSingle => typeof(T) == typeof(float);
    }
}
