using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
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
    /// <summary>Rows at once: lanes of the widest register that the hardware has.</summary>
    public static int Lanes<T>()
        where T : unmanaged
        => Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    /// <summary>z = W x + b.</summary>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="weights">W as rows.</param>
    /// <param name="bias">b: outputs numbers, 1 that all units share, or none.</param>
    /// <param name="z">outputs × lanes; overwritten. Not x's memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Affine<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require<T>(x.Length, weights.Length, z.Length, inputs, outputs, inputs, outputs);
        TileCheck.Biases(bias.Length, outputs, none: true, nameof(bias));
        Multiply(x, weights, RowKernels.Stride<T>(inputs), 1, bias, z, inputs, outputs);
    }

    /// <summary>The gradient by a layer's input: dx = Wᵀ δ.</summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="weights">W as rows.</param>
    /// <param name="dx">inputs × lanes; overwritten. Not δ's memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void InputGradient<T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> weights, Span<T> dx, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require<T>(delta.Length, weights.Length, dx.Length, outputs, inputs, inputs, outputs);
        Multiply(delta, weights, 1, RowKernels.Stride<T>(inputs), default, dx, outputs, inputs);
    }

    /// <summary>
    /// The gradients of these rows, added to those of the rows before: by W, δ xᵀ summed over the lanes, and by b, the sum of δ over the lanes. An update that changes weights
    /// does so at once.
    /// </summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="weights">W, of which an update that stores gradients touches nothing.</param>
    /// <param name="weightGradients">Laid out as W as rows; overwritten unless the update changes W. The padding is zero.</param>
    /// <param name="biases">b, which an update that stores gradients does not touch: as many as gradients by them, or none if they are frozen.</param>
    /// <param name="biasGradients">outputs numbers, 1 that all units share, or none; overwritten.</param>
    /// <param name="scratch">lanes times the padded length of a row of W: x with its rows beside each other; overwritten.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="isFirst">Whether there are no rows before: what the gradients hold counts nothing.</param>
    /// <param name="update">What happens to the sums.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Gradients<T, TUpdate>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> x, PackedWeights<T> weights, Span<T> weightGradients, Span<T> biases, Span<T> biasGradients, Span<T> scratch, int inputs, int outputs, bool isFirst, TUpdate update)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        int stride = RowKernels.Stride<T>(inputs);
        Require<T>(delta.Length, weightGradients.Length, x.Length, outputs, inputs, inputs, outputs);
        TileCheck.AtLeast(scratch.Length, Lanes<T>() * stride, nameof(scratch));
        TileCheck.Biases(biasGradients.Length, outputs, none: true, nameof(biasGradients));
        Span<T> target = weightGradients;
        if (TUpdate.ReadsWeights)
        {
            target = weights.RowsToWrite;
            TileCheck.AtLeast(target.Length, RowKernels.RowsLength<T>(outputs, inputs), nameof(weights));
            TileCheck.AtLeast(biases.Length, biases.IsEmpty ? 0 : biasGradients.Length, nameof(biases));
        }

        LaneMoves.ToPaddedRows(x, scratch, inputs, stride);
        if (Vector512.IsHardwareAccelerated)
        {
            LaneGradient<Lanes512<T>, Vector512<T>, T>.Run(delta, scratch, weightGradients, biasGradients, target, biases, stride, outputs, isFirst, update);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            LaneGradient<Lanes256<T>, Vector256<T>, T>.Run(delta, scratch, weightGradients, biasGradients, target, biases, stride, outputs, isFirst, update);
        }
        else
        {
            LaneGradient<Lanes128<T>, Vector128<T>, T>.Run(delta, scratch, weightGradients, biasGradients, target, biases, stride, outputs, isFirst, update);
        }
    }

    private static void Multiply<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> weights, nint outputStride, nint inputStride, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            LaneProduct<Lanes512<T>, Vector512<T>, T>.Run(x, weights, outputStride, inputStride, bias, z, inputs, outputs);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            LaneProduct<Lanes256<T>, Vector256<T>, T>.Run(x, weights, outputStride, inputStride, bias, z, inputs, outputs);
        }
        else
        {
            LaneProduct<Lanes128<T>, Vector128<T>, T>.Run(x, weights, outputStride, inputStride, bias, z, inputs, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Require<T>(int source, int weights, int result, int sourceUnits, int resultUnits, int inputs, int outputs)
        where T : unmanaged
    {
        TileCheck.Sizes(1, inputs, outputs);
        TileCheck.AtLeast(source, sourceUnits * Lanes<T>(), nameof(source));
        TileCheck.AtLeast(weights, RowKernels.RowsLength<T>(outputs, inputs), nameof(weights));
        TileCheck.AtLeast(result, resultUnits * Lanes<T>(), nameof(result));
    }
}
