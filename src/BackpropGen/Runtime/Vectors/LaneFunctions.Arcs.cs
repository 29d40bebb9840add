using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Inverse circular functions.</content>
internal static partial class LaneFunctions
{
    private const double Pi = 3.14159265358979323846, HalfPi = Pi / 2, QuarterPi = Pi / 4;

    /// <summary>tan ⅛π.</summary>
    private const double TanOfEighth = 0.41421356237309504880;

    /// <inheritdoc cref="ILanes{TSelf, T}.Asin"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Asin<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V isLarge = V.Greater(magnitude, V.Constant(0.5));
        V arc = HalfArc<V, T>(magnitude, isLarge);
        return V.CopySign(V.Select(isLarge, V.MultiplyAdd(arc, V.Constant(-2), V.Constant(HalfPi)), arc), x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Acos"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Acos<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V isLarge = V.Greater(magnitude, V.Constant(0.5));
        V arc = HalfArc<V, T>(magnitude, isLarge);
        V doubled = arc + arc;
        V large = V.Select(V.Less(x, V.Zero), V.Constant(Pi) - doubled, doubled);
        return V.Select(isLarge, large, V.Constant(HalfPi) - V.CopySign(arc, x));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Atan"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Atan<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x), one = V.Constant(1);
        V angle = AngleOf<V, T>(V.Min(magnitude, one), V.Max(magnitude, one));
        return V.CopySign(V.Select(V.Greater(magnitude, one), V.Constant(HalfPi) - angle, angle), x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Atan2"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Atan2<V, T>(V y, V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V height = V.Abs(y), width = V.Abs(x), one = V.Constant(1);
        V larger = V.Max(width, height), smaller = V.Min(width, height);

        // 0/0 is to be 0, ∞/∞ 1.
        V quotient = V.Select(V.Equal(smaller, V.Constant(double.PositiveInfinity)), one, smaller / V.Select(V.Equal(larger, V.Zero), one, larger));
        V angle = AngleOf<V, T>(quotient, one);
        angle = V.Select(V.Greater(height, width), V.Constant(HalfPi) - angle, angle);
        angle = V.Select(V.Less(V.CopySign(one, x), V.Zero), V.Constant(Pi) - angle, angle);
        return V.Select(V.Equal(x, x), V.Select(V.Equal(y, y), V.CopySign(angle, y), y), x);
    }

    /// <summary>arcsin x, or arcsin √(½ (1 − x)) where x is large: half the arc between x and 1. For 0 ≤ x ≤ 1, else NaN.</summary>
    /// <remarks>
    /// s (1 + s² q(s²)) with 0 ≤ s ≤ ½, where q has the least greatest relative error of arcsin, 5·10⁻⁹ for float and 1.5·10⁻¹⁷ for double (Remez' exchange in 40 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfArc<V, T>(V x, V isLarge)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V z = V.Select(isLarge, V.MultiplyAdd(x, V.Constant(-0.5), V.Constant(0.5)), x * x);
        V s = V.Select(isLarge, V.Sqrt(z), x);
        V zz = z * z;
        V q;
        if (typeof(T) == typeof(float))
        {
            q = V.MultiplyAdd(zz * zz, V.Constant(0.04216609294), Cubic<V, T>(z, zz, 0.1666675248, 0.07495297879, 0.04547034694, 0.02417965057));
        }
        else
        {
            V zzzz = zz * zz;
            q = Cubic<V, T>(z, zz, 0.0065279981065773705839, 0.01952820062856046527, -0.016224149060191939641, 0.031912197532918816883);
            q = V.MultiplyAdd(zzzz, q, Cubic<V, T>(z, zz, 0.022371758054862444547, 0.017359704692872677706, 0.013885236198243369036, 0.012169206583816919422));
            q = V.MultiplyAdd(zzzz, q, Cubic<V, T>(z, zz, 0.16666666666665408902, 0.075000000003370125232, 0.044642856828331647155, 0.030381959136797702472));
        }

        return V.MultiplyAdd(s * z, q, s);
    }

    /// <summary>arctan(a / b) for 0 ≤ a ≤ b with b above 0 and a + b finite, or 0 for b = ∞.</summary>
    /// <remarks>
    /// From tan ⅛π up ¼π + arctan((a − b) / (a + b)). s (1 + s² q(s²)) with |s| ≤ tan ⅛π, where q has the least greatest relative error of arctan, 2·10⁻⁸ for float and
    /// 4·10⁻¹⁷ for double (Remez' exchange in 40 digits).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AngleOf<V, T>(V a, V b)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V isLarge = V.Greater(a, V.Constant(TanOfEighth) * b);
        V s = V.Select(isLarge, a - b, a) / V.Select(isLarge, a + b, b);
        V z = s * s, zz = z * z;
        V q;
        if (typeof(T) == typeof(float))
        {
            q = Cubic<V, T>(z, zz, -0.3333294901, 0.1997770441, -0.1387761151, 0.08053485571);
        }
        else
        {
            V zzzz = zz * zz;
            q = V.MultiplyAdd(zzzz, Linear<V, T>(z, -0.043589675563239680548, 0.021258262209051123894), Cubic<V, T>(z, zz, -0.090907823486431133172, 0.076900673770553953645, -0.066411130000740160821, 0.056924953985336860845));
            q = V.MultiplyAdd(zzzz, q, Cubic<V, T>(z, zz, -0.33333333333330148037, 0.1999999999908825489, -0.1428571419519956331, 0.11111106650938845434));
        }

        return V.Select(isLarge, V.Constant(QuarterPi), V.Zero) + V.MultiplyAdd(s * z, q, s);
    }
}
