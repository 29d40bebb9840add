using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>The backward passes: each with its layer's update.</content>
public static partial class SmallRowKernels
{
    /// <summary>f(Wᵀ δ) with the old W, then W += δ xᵀ and b += δ, over W as rows.</summary>
    /// <param name="delta">δ, with −η in it.</param>
    /// <param name="x">The source that <see cref="Affine{TLanes, T, TEpilogue}"/> read: its padding is zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten, with its padding. Not x's memory.</param>
    /// <param name="first">The formula's first operand, with padding; empty if it has none.</param>
    /// <param name="second">The formula's second operand, with padding; empty if it has none.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void Backward<TLanes, T, TEpilogue>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> rows, Span<T> bias, Span<T> dx, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        nint stride = RowKernels.Stride<T>(inputs);
        RowKernels.Require(delta.Length, outputs, nameof(delta));
        RowKernels.Require(x.Length, (int)stride, nameof(x));
        RowKernels.Require(rows.Length, outputs * (int)stride, nameof(rows));
        RequireResult<T, TEpilogue>(dx, first, second, (int)stride);
        ref var d = ref First(delta);
        for (nint k = 0; k < stride; k += TLanes.Count)
        {
            var xk = TLanes.Load(ref First(x), k);
            ref var w = ref Unsafe.Add(ref First(rows), k);
            TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
            nint o = 0;
            for (; o + 4 <= outputs; o += 4)
            {
                c0 = Step<TLanes, T>(ref w, o * stride, TLanes.Create(Unsafe.Add(ref d, o)), xk, c0);
                c1 = Step<TLanes, T>(ref w, (o + 1) * stride, TLanes.Create(Unsafe.Add(ref d, o + 1)), xk, c1);
                c2 = Step<TLanes, T>(ref w, (o + 2) * stride, TLanes.Create(Unsafe.Add(ref d, o + 2)), xk, c2);
                c3 = Step<TLanes, T>(ref w, (o + 3) * stride, TLanes.Create(Unsafe.Add(ref d, o + 3)), xk, c3);
            }

            for (; o < outputs; o++)
            {
                c1 = Step<TLanes, T>(ref w, o * stride, TLanes.Create(Unsafe.Add(ref d, o)), xk, c1);
            }

            TLanes.Store(Apply<TLanes, T, TEpilogue>(c0 + c1 + (c2 + c3), first, second, k), ref First(dx), k);
        }

        UpdateBias<TLanes, T>(delta, bias, outputs);
    }

    /// <summary>f(Wᵀ δ) with the old W, then W += δ aᵀ and b += δ, over W as columns.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, with padding, which may be anything.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="dx">Overwritten, with its padding. Not a's memory.</param>
    /// <param name="first">The formula's first operand, with padding; empty if it has none.</param>
    /// <param name="second">The formula's second operand, with padding; empty if it has none.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void ColumnBackward<TLanes, T, TEpilogue>(
        Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, Span<T> dx, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        nint stride = RowKernels.Stride<T>(outputs);
        RequireColumns(delta, a, columns, inputs, outputs);
        RequireResult<T, TEpilogue>(dx, first, second, RowKernels.Stride<T>(inputs));
        RowKernels.ClearPadding(delta, outputs);
        for (nint i = 0; i < RowKernels.Stride<T>(inputs); i += TLanes.Count)
        {
            var sums = i >= inputs ? TLanes.Zero : TLanes.Join(
                Part<TLanes, T>(ref First(delta), ref First(a), ref First(columns), stride, i, 0, inputs),
                Part<TLanes, T>(ref First(delta), ref First(a), ref First(columns), stride, i, Vector128<T>.Count, inputs),
                Part<TLanes, T>(ref First(delta), ref First(a), ref First(columns), stride, i, 2 * Vector128<T>.Count, inputs),
                Part<TLanes, T>(ref First(delta), ref First(a), ref First(columns), stride, i, 3 * Vector128<T>.Count, inputs));
            TLanes.Store(Apply<TLanes, T, TEpilogue>(sums, first, second, i), ref First(dx), i);
        }

        UpdateBias<TLanes, T>(delta, bias, outputs);
    }

    /// <summary>Wᵀ δ and the update for as many inputs as 128 bits have lanes, a part of a register; 0 behind the last input, and for parts that the register does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Part<TLanes, T>(ref T delta, ref T a, ref T columns, nint stride, nint register, int lane, nint inputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint input = register + lane;
        if (lane >= TLanes.Count || input >= inputs)
        {
            return Vector128<T>.Zero;
        }

        TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
        for (nint i = 0; i < stride; i += TLanes.Count)
        {
            var di = TLanes.Load(ref delta, i);
            ref var w = ref Unsafe.Add(ref columns, (input * stride) + i);
            c0 = Step<TLanes, T>(ref w, 0, di, TLanes.Create(Unsafe.Add(ref a, input)), c0);
            if (input + 1 < inputs)
            {
                c1 = Step<TLanes, T>(ref w, stride, di, TLanes.Create(Unsafe.Add(ref a, input + 1)), c1);
            }

            if (Vector128<T>.Count == 4 && input + 2 < inputs)
            {
                c2 = Step<TLanes, T>(ref w, 2 * stride, di, TLanes.Create(Unsafe.Add(ref a, input + 2)), c2);
            }

            if (Vector128<T>.Count == 4 && input + 3 < inputs)
            {
                c3 = Step<TLanes, T>(ref w, 3 * stride, di, TLanes.Create(Unsafe.Add(ref a, input + 3)), c3);
            }
        }

        return TLanes.Sums(c0, c1, c2, c3);
    }

    /// <summary>W += δ aᵀ and b += δ over W as columns, for layers whose input needs no gradient.</summary>
    /// <param name="delta">δ, with −η in it; its padding is set to zero.</param>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none, or frozen).</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void ColumnUpdate<TLanes, T>(Span<T> delta, ReadOnlySpan<T> a, Span<T> columns, Span<T> bias, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint stride = RowKernels.Stride<T>(outputs);
        RequireColumns(delta, a, columns, inputs, outputs);
        RowKernels.ClearPadding(delta, outputs);
        ref var w = ref First(columns);
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

    private static void RequireColumns<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> columns, int inputs, int outputs)
        where T : unmanaged
    {
        RowKernels.Require(delta.Length, RowKernels.Stride<T>(outputs), nameof(delta));
        RowKernels.Require(a.Length, inputs, nameof(a));
        RowKernels.Require(columns.Length, inputs * RowKernels.Stride<T>(outputs), nameof(columns));
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
