using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>
/// Products of a dense layer for as many rows at once as a register has lanes, a row a lane: what networks are made of whose layers are too small to fill register tiles.
/// </summary>
/// <remarks>
/// A value is units × lanes: the numbers of a unit, one a row, lie beside each other. Weights are multiplied one by one with such registers, so that no width is padded and nothing is
/// summed over lanes but gradients. W lies as rows, W[to, from] with each row padded with zeros to whole 64 bytes (<see cref="PackedWeights{T}.Rows"/>), and so do its gradients.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneProducts
{
    /// <summary>The smallest layer whose products of four rows pay their way to registers along the inputs; measured.</summary>
    private const int LeastInputs = 24, LeastOutputs = 8;

    /// <summary>z = f(W x + b).</summary>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="weights">W as rows.</param>
    /// <param name="bias">b: outputs numbers, 1 that all units share, or none.</param>
    /// <param name="z">outputs × lanes; overwritten. Not x's memory.</param>
    /// <param name="first">The formula's first operand, outputs × lanes; empty if it has none.</param>
    /// <param name="second">The formula's second operand, outputs × lanes; empty if it has none.</param>
    /// <param name="scratch">lanes times the padded length of a row of W: x with its rows beside each other, where that pays; overwritten.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Affine<TLanes, T, TEpilogue>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> z, ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> scratch, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        Require<TLanes, T>(x.Length, weights.Length, z.Length, inputs, outputs, inputs, outputs);
        TileCheck.Biases(bias.Length, outputs, none: true, nameof(bias));
        int stride = RowKernels.Stride<T>(inputs);
        TileCheck.AtLeast(scratch.Length, TLanes.Count * stride, nameof(scratch));
        if (!PaysAlongInputs<TLanes, T>(inputs, outputs))
        {
            Multiply<TLanes, T, TEpilogue>(x, weights, stride, 1, bias, z, first, second, inputs, outputs);
            return;
        }

        RequireOperands<TLanes, T, TEpilogue>(first, second, outputs);
        LaneMoves.ToPaddedRows<TLanes, T>(x, scratch, inputs, stride);
        ref T rows = ref MemoryMarshal.GetReference(scratch);
        ref T w = ref MemoryMarshal.GetReference(weights);
        ref T to = ref MemoryMarshal.GetReference(z);
        if (Vector512.IsHardwareAccelerated)
        {
            FewRows<Lanes512<T>, Vector512<T>, T>.Affine(ref rows, ref w, bias, ref to, stride, outputs);
        }
        else
        {
            FewRows<Lanes256<T>, Vector256<T>, T>.Affine(ref rows, ref w, bias, ref to, stride, outputs);
        }

        Apply<TLanes, T, TEpilogue>(z, first, second, outputs);
    }

    /// <summary>The gradient by a layer's input, and what a formula makes of it: dx = f(Wᵀ δ).</summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="weights">W as rows.</param>
    /// <param name="dx">inputs × lanes; overwritten. Not δ's memory.</param>
    /// <param name="first">The formula's first operand, inputs × lanes; empty if it has none.</param>
    /// <param name="second">The formula's second operand, inputs × lanes; empty if it has none.</param>
    /// <param name="scratch">lanes times the padded length of a row of W: dx with its rows beside each other, where that pays; overwritten.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void InputGradient<TLanes, T, TEpilogue>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> weights, Span<T> dx, ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> scratch, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        Require<TLanes, T>(delta.Length, weights.Length, dx.Length, outputs, inputs, inputs, outputs);
        int stride = RowKernels.Stride<T>(inputs);
        TileCheck.AtLeast(scratch.Length, TLanes.Count * stride, nameof(scratch));
        if (!PaysAlongInputs<TLanes, T>(inputs, outputs))
        {
            Multiply<TLanes, T, TEpilogue>(delta, weights, 1, stride, default, dx, first, second, outputs, inputs);
            return;
        }

        RequireOperands<TLanes, T, TEpilogue>(first, second, inputs);
        ref T d = ref MemoryMarshal.GetReference(delta);
        ref T w = ref MemoryMarshal.GetReference(weights);
        ref T rows = ref MemoryMarshal.GetReference(scratch);
        if (Vector512.IsHardwareAccelerated)
        {
            FewRows<Lanes512<T>, Vector512<T>, T>.InputGradient(ref d, ref w, ref rows, stride, outputs);
        }
        else
        {
            FewRows<Lanes256<T>, Vector256<T>, T>.InputGradient(ref d, ref w, ref rows, stride, outputs);
        }

        Transposition.Copy(scratch, stride, dx, TLanes.Count, TLanes.Count, inputs);
        Apply<TLanes, T, TEpilogue>(dx, first, second, inputs);
    }

    /// <summary>
    /// The gradients of these rows, added to those of the rows before: by W, δ xᵀ summed over the rows, and by b, the sum of δ over the lanes. An update that changes weights
    /// does so at once.
    /// </summary>
    /// <param name="delta">outputs × lanes; 0 in lanes without a row.</param>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="rows">The same as rows, count × inputs, where there are such: whole registers of them are taken as they lie. Else empty.</param>
    /// <param name="weights">W, of which an update that stores gradients touches nothing.</param>
    /// <param name="weightGradients">Laid out as W as rows; overwritten unless the update changes W. The padding is zero.</param>
    /// <param name="biases">b, which an update that stores gradients does not touch: as many as gradients by them, or none if they are frozen.</param>
    /// <param name="biasGradients">outputs numbers, 1 that all units share, or none; overwritten by an update that stores gradients, and by no other.</param>
    /// <param name="scratch">lanes times the padded length of a row of W: x with its rows beside each other; overwritten.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="count">How many of the lanes have a row, from the first on.</param>
    /// <param name="isFirst">Whether there are no rows before: what the gradients hold counts nothing.</param>
    /// <param name="update">What happens to the sums.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No row, or more than lanes.</exception>
    public static void Gradients<TLanes, T, TUpdate>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> x, ReadOnlySpan<T> rows, PackedWeights<T> weights, Span<T> weightGradients, Span<T> biases, Span<T> biasGradients, Span<T> scratch, int inputs, int outputs, int count, bool isFirst, TUpdate update)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        int stride = RowKernels.Stride<T>(inputs);
        Require<TLanes, T>(delta.Length, weightGradients.Length, x.Length, outputs, inputs, inputs, outputs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, TLanes.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        TileCheck.AtLeast(scratch.Length, TLanes.Count * stride, nameof(scratch));
        TileCheck.Biases(biasGradients.Length, outputs, none: true, nameof(biasGradients));
        Span<T> target = weightGradients;
        if (TUpdate.ReadsWeights)
        {
            target = weights.RowsToWrite;
            TileCheck.AtLeast(target.Length, RowKernels.RowsLength<T>(outputs, inputs), nameof(weights));
            TileCheck.AtLeast(biases.Length, biases.IsEmpty ? 0 : biasGradients.Length, nameof(biases));
        }

        if (rows.Length == TLanes.Count * inputs && inputs % Register<T>(inputs) == 0)
        {
            WeightGradients(delta, rows, inputs, weightGradients, target, TLanes.Count, inputs, outputs, count, isFirst, update);
        }
        else
        {
            LaneMoves.ToPaddedRows<TLanes, T>(x, scratch, inputs, stride);
            WeightGradients(delta, scratch, stride, weightGradients, target, TLanes.Count, inputs, outputs, count, isFirst, update);
        }

        BiasGradients<TLanes, T, TUpdate>(delta, biasGradients, TUpdate.ReadsWeights ? biases : biasGradients, outputs, isFirst, update);
    }

    /// <summary>Whether these are rows that fill only a part of the hardware's registers, and are better multiplied in whole ones along the inputs.</summary>
    private static bool PaysAlongInputs<TLanes, T>(int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => typeof(TLanes) == typeof(Lanes128<float>) && Vector256.IsHardwareAccelerated && inputs >= LeastInputs && outputs >= LeastOutputs;

    /// <summary>The formula, where the product came without it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<TLanes, T, TEpilogue>(Span<T> z, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int units)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (typeof(TEpilogue) == typeof(KeepValue<T>))
        {
            return;
        }

        for (int i = 0; i < units * TLanes.Count; i += TLanes.Count)
        {
            TLanes a = TEpilogue.OperandCount > 0 ? TLanes.Load(first, i) : default, b = TEpilogue.OperandCount > 1 ? TLanes.Load(second, i) : default;
            TLanes.Store(TEpilogue.Apply(TLanes.Load(z, i), a, b), z, i);
        }
    }

    /// <summary>z = f(W x + b) for any strides of W, in registers TLanes. Only what the formula reads is checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Multiply<TLanes, T, TEpilogue>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> weights, nint outputStride, nint inputStride, ReadOnlySpan<T> bias, Span<T> z, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        TileCheck.AtLeast(first.Length, TEpilogue.OperandCount > 0 ? outputs * TLanes.Count : 0, nameof(first));
        TileCheck.AtLeast(second.Length, TEpilogue.OperandCount > 1 ? outputs * TLanes.Count : 0, nameof(second));
        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            LaneProduct<Lanes512<T>, Vector512<T>, T>.Run<TEpilogue>(x, weights, outputStride, inputStride, bias, z, first, second, inputs, outputs);
        }
        else if (typeof(TLanes) == typeof(Lanes256<T>))
        {
            LaneProduct<Lanes256<T>, Vector256<T>, T>.Run<TEpilogue>(x, weights, outputStride, inputStride, bias, z, first, second, inputs, outputs);
        }
        else
        {
            LaneProduct<Lanes128<T>, Vector128<T>, T>.Run<TEpilogue>(x, weights, outputStride, inputStride, bias, z, first, second, inputs, outputs);
        }
    }

    /// <summary>Numbers of the registers that gradients by weights are summed in: the widest that the inputs fill. Narrower ones are multiplied two at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Register<T>(int inputs)
        where T : unmanaged
        => Vector512.IsHardwareAccelerated && inputs > Vector256<T>.Count ? Vector512<T>.Count
        : Vector256.IsHardwareAccelerated && inputs > Vector128<T>.Count ? Vector256<T>.Count
        : Vector128<T>.Count;

    /// <summary>In registers that hold weights of one output beside each other, not rows, whatever TLanes is.</summary>
    private static void WeightGradients<T, TUpdate>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> rows, int rowStride, Span<T> before, Span<T> target, int lanes, int inputs, int outputs, int count, bool isFirst, TUpdate update)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        int stride = RowKernels.Stride<T>(inputs), register = Register<T>(inputs);
        if (isFirst && inputs <= stride - register && !TUpdate.ReadsWeights)
        {
            before[..(outputs * stride)].Clear(); // whole registers of padding, which the kernels do not reach
        }

        if (register == Vector512<T>.Count)
        {
            LaneGradient<Lanes512<T>, Vector512<T>, T>.Run(delta, rows, rowStride, before, target, lanes, stride, inputs, outputs, count, isFirst, update);
        }
        else if (register == Vector256<T>.Count)
        {
            LaneGradient<Lanes256<T>, Vector256<T>, T>.Run(delta, rows, rowStride, before, target, lanes, stride, inputs, outputs, count, isFirst, update);
        }
        else
        {
            LaneGradient<Lanes128<T>, Vector128<T>, T>.Run(delta, rows, rowStride, before, target, lanes, stride, inputs, outputs, count, isFirst, update);
        }
    }

    private static void BiasGradients<TLanes, T, TUpdate>(ReadOnlySpan<T> delta, ReadOnlySpan<T> before, Span<T> target, int outputs, bool isFirst, TUpdate update)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        ref T d = ref MemoryMarshal.GetReference(delta);
        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            LaneBiases<Lanes512<T>, T>.Run(ref d, before, target, outputs, isFirst, update);
        }
        else if (typeof(TLanes) == typeof(Lanes256<T>))
        {
            LaneBiases<Lanes256<T>, T>.Run(ref d, before, target, outputs, isFirst, update);
        }
        else
        {
            LaneBiases<Lanes128<T>, T>.Run(ref d, before, target, outputs, isFirst, update);
        }
    }

    /// <summary>Refuses operands too short for a formula. Not inlined, and not called by <see cref="Multiply"/>, which would cost a step of 4-16-16-3 on 16 rows 4 % of its time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RequireOperands<TLanes, T, TEpilogue>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, int units)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        TileCheck.AtLeast(first.Length, TEpilogue.OperandCount > 0 ? units * TLanes.Count : 0, nameof(first));
        TileCheck.AtLeast(second.Length, TEpilogue.OperandCount > 1 ? units * TLanes.Count : 0, nameof(second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Require<TLanes, T>(int source, int weights, int result, int sourceUnits, int resultUnits, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TileCheck.Sizes(1, inputs, outputs);
        TileCheck.AtLeast(source, sourceUnits * TLanes.Count, nameof(source));
        TileCheck.AtLeast(weights, RowKernels.RowsLength<T>(outputs, inputs), nameof(weights));
        TileCheck.AtLeast(result, resultUnits * TLanes.Count, nameof(result));
    }
}
