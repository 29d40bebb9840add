using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>W += δ xᵀ over W as rows, for layers whose input needs no gradient; rows with δ = 0 are left alone.</content>
public static partial class RowKernels
{
    /// <summary>W += δ xᵀ and b += δ for one row.</summary>
    /// <param name="delta">δ, with −η in it.</param>
    /// <param name="x">The source that <see cref="Affine{TLanes, T, TEpilogue}"/> read: its padding is zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void Update<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> scratch, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireUpdate(delta, x, rows, inputs, outputs);
        Require(scratch.Length, ScratchLength, nameof(scratch));
        UpdateBias<TLanes, T>(delta[..outputs], bias);
        UpdateActive<TLanes, T>(delta, x, rows, scratch, outputs, Stride<T>(inputs));
    }

    /// <summary>
    /// <see cref="Update{TLanes, T}"/>, and z = W x + b of the next row with the new parameters, in one pass over W: saves reading it once a step.
    /// </summary>
    /// <param name="delta">δ, with −η in it.</param>
    /// <param name="x">The source that <see cref="Affine{TLanes, T, TEpilogue}"/> read: its padding is zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="next">The next row's source; its padding is set to zero.</param>
    /// <param name="z">The next row's z; overwritten. Not δ's memory.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="updatesBias">Whether b is updated, too.</param>
    [MethodImpl(Kernel)]
    public static void UpdateThenAffine<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> next, Span<T> z, Span<T> scratch, int inputs, int outputs, bool updatesBias)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireUpdate(delta, x, rows, inputs, outputs);
        Require(next.Length, Stride<T>(inputs), nameof(next));
        Require(z.Length, outputs, nameof(z));
        ClearPadding(next, inputs);
        Require(scratch.Length, ScratchLength, nameof(scratch));
        UpdateBias<TLanes, T>(delta[..outputs], updatesBias ? bias : default);
        Spread<TLanes, T>(bias, z[..outputs]);
        ref var sums = ref ActiveRows.Sums(scratch);
        ref var active = ref ActiveRows.Nonzero(scratch);
        ref var idle = ref ActiveRows.Zero(scratch);
        var stride = Stride<T>(inputs);
        for (var start = 0; start < outputs; start += ActiveRows.Chunk)
        {
            nint length = Math.Min(ActiveRows.Chunk, outputs - start);
            var count = ActiveRows.Split(ref First(delta), start, length, ref active, ref idle);
            ActiveRows.ClearSums(scratch, count);
            UpdateRows<TLanes, T, ListedRows, NextProduct>(ref First(delta), ref First(x), ref First(rows), stride, ref active, count, ref First(next), ref sums);
            Scatter(ref sums, ref First(z), ref active, count);
            ActiveRows.ClearSums(scratch, length - count);
            Dots<TLanes, T, ListedRows>(ref First(next), ref First(rows), stride, ref idle, length - count, ref sums);
            Scatter(ref sums, ref First(z), ref idle, length - count);
        }
    }

    private static void RequireUpdate<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, int inputs, int outputs)
        where T : unmanaged
    {
        Require(delta.Length, outputs, nameof(delta));
        Require(x.Length, Stride<T>(inputs), nameof(x));
        Require(rows.Length, RowsLength<T>(outputs, inputs), nameof(rows));
    }

    /// <summary>What a pass that updates rows, w += δ x, also computes of each: a constant for the JIT.</summary>
    private interface IRowProduct
    {
        /// <summary>The product of the row as it was with x.</summary>
        static abstract bool IsOld { get; }

        /// <summary>The product of the updated row with another vector.</summary>
        static abstract bool IsNext { get; }
    }

    private readonly struct NoProduct : IRowProduct
    {
        public static bool IsOld => false;

        public static bool IsNext => false;
    }

    private readonly struct OldProduct : IRowProduct
    {
        public static bool IsOld => true;

        public static bool IsNext => false;
    }

    private readonly struct NextProduct : IRowProduct
    {
        public static bool IsOld => false;

        public static bool IsNext => true;
    }

    /// <summary>w += δ x for all rows whose δ is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateActive<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> scratch, int count, nint stride)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var active = ref ActiveRows.Nonzero(scratch);
        for (var start = 0; start < count; start += ActiveRows.Chunk)
        {
            var found = ActiveRows.List(ref First(delta), start, Math.Min(ActiveRows.Chunk, count - start), ref active);
            UpdateRows<TLanes, T, ListedRows, NoProduct>(ref First(delta), ref First(x), ref First(rows), stride, ref active, found, ref First(rows), ref First(rows));
        }
    }

    /// <summary>Four rows at once; adds their products to whole fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateRows<TLanes, T, TRows, TProduct>(ref T delta, ref T x, ref T w, nint stride, ref int rows, nint count, ref T next, ref T sums)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TProduct : struct, IRowProduct
    {
        var whole = count & -4;
        UpdateTiles<TLanes, T, TRows, TProduct, Size4>(ref delta, ref x, ref w, stride, ref rows, 0, whole, ref next, ref sums);
        switch (count - whole)
        {
            case 1: UpdateTiles<TLanes, T, TRows, TProduct, Size1>(ref delta, ref x, ref w, stride, ref rows, whole, count, ref next, ref sums); break;
            case 2: UpdateTiles<TLanes, T, TRows, TProduct, Size2>(ref delta, ref x, ref w, stride, ref rows, whole, count, ref next, ref sums); break;
            case 3: UpdateTiles<TLanes, T, TRows, TProduct, Size3>(ref delta, ref x, ref w, stride, ref rows, whole, count, ref next, ref sums); break;
        }
    }

    [MethodImpl(Kernel)]
    private static void UpdateTiles<TLanes, T, TRows, TProduct, TSize>(ref T delta, ref T x, ref T w, nint stride, ref int rows, nint from, nint to, ref T next, ref T sums)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TProduct : struct, IRowProduct
        where TSize : struct, IRowTileSize
    {
        for (var q = from; q < to; q += TSize.Value)
        {
            ref var w0 = ref RowOf<T, TRows>(ref w, stride, ref rows, q);
            ref var w1 = ref TSize.Value > 1 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 1) : ref w0;
            ref var w2 = ref TSize.Value > 2 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 2) : ref w0;
            ref var w3 = ref TSize.Value > 3 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 3) : ref w0;
            var d0 = TLanes.Create(RowOf<T, TRows>(ref delta, 1, ref rows, q));
            var d1 = TSize.Value > 1 ? TLanes.Create(RowOf<T, TRows>(ref delta, 1, ref rows, q + 1)) : d0;
            var d2 = TSize.Value > 2 ? TLanes.Create(RowOf<T, TRows>(ref delta, 1, ref rows, q + 2)) : d0;
            var d3 = TSize.Value > 3 ? TLanes.Create(RowOf<T, TRows>(ref delta, 1, ref rows, q + 3)) : d0;
            TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
            for (nint k = 0; k < stride; k += TLanes.Count)
            {
                var xk = TLanes.Load(ref x, k);
                var nk = TProduct.IsNext ? TLanes.Load(ref next, k) : xk;
                c0 = UpdateStep<TLanes, T, TProduct>(ref w0, k, d0, xk, nk, c0);
                if (TSize.Value > 1)
                {
                    c1 = UpdateStep<TLanes, T, TProduct>(ref w1, k, d1, xk, nk, c1);
                }

                if (TSize.Value > 2)
                {
                    c2 = UpdateStep<TLanes, T, TProduct>(ref w2, k, d2, xk, nk, c2);
                }

                if (TSize.Value > 3)
                {
                    c3 = UpdateStep<TLanes, T, TProduct>(ref w3, k, d3, xk, nk, c3);
                }
            }

            if (TProduct.IsOld || TProduct.IsNext)
            {
                TLanes.AddSums(c0, c1, c2, c3, ref sums, q);
            }
        }
    }

    /// <summary>w += δ x, and the sum goes on with the old or the new w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes UpdateStep<TLanes, T, TProduct>(ref T w, nint k, TLanes delta, TLanes x, TLanes next, TLanes sum)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TProduct : struct, IRowProduct
    {
        var old = TLanes.Load(ref w, k);
        var updated = TLanes.MultiplyAdd(delta, x, old);
        TLanes.Store(updated, ref w, k);
        return TProduct.IsOld ? TLanes.MultiplyAdd(old, x, sum) : TProduct.IsNext ? TLanes.MultiplyAdd(updated, next, sum) : sum;
    }
}
