using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>
/// What <see cref="RowKernels"/> do, for layers so small that lists and tiles would cost as much as the arithmetic. No zeros are skipped.
/// </summary>
/// <remarks>Vectors of one row reach to their stride, and weights lie as there.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class SmallRowKernels
{
    private const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>f(W a + b) for one row, over W as columns.</summary>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="y">Overwritten, with its padding.</param>
    /// <param name="first">The formula's first operand, with padding; empty if it has none.</param>
    /// <param name="second">The formula's second operand, with padding; empty if it has none.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void ColumnAffine<TLanes, T, TEpilogue>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        nint stride = RowKernels.Stride<T>(outputs);
        RowKernels.Require(a.Length, inputs, nameof(a));
        RowKernels.Require(columns.Length, inputs * (int)stride, nameof(columns));
        RequireResult<T, TEpilogue>(y, first, second, (int)stride);
        ref var x = ref First(a);
        ref var w = ref First(columns);
        for (nint i = 0; i < stride; i += TLanes.Count)
        {
            // four chains of additions, which would wait for each other in one
            TLanes c0 = BiasAt<TLanes, T>(bias, (int)i, outputs), c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
            nint k = 0;
            for (; k + 4 <= inputs; k += 4)
            {
                c0 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref x, k)), TLanes.Load(ref w, (k * stride) + i), c0);
                c1 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref x, k + 1)), TLanes.Load(ref w, ((k + 1) * stride) + i), c1);
                c2 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref x, k + 2)), TLanes.Load(ref w, ((k + 2) * stride) + i), c2);
                c3 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref x, k + 3)), TLanes.Load(ref w, ((k + 3) * stride) + i), c3);
            }

            for (; k < inputs; k++)
            {
                c1 = TLanes.MultiplyAdd(TLanes.Create(Unsafe.Add(ref x, k)), TLanes.Load(ref w, (k * stride) + i), c1);
            }

            TLanes.Store(Apply<TLanes, T, TEpilogue>(c0 + c1 + (c2 + c3), first, second, i), ref First(y), i);
        }
    }

    /// <summary>f(W x + b) for one row, over W as rows.</summary>
    /// <param name="x">The source; its padding is set to zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="y">Overwritten, with its padding.</param>
    /// <param name="first">The formula's first operand, with padding; empty if it has none.</param>
    /// <param name="second">The formula's second operand, with padding; empty if it has none.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void Affine<TLanes, T, TEpilogue>(
        Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        nint stride = RowKernels.Stride<T>(inputs);
        RowKernels.Require(x.Length, (int)stride, nameof(x));
        RowKernels.Require(rows.Length, outputs * (int)stride, nameof(rows));
        RequireResult<T, TEpilogue>(y, first, second, RowKernels.Stride<T>(outputs));
        RowKernels.ClearPadding(x, inputs);
        for (var o = 0; o < RowKernels.Stride<T>(outputs); o += TLanes.Count)
        {
            // whole registers are written: a load of several short stores would wait until these are in the cache
            var sums = o >= outputs ? TLanes.Zero : TLanes.Join(
                Dots<TLanes, T>(ref First(x), ref First(rows), stride, o, 0, outputs),
                Dots<TLanes, T>(ref First(x), ref First(rows), stride, o, Vector128<T>.Count, outputs),
                Dots<TLanes, T>(ref First(x), ref First(rows), stride, o, 2 * Vector128<T>.Count, outputs),
                Dots<TLanes, T>(ref First(x), ref First(rows), stride, o, 3 * Vector128<T>.Count, outputs));
            TLanes.Store(Apply<TLanes, T, TEpilogue>(sums + BiasAt<TLanes, T>(bias, o, outputs), first, second, o), ref First(y), o);
        }
    }

    /// <summary>W x for as many units as 128 bits have lanes, a part of a register; anything behind the last unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Dots<TLanes, T>(ref T x, ref T rows, nint stride, nint register, int lane, nint outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint unit = register + lane;
        if (lane >= TLanes.Count || unit >= outputs)
        {
            return Vector128<T>.Zero;
        }

        // behind the last row that one once more: its sums fall into the result's padding
        ref var w0 = ref Unsafe.Add(ref rows, unit * stride);
        ref var w1 = ref Unsafe.Add(ref rows, nint.Min(unit + 1, outputs - 1) * stride);
        ref var w2 = ref Unsafe.Add(ref rows, nint.Min(unit + 2, outputs - 1) * stride);
        ref var w3 = ref Unsafe.Add(ref rows, nint.Min(unit + 3, outputs - 1) * stride);
        TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
        for (nint k = 0; k < stride; k += TLanes.Count)
        {
            var xk = TLanes.Load(ref x, k);
            c0 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w0, k), c0);
            c1 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w1, k), c1);
            if (Vector128<T>.Count == 4)
            {
                c2 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w2, k), c2);
                c3 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w3, k), c3);
            }
        }

        return TLanes.Sums(c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Apply<TLanes, T, TEpilogue>(TLanes value, ReadOnlySpan<T> first, ReadOnlySpan<T> second, nint index)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
        => TEpilogue.Apply(
            value,
            TEpilogue.OperandCount > 0 ? TLanes.Load(ref First(first), index) : TLanes.Zero,
            TEpilogue.OperandCount > 1 ? TLanes.Load(ref First(second), index) : TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void RequireResult<T, TEpilogue>(ReadOnlySpan<T> result, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        RowKernels.Require(result.Length, stride, nameof(result));
        RowKernels.Require(first.Length, TEpilogue.OperandCount > 0 ? stride : 0, nameof(first));
        RowKernels.Require(second.Length, TEpilogue.OperandCount > 1 ? stride : 0, nameof(second));
    }

    /// <summary>The biases of some units; what lies behind the last may be anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes BiasAt<TLanes, T>(ReadOnlySpan<T> bias, int index, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (index >= outputs)
        {
            // a register of padding
            return TLanes.Zero;
        }

        if (bias.Length != outputs)
        {
            return bias.IsEmpty ? TLanes.Zero : TLanes.Create(bias[0]);
        }

        return index + TLanes.Count <= outputs ? TLanes.Load(ref First(bias), index) : TLanes.LoadFirst(bias, index, outputs - index);
    }

    /// <summary>b += δ, or += Σ δ if it is shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateBias<TLanes, T>(ReadOnlySpan<T> delta, Span<T> bias, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint i = 0;
        if (bias.Length == outputs)
        {
            for (; i + TLanes.Count <= outputs; i += TLanes.Count)
            {
                TLanes.Store(TLanes.Load(ref First(bias), i) + TLanes.Load(ref First(delta), i), ref First(bias), i);
            }

            for (; i < outputs; i++)
            {
                Unsafe.Add(ref First(bias), i) += Unsafe.Add(ref First(delta), i);
            }
        }
        else if (bias.Length == 1)
        {
            var sum = T.Zero;
            for (; i < outputs; i++)
            {
                sum += Unsafe.Add(ref First(delta), i);
            }

            bias[0] += sum;
        }
    }

    private static ref T First<T>(Span<T> values) => ref MemoryMarshal.GetReference(values);

    private static ref T First<T>(ReadOnlySpan<T> values) => ref MemoryMarshal.GetReference(values);
}
