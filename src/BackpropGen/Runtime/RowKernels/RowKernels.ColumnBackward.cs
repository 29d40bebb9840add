using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The backward pass over W as columns: dot products and update in one pass, column by column.</content>
public static partial class RowKernels
{
    /// <summary>dx = Wᵀ δ with the old W, then W += δ aᵀ and b += δ, in one pass over W.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten; its padding may be, too.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="skipsIdle">Whether dx is only wanted where a is not zero, and may be zero elsewhere, since it will be multiplied by a derivative that is zero there.</param>
    [MethodImpl(Kernel)]
    public static void ColumnBackward<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, Span<T> dx, Span<T> scratch, int inputs, int outputs, bool skipsIdle)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(dx.Length, Stride<T>(inputs), nameof(dx));
        RequireColumns(delta, a, columns, scratch, inputs, outputs);
        ClearPadding(delta, outputs);
        dx.Clear();
        if (skipsIdle)
        {
            ref var sums = ref ActiveRows.Sums(scratch);
            ref var active = ref ActiveRows.Nonzero(scratch);
            for (var start = 0; start < inputs; start += ActiveRows.Chunk)
            {
                var count = ActiveRows.List(ref First(a), start, Math.Min(ActiveRows.Chunk, inputs - start), ref active);
                ActiveRows.ClearSums(scratch, count);
                UpdateRows<TLanes, T, ListedRows, OldProduct>(ref First(a), ref First(delta), ref First(columns), Stride<T>(outputs), ref active, count, ref First(delta), ref sums);
                Scatter(ref sums, ref First(dx), ref active, count);
            }
        }
        else
        {
            var noList = 0;
            UpdateRows<TLanes, T, AllRows, OldProduct>(ref First(a), ref First(delta), ref First(columns), Stride<T>(outputs), ref noList, inputs, ref First(delta), ref First(dx));
        }

        UpdateBias<TLanes, T>(delta[..outputs], bias);
    }

    /// <summary>W += δ aᵀ and b += δ over W as columns, for layers whose input needs no gradient; inputs that are zero are skipped.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void ColumnUpdate<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, Span<T> scratch, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireColumns(delta, a, columns, scratch, inputs, outputs);
        ClearPadding(delta, outputs);
        UpdateActive<TLanes, T>(a, delta, columns, scratch, inputs, Stride<T>(outputs));
        UpdateBias<TLanes, T>(delta[..outputs], bias);
    }

    private static void RequireColumns<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> scratch, int inputs, int outputs)
        where T : unmanaged
    {
        Require(delta.Length, Stride<T>(outputs), nameof(delta));
        Require(a.Length, inputs, nameof(a));
        Require(columns.Length, RowsLength<T>(inputs, outputs), nameof(columns));
        Require(scratch.Length, ScratchLength, nameof(scratch));
    }
}
