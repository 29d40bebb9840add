using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>The functions of <see cref="ILanes{TSelf, T}"/>: one text for all widths, which forward to it.</summary>
/// <remarks>The longest are calls: the JIT stops inlining anything at all into a method that has come to 512 locals.</remarks>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Sign"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sign<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return V.Select(V.Greater(x, V.Zero), V.Constant(1), V.Select(V.Less(x, V.Zero), V.Constant(-1), x));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.XLogY"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V XLogY<V, T>(V t, V o)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V whereZero = V.Select(V.Equal(o, o), V.Zero, o);
        return V.Select(V.Equal(t, V.Zero), whereZero, t * V.Log(o));
    }

    /// <summary>c0 + c1 x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Linear<V, T>(V x, double c0, double c1)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return V.MultiplyAdd(x, V.Constant(c1), V.Constant(c0));
    }

    /// <summary>c0 + c1 x + c2 x² + c3 x³, in two halves that the processor works out at the same time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Cubic<V, T>(V x, V xx, double c0, double c1, double c2, double c3)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return V.MultiplyAdd(xx, Linear<V, T>(x, c2, c3), Linear<V, T>(x, c0, c1));
    }
}
