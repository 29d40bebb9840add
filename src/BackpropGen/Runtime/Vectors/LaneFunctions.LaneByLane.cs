using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>What the base library computes, one lane after another.</content>
internal static partial class LaneFunctions
{
    /// <summary>A function of single numbers; of one argument, those ignore the second.</summary>
    private interface IOfLanes
    {
        static abstract T Of<T>(T x, T y)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V LaneByLane<V, T, TFunction>(V x, V y)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, IOfLanes
    {
        Span<T> xs = stackalloc T[V.Count];
        Span<T> ys = stackalloc T[V.Count];
        V.Store(x, xs, 0);
        V.Store(y, ys, 0);
        for (int lane = 0; lane < xs.Length; lane++)
        {
            xs[lane] = TFunction.Of(xs[lane], ys[lane]);
        }

        return V.Load(xs, 0);
    }

    private readonly struct SinOfLane : IOfLanes
    {
        public static T Of<T>(T x, T y)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x);
    }

    private readonly struct CosOfLane : IOfLanes
    {
        public static T Of<T>(T x, T y)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x);
    }

    private readonly struct TanOfLane : IOfLanes
    {
        public static T Of<T>(T x, T y)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tan(x);
    }

    private readonly struct PowOfLanes : IOfLanes
    {
        public static T Of<T>(T x, T y)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Pow(x, y);
    }
}
