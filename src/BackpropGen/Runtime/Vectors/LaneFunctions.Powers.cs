using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>∛x, √(x² + y²) and xʸ.</content>
internal static partial class LaneFunctions
{
    /// <inheritdoc cref="ILanes{TSelf, T}.Cbrt"/>
    /// <remarks>The power by a logarithm, then one step of Newton's method, which squares its error.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Cbrt<V, T>(V x)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x), third = V.Constant(1.0 / 3);
        V root = V.Exp(third * V.Log(magnitude));
        root -= third * (root - (magnitude / (root * root)));

        // 0 and ∞ are their own roots, and their own doubles.
        return V.Select(V.Equal(x + x, x), x, V.CopySign(root, x));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Hypot"/>
    /// <remarks>By the quotient of the smaller and the larger, whose square cannot overflow.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V Hypot<V, T>(V x, V y)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V width = V.Abs(x), height = V.Abs(y), one = V.Constant(1), infinity = V.Constant(double.PositiveInfinity);
        V larger = V.Max(width, height);
        V quotient = V.Min(width, height) / V.Select(V.Equal(larger, V.Zero), one, larger);
        V length = larger * V.Sqrt(V.MultiplyAdd(quotient, quotient, one));
        length = V.Select(V.Equal(y, y), V.Select(V.Equal(x, x), length, x), y);
        return V.Select(V.Equal(width, infinity), width, V.Select(V.Equal(height, infinity), height, length));
    }

    /// <inheritdoc cref="ILanes{TSelf, T}.Pow"/>
    /// <remarks>Lane by lane: a power to the last bits needs a logarithm of twice the digits, and the base library has one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Pow<V, T>(V x, V y)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => LaneByLane<V, T, PowOfLanes>(x, y);
}
