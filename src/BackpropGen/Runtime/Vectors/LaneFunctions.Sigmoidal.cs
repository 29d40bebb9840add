using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>tanh, the logistic function and erf: what is bounded.</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Tanh"/>
    /// <remarks>Double, with m = e^−2|x| − 1: tanh |x| = −m / (2 + m), where nothing cancels and nothing overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return TanhByHalf<V, T>(x);
        }

        V m = V.Expm1(V.Constant(-2) * V.Abs(x));
        return V.CopySign(m / (V.Constant(2) + m), x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Sigmoid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        if (typeof(T) != typeof(float))
        {
            return one / (one + V.Exp(-x));
        }

        // From −89 down 2ⁿ is ∞ and the result 0.
        x = V.Min(V.Max(x, V.Constant(-89)), V.Constant(87));
        return one / PowerOfTwoPlus<V, T>(x, -LogOfTwoInverse, one);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Erf"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return typeof(T) == typeof(float) ? ErfByPower<V, T>(x) : ErfOfParts<V, T>(x);
    }

    /// <summary>tanh x in single precision: 2ab / (a² + b²) with a / b = tanh ½x, a rational function.</summary>
    /// <remarks>
    /// The quotient forgives errors of a and b the more, the nearer the result is to 1, and it cannot pass 1 but by rounding, which it does at no argument up to the limit
    /// (tried with and without fused operations); at the limit it is 1. a / x of degree 2 and b of degree 3 in x² are fitted over |x| ≤ 9.2 so that the relative error of tanh
    /// is least, 8·10⁻⁹ (weighted least squares, the weights following the errors, in 34 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhByHalf<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = V.Min(V.Max(x, V.Constant(-8.725)), V.Constant(8.725));
        V z = x * x;
        V zz = z * z;
        V a = x * V.MultiplyAdd(zz, V.Constant(0.000114156620564), Linear<V, T>(z, 1, 0.0297693608548));
        V b = Cubic<V, T>(z, zz, 2, 0.226205316647, 0.00241216469292, 2.45384046532e-6);
        return (b + b) * a / V.MultiplyAdd(b, b, a * a);
    }

    /// <summary>erf x in single precision: |erf x| = 1 − 2^(−|x| g(|x|)), written so that nothing cancels.</summary>
    /// <remarks>
    /// g is fitted so that the relative error of erf is least over 0 ≤ x ≤ 3.95, 4·10⁻⁸ (weighted least squares, the weights following the errors, in 34 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfByPower<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Min(V.Abs(x), V.Constant(3.95));
        V square = magnitude * magnitude;
        V g = Cubic<V, T>(magnitude, square, -0.0002967819107, -0.001805891121, 0.0005496685868, -5.872924391e-5);
        g = V.MultiplyAdd(square * square, g, Cubic<V, T>(magnitude, square, -1.627907086, -0.9184434629, -0.1483298396, 0.02787534127));
        V shifter = V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias);
        V shifted = V.MultiplyAdd(magnitude, g, shifter);
        V f = V.MultiplyAdd(magnitude, g, shifter - shifted);
        V power = V.ShiftToExponent(shifted);
        return V.CopySign(V.MultiplyAdd(power, PowerOfTwoLessOne<V, T>(f), power - V.Constant(1)), x);
    }

    /// <summary>2ᶠ − 1 in single precision for |f| ≤ ½.</summary>
    /// <remarks>Degree 6 with the least greatest relative error, 10⁻⁸ (weighted least squares, the weights following the errors, in 34 digits).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwoLessOne<V, T>(V f)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V ff = f * f;
        V high = V.MultiplyAdd(ff, V.Constant(0.0001540345201), Linear<V, T>(f, 0.009618237683, 0.001339073525));
        return V.MultiplyAdd(ff, V.MultiplyAdd(ff, high, Linear<V, T>(f, 0.2402264979, 0.05550357434)), f * V.Constant(0.6931471879));
    }
}
