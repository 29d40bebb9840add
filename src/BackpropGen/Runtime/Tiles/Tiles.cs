using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>
/// Products of matrices by register tiles, with what comes after them. Weights and their gradients lie in panels (<see cref="PackedWeights{T}"/>).
/// Activations and δ lie in rows at a stride, a multiple of 64 bytes at least as long as the units need; what lies between the units and the stride is written but
/// never used. Deterministic: each result is one sum in a fixed order, however rows and panels are divided.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Tiles
{
    /// <summary>Y = f(X Wᵀ + b): y[row, to] = f(b[to] + Σ x[row, from] w[to, from]).</summary>
    /// <remarks>
    /// The gradient by a layer's input, dX = δ W, is the same with (W)ᵀ, inputs and outputs exchanged. A single row's sums are divided
    /// into four, and those of a layer of one unit by lanes; all others run over ascending inputs from the bias on.
    /// </remarks>
    /// <param name="x">X: rows × inputs at <paramref name="xStride"/>; nothing else is read.</param>
    /// <param name="xStride">Numbers from one row of X to the next.</param>
    /// <param name="panels">W in panels.</param>
    /// <param name="bias">b: outputs numbers, 1 that all units share, or none.</param>
    /// <param name="y">Y: rows × outputs at <paramref name="yStride"/>; overwritten, up to whole 64 bytes a row.</param>
    /// <param name="yStride">Numbers from one row of Y to the next.</param>
    /// <param name="first">The formula's first operand, laid out as Y; empty if it has none.</param>
    /// <param name="second">The formula's second operand, laid out as Y; empty if it has none.</param>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <param name="inputs">Sources, 1 or more.</param>
    /// <param name="outputs">Units, 1 or more.</param>
    /// <param name="workers">Threads that share the work if it is worth it; null for the caller's alone.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TEpilogue">f.</typeparam>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Affine<T, TEpilogue>(
        ReadOnlySpan<T> x, int xStride, ReadOnlySpan<T> panels, ReadOnlySpan<T> bias, Span<T> y, int yStride,
        ReadOnlySpan<T> first, ReadOnlySpan<T> second, int rows, int inputs, int outputs, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        TileCheck.Sizes(rows, inputs, outputs);
        int width = PanelLayout.RoundUp<T>(outputs);
        TileCheck.Matrix(x.Length, xStride, rows, inputs, nameof(x));
        TileCheck.AtLeast(panels.Length, PanelLayout.Length<T>(outputs, inputs), nameof(panels));
        TileCheck.Biases(bias.Length, outputs, none: true, nameof(bias));
        TileCheck.Matrix(y.Length, yStride, rows, width, nameof(y));
        TileCheck.Matrix(first.Length, yStride, TEpilogue.OperandCount > 0 ? rows : 0, width, nameof(first));
        TileCheck.Matrix(second.Length, yStride, TEpilogue.OperandCount > 1 ? rows : 0, width, nameof(second));
        AffineOperands<T> o = new()
        {
            X = x,
            XStride = xStride,
            Panels = panels,
            Bias = bias,
            Y = y,
            YStride = yStride,
            First = first,
            Second = second,
            Inputs = inputs,
            Outputs = outputs,
        };
        if (Vector512.IsHardwareAccelerated)
        {
            Affine<Lanes512<T>, Vector512<T>, T, TEpilogue>(in o, rows, workers);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Affine<Lanes256<T>, Vector256<T>, T, TEpilogue>(in o, rows, workers);
        }
        else
        {
            Affine<Lanes128<T>, Vector128<T>, T, TEpilogue>(in o, rows, workers);
        }
    }

    /// <summary>The gradient by a layer's input, dX = f(δ W): dx[row, from] = f(Σ δ[row, to] w[to, from]).</summary>
    /// <remarks>
    /// W is transposed piece by piece into memory that stays in the second cache, which is kept for the thread: <see cref="Affine{T, TEpilogue}"/> with
    /// (W)ᵀ, without writing and reading that as a whole. All sums run over ascending units, a single row's too.
    /// </remarks>
    /// <param name="delta">δ: rows × outputs at <paramref name="deltaStride"/>; nothing else is read.</param>
    /// <param name="deltaStride">Numbers from one row of δ to the next.</param>
    /// <param name="panels">W in panels.</param>
    /// <param name="dx">dX: rows × inputs at <paramref name="dxStride"/>; overwritten, up to whole 64 bytes a row.</param>
    /// <param name="dxStride">Numbers from one row of dX to the next.</param>
    /// <param name="first">The formula's first operand, laid out as dX; empty if it has none.</param>
    /// <param name="second">The formula's second operand, laid out as dX; empty if it has none.</param>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <param name="inputs">Sources of W, 1 or more.</param>
    /// <param name="outputs">Units of W, 1 or more.</param>
    /// <param name="workers">Threads that share the work if it is worth it; null for the caller's alone.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TEpilogue">f.</typeparam>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void InputGradient<T, TEpilogue>(
        ReadOnlySpan<T> delta,
        int deltaStride,
        ReadOnlySpan<T> panels,
        Span<T> dx,
        int dxStride,
        ReadOnlySpan<T> first,
        ReadOnlySpan<T> second,
        int rows,
        int inputs,
        int outputs,
        Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        TileCheck.Sizes(rows, inputs, outputs);
        int width = PanelLayout.RoundUp<T>(inputs);
        TileCheck.Matrix(delta.Length, deltaStride, rows, outputs, nameof(delta));
        TileCheck.AtLeast(panels.Length, PanelLayout.Length<T>(outputs, inputs), nameof(panels));
        TileCheck.Matrix(dx.Length, dxStride, rows, width, nameof(dx));
        TileCheck.Matrix(first.Length, dxStride, TEpilogue.OperandCount > 0 ? rows : 0, width, nameof(first));
        TileCheck.Matrix(second.Length, dxStride, TEpilogue.OperandCount > 1 ? rows : 0, width, nameof(second));
        AffineOperands<T> o = new()
        {
            X = delta,
            XStride = deltaStride,
            Panels = panels,
            Y = dx,
            YStride = dxStride,
            First = first,
            Second = second,
            Inputs = outputs,
            Outputs = inputs,
        };
        if (Vector512.IsHardwareAccelerated)
        {
            InputGradient<Lanes512<T>, Vector512<T>, T, TEpilogue>(in o, rows, workers);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            InputGradient<Lanes256<T>, Vector256<T>, T, TEpilogue>(in o, rows, workers);
        }
        else
        {
            InputGradient<Lanes128<T>, Vector128<T>, T, TEpilogue>(in o, rows, workers);
        }
    }

    /// <summary>dW = δᵀ X: dw[to, from] = Σ δ[row, to] x[row, from], and what is done with it.</summary>
    /// <param name="delta">δ: rows × outputs at <paramref name="deltaStride"/>, up to whole 64 bytes a row; what lies beyond the units may be anything.</param>
    /// <param name="deltaStride">Numbers from one row of δ to the next.</param>
    /// <param name="x">X: rows × inputs at <paramref name="xStride"/>; nothing else is read.</param>
    /// <param name="xStride">Numbers from one row of X to the next.</param>
    /// <param name="panels">Weights that are updated, or gradients that are overwritten, in panels; the padding becomes or stays 0.</param>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <param name="inputs">Sources, 1 or more.</param>
    /// <param name="outputs">Units, 1 or more.</param>
    /// <param name="update">What is written where a gradient is known.</param>
    /// <param name="workers">Threads that share the work if it is worth it; null for the caller's alone.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TUpdate"><see cref="Descend{T}"/> or <see cref="StoreGradient{T}"/>.</typeparam>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void WeightGradient<T, TUpdate>(
        ReadOnlySpan<T> delta, int deltaStride, ReadOnlySpan<T> x, int xStride, Span<T> panels, int rows, int inputs, int outputs, TUpdate update, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        TileCheck.Sizes(rows, inputs, outputs);
        TileCheck.Matrix(delta.Length, deltaStride, rows, PanelLayout.RoundUp<T>(outputs), nameof(delta));
        TileCheck.Matrix(x.Length, xStride, rows, inputs, nameof(x));
        TileCheck.AtLeast(panels.Length, PanelLayout.Length<T>(outputs, inputs), nameof(panels));
        GradientOperands<T> o = new()
        {
            Delta = delta,
            DeltaStride = deltaStride,
            X = x,
            XStride = xStride,
            Panels = panels,
            Rows = rows,
            Inputs = inputs,
            Outputs = outputs,
        };
        if (Vector512.IsHardwareAccelerated)
        {
            WeightGradient<Lanes512<T>, Vector512<T>, T, TUpdate>(in o, update, workers);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            WeightGradient<Lanes256<T>, Vector256<T>, T, TUpdate>(in o, update, workers);
        }
        else
        {
            WeightGradient<Lanes128<T>, Vector128<T>, T, TUpdate>(in o, update, workers);
        }
    }

    /// <summary>The gradient by the biases, the sums of δ over the rows, and what is done with it.</summary>
    /// <param name="delta">δ: rows × outputs at <paramref name="deltaStride"/>, up to whole 64 bytes a row; what lies beyond the units may be anything.</param>
    /// <param name="deltaStride">Numbers from one row of δ to the next.</param>
    /// <param name="biases">Biases that are updated, or gradients that are overwritten: outputs numbers, or 1 that all units share, whose gradient is the sum over everything.</param>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <param name="outputs">Units, 1 or more.</param>
    /// <param name="update">What is written where a gradient is known.</param>
    /// <param name="workers">Threads that share the work if it is worth it; null for the caller's alone.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <typeparam name="TUpdate"><see cref="Descend{T}"/> or <see cref="StoreGradient{T}"/>.</typeparam>
    /// <exception cref="ArgumentException">A span is too short, or biases has another length.</exception>
    public static void BiasGradient<T, TUpdate>(
        ReadOnlySpan<T> delta, int deltaStride, Span<T> biases, int rows, int outputs, TUpdate update, Workers? workers = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TUpdate : struct, IWeightUpdate<T>
    {
        TileCheck.Sizes(rows, 1, outputs);
        TileCheck.Matrix(delta.Length, deltaStride, rows, PanelLayout.RoundUp<T>(outputs), nameof(delta));
        TileCheck.Biases(biases.Length, outputs, none: false, nameof(biases));
        if (Vector512.IsHardwareAccelerated)
        {
            BiasGradient<Lanes512<T>, Vector512<T>, T, TUpdate>(delta, deltaStride, biases, rows, outputs, update, workers);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BiasGradient<Lanes256<T>, Vector256<T>, T, TUpdate>(delta, deltaStride, biases, rows, outputs, update, workers);
        }
        else
        {
            BiasGradient<Lanes128<T>, Vector128<T>, T, TUpdate>(delta, deltaStride, biases, rows, outputs, update, workers);
        }
    }
}
