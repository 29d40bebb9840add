using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>The functions of <see cref="ILanes{TSelf, T}"/>: one text for all widths, which forward to it.</summary>
internal static partial class LaneFunctions
{
    private const double LogOfTwo = 0.693147180559945309417;

    /// <inheritdoc cref="ILanes{TSelf, T}.Sign"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sign<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.Select(V.Greater(x, V.Zero), V.Constant(1), V.Select(V.Less(x, V.Zero), V.Constant(-1), x));

    /// <inheritdoc cref="ILanes{TSelf, T}.XLogY"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V XLogY<V, T>(V t, V o)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V whereZero = V.Select(V.Equal(o, o), V.Zero, o);
        return V.Select(V.Equal(t, V.Zero), whereZero, t * V.Log(o));
    }

    /// <summary>One step of Horner's rule: sum · x + coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Next<V, T>(V sum, V x, double coefficient)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => V.MultiplyAdd(sum, x, V.Constant(coefficient));
}
