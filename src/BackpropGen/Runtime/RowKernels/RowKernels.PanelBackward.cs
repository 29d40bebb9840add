using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The backward pass over W as panels: four inputs at once, dot products and update in one pass.</content>
public static partial class RowKernels
{
    /// <summary>dx = Wᵀ δ with the old W, then W += δ aᵀ and b += δ, in one pass over W.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panels">W as panels.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten; its padding may be, too.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="skipsIdle">Whether dx is only wanted where a is not zero, and may be zero elsewhere, since it will be multiplied by a derivative that is zero there.</param>
    [MethodImpl(Kernel)]
    public static void PanelBackward<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> panels, Span<T> bias, Span<T> dx, Span<T> scratch, int inputs, int outputs, bool skipsIdle)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(dx.Length, Stride<T>(inputs), nameof(dx));
        Require(scratch.Length, ScratchLength, nameof(scratch));
        RequirePanels(delta, a, panels, inputs, outputs);
        ClearPadding(delta, outputs);
        nint stride = Stride<T>(outputs);
        if (skipsIdle)
        {
            dx[..inputs].Clear();
            VisitActive<TLanes, T, WithGradient>(delta, a, panels, dx, scratch, inputs, stride);
        }
        else
        {
            dx.Clear();
            var noList = 0;
            VisitInputs<TLanes, T, AllRows, WithGradient>(ref First(delta), ref First(a), ref First(panels), ref First(dx), ref noList, inputs, inputs, stride);
        }

        UpdateBias<TLanes, T>(delta[..outputs], bias);
    }

    /// <summary>W += δ aᵀ and b += δ over W as panels, for layers whose input needs no gradient; inputs that are zero are skipped.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panels">W as panels.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void PanelUpdate<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> panels, Span<T> bias, Span<T> scratch, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(scratch.Length, ScratchLength, nameof(scratch));
        RequirePanels(delta, a, panels, inputs, outputs);
        ClearPadding(delta, outputs);
        VisitActive<TLanes, T, WithoutGradient>(delta, a, panels, default, scratch, inputs, Stride<T>(outputs));
        UpdateBias<TLanes, T>(delta[..outputs], bias);
    }

    private static void RequirePanels<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> panels, int inputs, int outputs)
        where T : unmanaged
    {
        Require(delta.Length, Stride<T>(outputs), nameof(delta));
        Require(a.Length, inputs, nameof(a));
        Require(panels.Length, RowsLength<T>(inputs, outputs), nameof(panels));
    }

    /// <summary>Whether a pass that updates W also computes the gradient by the inputs: a constant for the JIT.</summary>
    private interface IInputGradient
    {
        static abstract bool IsComputed { get; }
    }

    private readonly struct WithGradient : IInputGradient
    {
        public static bool IsComputed => true;
    }

    private readonly struct WithoutGradient : IInputGradient
    {
        public static bool IsComputed => false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void VisitActive<TLanes, T, TGradient>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, Span<T> panels, Span<T> dx, Span<T> scratch, int inputs, nint stride)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TGradient : struct, IInputGradient
    {
        Span<int> lists = stackalloc int[2 * (Math.Min(inputs, ActiveRows.Chunk) + ActiveRows.Slack)];
        ref var sums = ref ActiveRows.Sums(scratch);
        ref var active = ref First(lists);
        ref var idle = ref Unsafe.Add(ref active, lists.Length / 2);
        for (var start = 0; start < inputs; start += ActiveRows.Chunk)
        {
            var count = ActiveRows.Split(ref First(a), start, Math.Min(ActiveRows.Chunk, inputs - start), ref active, ref idle);
            if (TGradient.IsComputed)
            {
                ActiveRows.ClearSums(scratch, count);
            }

            VisitInputs<TLanes, T, ListedRows, TGradient>(ref First(delta), ref First(a), ref First(panels), ref sums, ref active, count, inputs, stride);
            if (TGradient.IsComputed)
            {
                Scatter(ref sums, ref First(dx), ref active, count);
            }
        }
    }

    /// <summary>
    /// Panel by panel, since a panel's rows lie one after the other in memory: four registers of outputs at once, and what is left of a panel. Adds the inputs' gradients
    /// to whole fours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void VisitInputs<TLanes, T, TRows, TGradient>(ref T delta, ref T a, ref T panels, ref T sums, ref int rows, nint count, nint inputs, nint stride)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TGradient : struct, IInputGradient
    {
        for (nint panel = 0; panel < stride; panel += PanelLayout.Units<T>())
        {
            ref var w = ref Unsafe.Add(ref panels, panel * inputs);
            var width = nint.Min(PanelLayout.Units<T>(), stride - panel);
            nint column = 0;
            for (; column + (4 * TLanes.Count) <= width; column += 4 * TLanes.Count)
            {
                VisitColumns<TLanes, T, TRows, TGradient, Size4>(ref Unsafe.Add(ref delta, panel + column), ref a, ref Unsafe.Add(ref w, column), width, ref sums, ref rows, count);
            }

            switch ((width - column) / TLanes.Count)
            {
                case 1: VisitColumns<TLanes, T, TRows, TGradient, Size1>(ref Unsafe.Add(ref delta, panel + column), ref a, ref Unsafe.Add(ref w, column), width, ref sums, ref rows, count); break;
                case 2: VisitColumns<TLanes, T, TRows, TGradient, Size2>(ref Unsafe.Add(ref delta, panel + column), ref a, ref Unsafe.Add(ref w, column), width, ref sums, ref rows, count); break;
                case 3: VisitColumns<TLanes, T, TRows, TGradient, Size3>(ref Unsafe.Add(ref delta, panel + column), ref a, ref Unsafe.Add(ref w, column), width, ref sums, ref rows, count); break;
            }
        }
    }

    /// <summary>Up to four registers of δ stay where they are while the inputs pass, four at once for the sake of their sums.</summary>
    [MethodImpl(Kernel)]
    private static void VisitColumns<TLanes, T, TRows, TGradient, TSize>(ref T delta, ref T a, ref T w, nint width, ref T sums, ref int rows, nint count)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TGradient : struct, IInputGradient
        where TSize : struct, IRowTileSize
    {
        var d0 = TLanes.Load(ref delta, 0);
        var d1 = TSize.Value > 1 ? TLanes.Load(ref delta, TLanes.Count) : d0;
        var d2 = TSize.Value > 2 ? TLanes.Load(ref delta, 2 * TLanes.Count) : d0;
        var d3 = TSize.Value > 3 ? TLanes.Load(ref delta, 3 * TLanes.Count) : d0;
        nint q = 0;
        for (; q + 4 <= count; q += 4)
        {
            var c0 = VisitInput<TLanes, T, TGradient, TSize>(ref a, ref w, width, TRows.Row(ref rows, q), d0, d1, d2, d3);
            var c1 = VisitInput<TLanes, T, TGradient, TSize>(ref a, ref w, width, TRows.Row(ref rows, q + 1), d0, d1, d2, d3);
            var c2 = VisitInput<TLanes, T, TGradient, TSize>(ref a, ref w, width, TRows.Row(ref rows, q + 2), d0, d1, d2, d3);
            var c3 = VisitInput<TLanes, T, TGradient, TSize>(ref a, ref w, width, TRows.Row(ref rows, q + 3), d0, d1, d2, d3);
            if (TGradient.IsComputed)
            {
                TLanes.AddSums(c0, c1, c2, c3, ref sums, q);
            }
        }

        for (; q < count; q++)
        {
            var c = VisitInput<TLanes, T, TGradient, TSize>(ref a, ref w, width, TRows.Row(ref rows, q), d0, d1, d2, d3);
            if (TGradient.IsComputed)
            {
                Unsafe.Add(ref sums, q) += TLanes.Sum(c);
            }
        }
    }

    /// <summary>One input's weights to up to four registers of outputs: the products with δ, added over the registers; then w += a δ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes VisitInput<TLanes, T, TGradient, TSize>(ref T a, ref T w, nint width, nint row, TLanes d0, TLanes d1, TLanes d2, TLanes d3)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TGradient : struct, IInputGradient
        where TSize : struct, IRowTileSize
    {
        var x = TLanes.Create(Unsafe.Add(ref a, row));
        w = ref Unsafe.Add(ref w, row * width);
        var w0 = TLanes.Load(ref w, 0);
        TLanes.Store(TLanes.MultiplyAdd(x, d0, w0), ref w, 0);
        var even = TGradient.IsComputed ? w0 * d0 : w0;
        var odd = TLanes.Zero;
        if (TSize.Value > 1)
        {
            var w1 = TLanes.Load(ref w, TLanes.Count);
            TLanes.Store(TLanes.MultiplyAdd(x, d1, w1), ref w, TLanes.Count);
            odd = TGradient.IsComputed ? w1 * d1 : w1;
        }

        if (TSize.Value > 2)
        {
            var w2 = TLanes.Load(ref w, 2 * TLanes.Count);
            TLanes.Store(TLanes.MultiplyAdd(x, d2, w2), ref w, 2 * TLanes.Count);
            even = TGradient.IsComputed ? TLanes.MultiplyAdd(d2, w2, even) : w2;
        }

        if (TSize.Value > 3)
        {
            var w3 = TLanes.Load(ref w, 3 * TLanes.Count);
            TLanes.Store(TLanes.MultiplyAdd(x, d3, w3), ref w, 3 * TLanes.Count);
            odd = TGradient.IsComputed ? TLanes.MultiplyAdd(d3, w3, odd) : w3;
        }

        return TSize.Value > 1 ? even + odd : even;
    }
}
