using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>The binary formats of IEEE 754 as the functions need them: constants when the JIT has chosen T.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal static class NumberFormat<T>
    where T : unmanaged
{
    /// <summary>√½ in the bits of T: counted from here, the exponent field changes where a mantissa would pass √2.</summary>
    internal const int RootOfHalf32 = 0x3F3504F3;

    /// <inheritdoc cref="RootOfHalf32"/>
    internal const long RootOfHalf64 = 0x3FE6A09E667F3BCD;

    /// <summary>√½ less 2⁰, bias and all: what is left after subtracting it has the exponent field of a number between 1 and 2.</summary>
    internal const int RootOfHalfLessOne32 = RootOfHalf32 - (127 << 23);

    /// <inheritdoc cref="RootOfHalfLessOne32"/>
    internal const long RootOfHalfLessOne64 = RootOfHalf64 - (1023L << 52);

    internal const int MantissaBits32 = (1 << 23) - 1;

    internal const long MantissaBits64 = (1L << 52) - 1;

    /// <summary>The bits of 2²³.</summary>
    internal const int IntegerBits32 = 0x4B000000;

    /// <summary>The bits of 2⁵².</summary>
    internal const long IntegerBits64 = 0x4330000000000000;

    internal static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <summary>Where the exponent's bits begin.</summary>
    internal static int ExponentShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 23 : 52;
    }

    /// <summary>What the exponent field holds for 2⁰.</summary>
    internal static double Bias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 127 : 1023;
    }

    /// <summary>The least number whose last place is 1: 2²³ or 2⁵².</summary>
    internal static double IntegerNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1 << 23 : 1L << 52;
    }

    /// <summary>1.5 · 2²³ or 1.5 · 2⁵²: adding it rounds to whole numbers, which then stand in the lowest bits.</summary>
    internal static double Shifter
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1.5 * IntegerNumber;
    }

    internal static double SmallestNormal
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1.1754943508222875e-38 : 2.2250738585072014e-308;
    }

    /// <summary>Lifts all denormals to normal numbers: 2²⁴ or 2⁵⁴.</summary>
    internal static double DenormalScale
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1 << 24 : 1L << 54;
    }

    /// <summary>The exponent of <see cref="DenormalScale"/>.</summary>
    internal static double DenormalExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 24 : 54;
    }

    /// <summary>eˣ is 0 from here down.</summary>
    internal static double ExpIsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? -104 : -746;
    }

    /// <summary>eˣ is ∞ from here up, though the nearest exponent is not beyond that of ∞.</summary>
    internal static double ExpIsInfinite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 89 : 710;
    }

    /// <summary>eˣ − 1 is −1 from here down.</summary>
    internal static double Expm1IsMinusOne
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? -20 : -40;
    }

    /// <summary>ln 2 to so few bits that it can be multiplied with any exponent without rounding.</summary>
    internal static double LogOfTwoHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 0.693145751953125 : 0.6931471805592082;
    }

    /// <summary>The rest of ln 2.</summary>
    internal static double LogOfTwoLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1.4286068203094173e-06 : 7.371002565167799e-13;
    }

    /// <summary>Up to here the whole number of quarter turns has so few bits that its products with the first parts of ½π are exact.</summary>
    internal static double QuarterTurnsEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 3215 : 1647000;
    }

    /// <summary>½π to 13 or 33 bits.</summary>
    internal static double HalfPi1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1.570556640625 : 1.5707963267341256;
    }

    /// <summary>The next 13 or 33 bits of ½π.</summary>
    internal static double HalfPi2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 0.0002396702766418457 : 6.077100506303966e-11;
    }

    /// <summary>The next 13 or 33 bits of ½π.</summary>
    internal static double HalfPi3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1.5890691429376602e-08 : 2.0222662487111665e-21;
    }

    /// <summary>The rest of ½π.</summary>
    internal static double HalfPi4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 2.563344151594519e-12 : 8.4784276603689e-32;
    }

    /// <summary>sinh x and cosh x are ∞ from here up, where 2ⁿ⁻² with the n nearest to x / ln 2 is not yet.</summary>
    internal static double SinhIsInfinite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 89.6 : 710.7;
    }
}
