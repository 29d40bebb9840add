using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>
/// Products of a dense layer with a row a lane, for networks of so few weights that single rows are written out: W lies in canonical order, W[to, from] without padding, and so do its gradients.
/// </summary>
/// <remarks>As <see cref="LaneProducts"/> otherwise. TLanes is the register, T its numbers: <see cref="float"/> or <see cref="double"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SmallLaneProducts
{
    /// <summary>z = W x + b.</summary>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="weights">W, outputs × inputs.</param>
    /// <param name="bias">b: outputs numbers, 1 that all units share, or none.</param>
    /// <param name="z">outputs × lanes; overwritten. Not x's memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine<TLanes, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require<TLanes, T>(x.Length, inputs, weights.Length, inputs * outputs, z.Length, outputs);
        TileCheck.Biases(bias.Length, outputs, none: true, nameof(bias));
        LaneProducts.Multiply<TLanes, T, KeepValue<T>>(x, weights, inputs, 1, bias, z, default, default, inputs, outputs);
    }

    /// <summary>The gradient by a layer's input: dx = Wᵀ δ.</summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="weights">W, outputs × inputs.</param>
    /// <param name="dx">inputs × lanes; overwritten. Not δ's memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> weights, Span<T> dx, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require<TLanes, T>(delta.Length, outputs, weights.Length, inputs * outputs, dx.Length, inputs);
        LaneProducts.Multiply<TLanes, T, KeepValue<T>>(delta, weights, 1, inputs, default, dx, default, default, outputs, inputs);
    }

    /// <summary>The gradients of these rows, added to those of the rows before: by W, δ xᵀ summed over the lanes, and by b, the sum of δ over the lanes.</summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="weightGradients">outputs × inputs.</param>
    /// <param name="biasGradients">outputs numbers, 1 that all units share, or none.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="isFirst">Whether there are no rows before: what the gradients hold counts nothing.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradients<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> weightGradients, Span<T> biasGradients, int inputs, int outputs, bool isFirst)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require<TLanes, T>(delta.Length, outputs, weightGradients.Length, inputs * outputs, x.Length, inputs);
        TileCheck.Biases(biasGradients.Length, outputs, none: true, nameof(biasGradients));
        if (isFirst)
        {
            weightGradients[..(inputs * outputs)].Clear();
            biasGradients.Clear();
        }

        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            Add<Lanes512<T>, T>(delta, x, weightGradients, biasGradients, inputs, outputs);
        }
        else if (typeof(TLanes) == typeof(Lanes256<T>))
        {
            Add<Lanes256<T>, T>(delta, x, weightGradients, biasGradients, inputs, outputs);
        }
        else
        {
            Add<Lanes128<T>, T>(delta, x, weightGradients, biasGradients, inputs, outputs);
        }
    }

    /// <summary>Sums over the lanes, four at a time, which take one tree of shuffles: of four units, and of what these leave four weights of a unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TLanes, T>(ReadOnlySpan<T> delta, ReadOnlySpan<T> x, Span<T> weightGradients, Span<T> biasGradients, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T d = ref MemoryMarshal.GetReference(delta);
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T gradients = ref MemoryMarshal.GetReference(weightGradients);
        int to = 0;
        for (; to <= outputs - 4; to += 4)
        {
            FourUnits<TLanes, T>(ref Unsafe.Add(ref d, to * TLanes.Count), ref source, ref Unsafe.Add(ref gradients, to * inputs), inputs);
        }

        for (; to < outputs; to++)
        {
            OneUnit<TLanes, T>(TLanes.Load(in d, to * TLanes.Count), ref source, ref Unsafe.Add(ref gradients, to * inputs), inputs);
        }

        LaneBiases<TLanes, T>.Run(ref d, biasGradients, biasGradients, outputs, isFirst: false, default(StoreGradient<T>));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourUnits<TLanes, T>(ref T delta, ref T x, ref T gradients, int inputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLanes a = TLanes.Load(in delta, 0), b = TLanes.Load(in delta, TLanes.Count), c = TLanes.Load(in delta, 2 * TLanes.Count), d = TLanes.Load(in delta, 3 * TLanes.Count);
        for (int from = 0; from < inputs; from++)
        {
            TLanes value = TLanes.Load(in x, from * TLanes.Count);
            FourNumbers<T> sums = default;
            ref T sum = ref FourNumbers<T>.First(ref sums);
            TLanes.AddSums(a * value, b * value, c * value, d * value, ref sum, 0);
            Unsafe.Add(ref gradients, from) += sum;
            Unsafe.Add(ref gradients, from + inputs) += Unsafe.Add(ref sum, 1);
            Unsafe.Add(ref gradients, from + (2 * inputs)) += Unsafe.Add(ref sum, 2);
            Unsafe.Add(ref gradients, from + (3 * inputs)) += Unsafe.Add(ref sum, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneUnit<TLanes, T>(TLanes delta, ref T x, ref T gradients, int inputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int from = 0;
        for (; from <= inputs - 4; from += 4)
        {
            ref T four = ref Unsafe.Add(ref x, from * TLanes.Count);
            TLanes.AddSums(delta * TLanes.Load(in four, 0), delta * TLanes.Load(in four, TLanes.Count), delta * TLanes.Load(in four, 2 * TLanes.Count), delta * TLanes.Load(in four, 3 * TLanes.Count), ref gradients, from);
        }

        for (; from < inputs; from++)
        {
            Unsafe.Add(ref gradients, from) += TLanes.Sum(delta * TLanes.Load(in x, from * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Require<TLanes, T>(int source, int sourceUnits, int weights, int weightCount, int result, int resultUnits)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TileCheck.AtLeast(source, sourceUnits * TLanes.Count, nameof(source));
        TileCheck.AtLeast(weights, weightCount, nameof(weights));
        TileCheck.AtLeast(result, resultUnits * TLanes.Count, nameof(result));
    }
}
