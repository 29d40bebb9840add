using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>Hyperbolic functions and their inverses.</content>
internal static partial class LaneFunctions
{
    /// <summary>Beyond it 1 is lost beside a number, whose square is still finite.</summary>
    private const double OneIsLost = 1e17;

    /// <inheritdoc cref="ILanes{TSelf, T}.Sinh"/>
    /// <remarks>With q = ¼ (e^|x| − 1): 2 (q + q / (1 + 4q)), where nothing cancels and nothing overflows before the result does.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Sinh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V q = PartOfExpm1<V, T>(V.Min(magnitude, V.Constant(NumberFormat<T>.SinhIsInfinite)), places: 2);
        V half = q + (q / V.MultiplyAdd(q, V.Constant(4), V.Constant(1)));

        // −0 stays −0, and denormals keep the bits that quartering loses.
        return V.Select(V.Less(magnitude, V.Constant(8 * NumberFormat<T>.SmallestNormal)), x, V.CopySign(half + half, x));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Cosh"/>
    /// <remarks>With p = ¼ e^|x|: 2 (p + 1 / (16 p)).</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Cosh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V p = V.Constant(0.25) + PartOfExpm1<V, T>(V.Min(V.Abs(x), V.Constant(NumberFormat<T>.SinhIsInfinite)), places: 2);
        V half = p + (V.Constant(0.0625) / p);
        return half + half;
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Asinh"/>
    /// <remarks>ln(1 + |x| + x² / (1 + √(1 + x²))); ln |x| + ln 2 where 1 is lost.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Asinh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x), one = V.Constant(1);
        V square = magnitude * magnitude;
        return V.CopySign(LogOfSum<V, T>(magnitude, square / (one + V.Sqrt(square + one))), x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Acosh"/>
    /// <remarks>With t = x − 1: ln(1 + t + √(t (t + 2))); ln t + ln 2 where 1 is lost.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Acosh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V t = x - V.Constant(1);
        return V.Select(V.Less(x, V.Constant(1)), V.Constant(double.NaN), LogOfSum<V, T>(t, V.Sqrt(t * (t + V.Constant(2)))));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Atanh"/>
    /// <remarks>½ ln(1 + 2|x| / (1 − |x|)).</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Atanh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V log = V.Log1p((magnitude + magnitude) / (V.Constant(1) - magnitude));
        return V.CopySign(V.Constant(0.5) * log, x);
    }

    /// <summary>ln(1 + a + b) for a ≥ 0, where b comes to a as that grows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfSum<V, T>(V a, V b)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V isLarge = V.Greater(a, V.Constant(OneIsLost));
        return V.Log1p(V.Select(isLarge, a, a + b)) + V.Select(isLarge, V.Constant(LogOfTwo), V.Zero);
    }
}
