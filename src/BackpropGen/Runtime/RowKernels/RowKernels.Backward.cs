using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The backward pass over W as rows, for layers of few outputs: no sum over lanes is needed.</content>
public static partial class RowKernels
{
    /// <summary>dx = Wᵀ δ with the old W, then W += δ xᵀ and b += δ, in one pass over W.</summary>
    /// <param name="delta">δ, with −η in it.</param>
    /// <param name="x">The source that <see cref="Affine{TLanes, T, TEpilogue}"/> read: its padding is zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten, with its padding.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void Backward<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> dx, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireUpdate(delta, x, rows, inputs, outputs);
        Require(dx.Length, Stride<T>(inputs), nameof(dx));
        ref var d = ref First(delta);
        ref var a = ref First(x);
        ref var w = ref First(rows);
        ref var e = ref First(dx);
        var stride = Stride<T>(inputs);
        var first = 0;
        for (; first + 8 <= outputs; first += 8)
        {
            BackwardTile<TLanes, T, Size8>(ref d, ref a, ref w, ref e, stride, first);
        }

        switch (outputs - first)
        {
            case 1: BackwardTile<TLanes, T, Size1>(ref d, ref a, ref w, ref e, stride, first); break;
            case 2: BackwardTile<TLanes, T, Size2>(ref d, ref a, ref w, ref e, stride, first); break;
            case 3: BackwardTile<TLanes, T, Size3>(ref d, ref a, ref w, ref e, stride, first); break;
            case 4: BackwardTile<TLanes, T, Size4>(ref d, ref a, ref w, ref e, stride, first); break;
            case 5: BackwardTile<TLanes, T, Size5>(ref d, ref a, ref w, ref e, stride, first); break;
            case 6: BackwardTile<TLanes, T, Size6>(ref d, ref a, ref w, ref e, stride, first); break;
            case 7: BackwardTile<TLanes, T, Size7>(ref d, ref a, ref w, ref e, stride, first); break;
        }

        UpdateBias<TLanes, T>(delta[..outputs], bias);
    }

    /// <summary>Rows <paramref name="first"/>, … of W: the first tile begins dx, the others add to it.</summary>
    [MethodImpl(Kernel)]
    private static void BackwardTile<TLanes, T, TSize>(ref T delta, ref T x, ref T w, ref T dx, nint stride, nint first)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSize : struct, IRowTileSize
    {
        ref var w0 = ref Unsafe.Add(ref w, first * stride);
        ref var w1 = ref Unsafe.Add(ref w0, stride);
        ref var w2 = ref Unsafe.Add(ref w1, stride);
        ref var w3 = ref Unsafe.Add(ref w2, stride);
        ref var w4 = ref Unsafe.Add(ref w3, stride);
        ref var w5 = ref Unsafe.Add(ref w4, stride);
        ref var w6 = ref Unsafe.Add(ref w5, stride);
        ref var w7 = ref Unsafe.Add(ref w6, stride);
        delta = ref Unsafe.Add(ref delta, first);
        var d0 = TLanes.Create(delta);
        var d1 = TSize.Value > 1 ? TLanes.Create(Unsafe.Add(ref delta, 1)) : d0;
        var d2 = TSize.Value > 2 ? TLanes.Create(Unsafe.Add(ref delta, 2)) : d0;
        var d3 = TSize.Value > 3 ? TLanes.Create(Unsafe.Add(ref delta, 3)) : d0;
        var d4 = TSize.Value > 4 ? TLanes.Create(Unsafe.Add(ref delta, 4)) : d0;
        var d5 = TSize.Value > 5 ? TLanes.Create(Unsafe.Add(ref delta, 5)) : d0;
        var d6 = TSize.Value > 6 ? TLanes.Create(Unsafe.Add(ref delta, 6)) : d0;
        var d7 = TSize.Value > 7 ? TLanes.Create(Unsafe.Add(ref delta, 7)) : d0;
        for (nint k = 0; k < stride; k += TLanes.Count)
        {
            var xk = TLanes.Load(ref x, k);

            // two chains of sums: a single one would be as long as the tile
            var even = BackwardStep<TLanes, T>(ref w0, k, d0, xk, first == 0 ? TLanes.Zero : TLanes.Load(ref dx, k));
            var odd = TLanes.Zero;
            if (TSize.Value > 1)
            {
                odd = BackwardStep<TLanes, T>(ref w1, k, d1, xk, odd);
            }

            if (TSize.Value > 2)
            {
                even = BackwardStep<TLanes, T>(ref w2, k, d2, xk, even);
            }

            if (TSize.Value > 3)
            {
                odd = BackwardStep<TLanes, T>(ref w3, k, d3, xk, odd);
            }

            if (TSize.Value > 4)
            {
                even = BackwardStep<TLanes, T>(ref w4, k, d4, xk, even);
            }

            if (TSize.Value > 5)
            {
                odd = BackwardStep<TLanes, T>(ref w5, k, d5, xk, odd);
            }

            if (TSize.Value > 6)
            {
                even = BackwardStep<TLanes, T>(ref w6, k, d6, xk, even);
            }

            if (TSize.Value > 7)
            {
                odd = BackwardStep<TLanes, T>(ref w7, k, d7, xk, odd);
            }

            TLanes.Store(even + odd, ref dx, k);
        }
    }

    /// <summary>The sum goes on with the old w; then w += δ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes BackwardStep<TLanes, T>(ref T w, nint k, TLanes delta, TLanes x, TLanes sum)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var old = TLanes.Load(ref w, k);
        TLanes.Store(TLanes.MultiplyAdd(delta, x, old), ref w, k);
        return TLanes.MultiplyAdd(delta, old, sum);
    }
}
