using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>tanh, the logistic function and their relatives.</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Tanh"/>
    /// <remarks>With m = e^−2|x| − 1, tanh |x| = −m / (2 + m): nothing cancels and nothing overflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V m = V.Expm1(V.Constant(-2) * V.Abs(x));
        return V.CopySign(m / (V.Constant(2) + m), x);
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Sigmoid"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.Constant(1) / (V.Constant(1) + V.Exp(-x));

    /// <inheritdoc cref="ILanes{TSelf, T}.Softplus"/>
    /// <remarks>max(x, 0) + ln(1 + e^−|x|), which cannot overflow.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Softplus<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.Max(x, V.Zero) + V.Log1p(V.Exp(-V.Abs(x)));

    /// <inheritdoc cref="ILanes{TSelf, T}.LogCosh"/>
    /// <remarks>
    /// With m = e^−|x| − 1: ln(1 + m² / (2 (1 + m))) while |x| is small, where it is near x²/2; else |x| − ln 2 + ln(1 + e^−2|x|), which cannot overflow.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogCosh<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V isSmall = V.Less(magnitude, V.Constant(1));
        V m = V.Expm1(-magnitude);
        V e = V.Constant(1) + m;
        V log = V.Log1p(V.Select(isSmall, m * m / (e + e), e * e));
        return V.Select(isSmall, V.Zero, magnitude - V.Constant(LogOfTwo)) + log;
    }
}
