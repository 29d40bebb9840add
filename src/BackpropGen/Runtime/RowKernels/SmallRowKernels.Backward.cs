using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>The backward passes: each with its layer's update.</content>
public static partial class SmallRowKernels
{
    /// <summary>dx = Wᵀ δ with the old W, then W += δ xᵀ and b += δ, over W as rows.</summary>
    /// <param name="delta">δ, with −η in it.</param>
    /// <param name="x">The source that <see cref="Affine{TLanes, T}"/> read: its padding is zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten, with its padding. Not x's memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> dx, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = RowKernels.Stride<T>(inputs);
        RowKernels.Require(delta.Length, outputs, nameof(delta));
        RowKernels.Require(x.Length, (int)stride, nameof(x));
        RowKernels.Require(rows.Length, outputs * (int)stride, nameof(rows));
        RowKernels.Require(dx.Length, (int)stride, nameof(dx));
        ref var d = ref First(delta);
        for (nint k = 0; k < stride; k += TLanes.Count)
        {
            var xk = TLanes.Load(ref First(x), k);
            ref var w = ref Unsafe.Add(ref First(rows), k);
            TLanes even = TLanes.Zero, odd = TLanes.Zero;
            nint o = 0;
            for (; o + 2 <= outputs; o += 2)
            {
                even = Step<TLanes, T>(ref w, o * stride, TLanes.Create(Unsafe.Add(ref d, o)), xk, even);
                odd = Step<TLanes, T>(ref w, (o + 1) * stride, TLanes.Create(Unsafe.Add(ref d, o + 1)), xk, odd);
            }

            if (o < outputs)
            {
                even = Step<TLanes, T>(ref w, o * stride, TLanes.Create(Unsafe.Add(ref d, o)), xk, even);
            }

            TLanes.Store(even + odd, ref First(dx), k);
        }

        UpdateBias<TLanes, T>(delta, bias, outputs);
    }

    /// <summary>dx = Wᵀ δ with the old W, then W += δ aᵀ and b += δ, over W as one panel.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panel">W as panels: one.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten, with its padding. Not a's memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void PanelBackward<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> panel, Span<T> bias, Span<T> dx, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = RowKernels.Stride<T>(outputs);
        RequirePanel(delta, a, panel, inputs, outputs);
        RowKernels.Require(dx.Length, RowKernels.Stride<T>(inputs), nameof(dx));
        RowKernels.ClearPadding(delta, outputs);
        ref var d = ref First(delta);
        ref var x = ref First(a);
        ref var w = ref First(panel);
        for (nint i = 0; i < RowKernels.Stride<T>(inputs); i += TLanes.Count)
        {
            TLanes.Store(TLanes.Zero, ref First(dx), i);
        }

        nint k = 0;
        for (; k + 4 <= inputs; k += 4)
        {
            TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
            for (nint i = 0; i < stride; i += TLanes.Count)
            {
                var di = TLanes.Load(ref d, i);
                c0 = Step<TLanes, T>(ref w, (k * stride) + i, di, TLanes.Create(Unsafe.Add(ref x, k)), c0);
                c1 = Step<TLanes, T>(ref w, ((k + 1) * stride) + i, di, TLanes.Create(Unsafe.Add(ref x, k + 1)), c1);
                c2 = Step<TLanes, T>(ref w, ((k + 2) * stride) + i, di, TLanes.Create(Unsafe.Add(ref x, k + 2)), c2);
                c3 = Step<TLanes, T>(ref w, ((k + 3) * stride) + i, di, TLanes.Create(Unsafe.Add(ref x, k + 3)), c3);
            }

            TLanes.AddSums(c0, c1, c2, c3, ref First(dx), k);
        }

        for (; k < inputs; k++)
        {
            var c = TLanes.Zero;
            for (nint i = 0; i < stride; i += TLanes.Count)
            {
                c = Step<TLanes, T>(ref w, (k * stride) + i, TLanes.Load(ref d, i), TLanes.Create(Unsafe.Add(ref x, k)), c);
            }

            Unsafe.Add(ref First(dx), k) = TLanes.Sum(c);
        }

        UpdateBias<TLanes, T>(delta, bias, outputs);
    }

    /// <summary>W += δ aᵀ and b += δ over W as one panel, for layers whose input needs no gradient.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panel">W as panels: one.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void PanelUpdate<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> panel, Span<T> bias, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = RowKernels.Stride<T>(outputs);
        RequirePanel(delta, a, panel, inputs, outputs);
        RowKernels.ClearPadding(delta, outputs);
        ref var w = ref First(panel);
        for (nint i = 0; i < stride; i += TLanes.Count)
        {
            var di = TLanes.Load(ref First(delta), i);
            for (nint k = 0; k < inputs; k++)
            {
                var index = (k * stride) + i;
                TLanes.Store(TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref First(a), k)), di, TLanes.Load(ref w, index)), ref w, index);
            }
        }

        UpdateBias<TLanes, T>(delta, bias, outputs);
    }

    private static void RequirePanel<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> panel, int inputs, int outputs)
        where T : unmanaged
    {
        RowKernels.Require(delta.Length, RowKernels.Stride<T>(outputs), nameof(delta));
        RowKernels.Require(a.Length, inputs, nameof(a));
        RowKernels.Require(panel.Length, inputs * RowKernels.Stride<T>(outputs), nameof(panel));
    }

    /// <summary>The sum goes on with the old w; then w += factor x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Step<TLanes, T>(ref T w, nint index, TLanes factor, TLanes x, TLanes sum)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var old = TLanes.Load(ref w, index);
        TLanes.Store(TLanes.MultiplyAdd(factor, x, old), ref w, index);
        return TLanes.MultiplyAdd(factor, old, sum);
    }
}
