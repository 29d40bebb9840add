using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>tanh, the logistic function and erf: what is bounded.</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Tanh"/>
    /// <remarks>Float: a quotient of polynomials. Double, with m = e^−2|x| − 1: tanh |x| = −m / (2 + m), where nothing cancels and nothing overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            return TanhQuotient<V, T>(x);
        }

        V m = V.Expm1(V.Constant(-2) * V.Abs(x));
        return V.CopySign(m / (V.Constant(2) + m), x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Sigmoid"/>
    /// <remarks>Float: 1 / (1 + 2ⁿ 2ᶠ) with −x log₂ e = n + f, |f| ≤ ½.</remarks>
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
        V shifter = V.Constant(NumberFormat<T>.Shifter + NumberFormat<T>.Bias);
        V shifted = V.MultiplyAdd(x, V.Constant(-LogOfTwoInverse), shifter);
        V f = V.MultiplyAdd(x, V.Constant(-LogOfTwoInverse), shifter - shifted);
        return one / V.MultiplyAdd(V.ShiftToExponent(shifted), PowerOfTwoOfFraction<V, T>(f), one);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Erf"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return typeof(T) == typeof(float) ? ErfByPower<V, T>(x) : ErfOfParts<V, T>(x);
    }

    /// <summary>tanh x in single precision: x p(x²) / q(x²), bounded by ±1.</summary>
    /// <remarks>
    /// Fitted to tanh(√z)/√z over 0 ≤ z ≤ 8.6² with the least greatest relative error, 1.4·10⁻⁸ (weighted least squares, the weights following the errors, in 34
    /// digits). Beyond, p and q stay while x grows, so that the bound is met.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhQuotient<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = V.Min(V.Max(x, V.Constant(-9.4)), V.Constant(9.4));
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

    /// <summary>2ᶠ in single precision for |f| ≤ ½.</summary>
    /// <remarks>Degree 5 with the least greatest relative error, 9·10⁻⁸, and exact at 0 (weighted least squares, the weights following the errors, in 34 digits).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOfTwoOfFraction<V, T>(V f)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V ff = f * f;
        return V.MultiplyAdd(ff, Cubic<V, T>(f, ff, 0.2402224207, 0.05550733784, 0.009671513485, 0.001326471493), Linear<V, T>(f, 1, 0.6931469776));
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
