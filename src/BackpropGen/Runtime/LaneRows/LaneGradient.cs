using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>The gradients of a dense layer by its weights, δ xᵀ over all lanes, for one width of registers: stored, added to those of the rows before, or brought into the weights at once.</summary>
/// <remarks>
/// A register holds weights of one output beside each other. Each row's x, loaded once, serves eight outputs, whose δ are broadcast: no product is summed over lanes.
/// </remarks>
internal static class LaneGradient<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>, ILaneSums<TLanes, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Outputs at a time, and of the last ones.</summary>
    private const int Together = 8, Few = 4;

    /// <summary>All gradients of the layer. Nothing is checked.</summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="rows">x: lanes × <paramref name="stride"/>, padded with zeros.</param>
    /// <param name="weights">By W, of the rows before: outputs × <paramref name="stride"/>; not read if <paramref name="isFirst"/>.</param>
    /// <param name="biases">By b: outputs numbers, 1 that all units share, or none.</param>
    /// <param name="toWeights">What the update writes, laid out in the same way: these gradients, or W.</param>
    /// <param name="toBiases">b, or nothing if it is frozen; not touched by an update that stores gradients.</param>
    /// <param name="stride">Inputs, rounded up to whole 64 bytes.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="isFirst">Whether there are no rows before.</param>
    /// <param name="update">What happens to the sums.</param>
    public static void Run<TUpdate>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> rows, ReadOnlySpan<T> weights, Span<T> biases, Span<T> toWeights, Span<T> toBiases, int stride, int outputs, bool isFirst, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Weights(delta, rows, weights, toWeights, stride, outputs, isFirst, update);
        if (isFirst)
        {
            biases.Clear();
        }

        AddBiases(ref MemoryMarshal.GetReference(delta), biases, outputs);
        if (TUpdate.ReadsWeights && !toBiases.IsEmpty)
        {
            UpdateBiases(biases, toBiases, update);
        }
    }

    private static void Weights<TUpdate>(ReadOnlySpan<T> delta, ReadOnlySpan<T> rows, ReadOnlySpan<T> gradients, Span<T> target, int stride, int outputs, bool isFirst, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        ref T d = ref MemoryMarshal.GetReference(delta);
        ref T x = ref MemoryMarshal.GetReference(rows);
        ref T before = ref MemoryMarshal.GetReference(gradients);
        ref T to = ref MemoryMarshal.GetReference(target);
        T factor = typeof(TUpdate) == typeof(Descend<T>) ? Unsafe.BitCast<TUpdate, Descend<T>>(update).Factor : T.Zero;
        for (int i = 0; i < stride; i += TLanes.Count)
        {
            ref T values = ref Unsafe.Add(ref x, i);
            int o = 0;
            for (; o + Together <= outputs; o += Together)
            {
                nint place = (o * stride) + i;
                Eight<TUpdate>(ref Unsafe.Add(ref d, o * TLanes.Count), ref values, ref Unsafe.Add(ref before, place), ref Unsafe.Add(ref to, place), stride, isFirst, factor);
            }

            for (; o + 1 < outputs; o += Few)
            {
                nint place = (o * stride) + i;
                Four<TUpdate>(ref Unsafe.Add(ref d, o * TLanes.Count), ref values, ref Unsafe.Add(ref before, place), ref Unsafe.Add(ref to, place), stride, outputs - o, isFirst, factor);
            }

            if (o < outputs)
            {
                nint place = (o * stride) + i;
                One<TUpdate>(ref Unsafe.Add(ref d, o * TLanes.Count), ref values, ref Unsafe.Add(ref before, place), ref Unsafe.Add(ref to, place), stride, isFirst, factor);
            }
        }
    }

    private static void UpdateBiases<TUpdate>(ReadOnlySpan<T> gradients, Span<T> biases, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        int o = 0;
        for (; o + TLanes.Count <= gradients.Length; o += TLanes.Count)
        {
            TLanes.Store(update.Apply(TLanes.Load(biases, o), TLanes.Load(gradients, o)), biases, o);
        }

        for (; o < gradients.Length; o++)
        {
            TLanes.StoreFirst(update.Apply(TLanes.Create(biases[o]), TLanes.Create(gradients[o])), biases, o, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight<TUpdate>(ref T d, ref T x, ref T before, ref T to, nint stride, bool isFirst, T factor)
        where TUpdate : struct, IWeightUpdate<T>
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (!isFirst)
        {
            ref T second = ref Unsafe.Add(ref before, 4 * stride);
            c0 = Load(ref before, 0);
            c1 = Load(ref before, stride);
            c2 = Load(ref before, 2 * stride);
            c3 = Load(ref before, 3 * stride);
            c4 = Load(ref second, 0);
            c5 = Load(ref second, stride);
            c6 = Load(ref second, 2 * stride);
            c7 = Load(ref second, 3 * stride);
        }

        for (int row = 0; row < TLanes.Count; row++)
        {
            TVector v = Load(ref x, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(d), v, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, TLanes.Count)), v, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 2 * TLanes.Count)), v, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 3 * TLanes.Count)), v, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 4 * TLanes.Count)), v, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 5 * TLanes.Count)), v, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 6 * TLanes.Count)), v, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 7 * TLanes.Count)), v, c7);
            x = ref Unsafe.Add(ref x, stride);
            d = ref Unsafe.Add(ref d, 1);
        }

        TVector factors = TLanes.Broadcast(factor);
        ref T half = ref Unsafe.Add(ref to, 4 * stride);
        Finish<TUpdate>(c0, ref to, 0, factors);
        Finish<TUpdate>(c1, ref to, stride, factors);
        Finish<TUpdate>(c2, ref to, 2 * stride, factors);
        Finish<TUpdate>(c3, ref to, 3 * stride, factors);
        Finish<TUpdate>(c4, ref half, 0, factors);
        Finish<TUpdate>(c5, ref half, stride, factors);
        Finish<TUpdate>(c6, ref half, 2 * stride, factors);
        Finish<TUpdate>(c7, ref half, 3 * stride, factors);
    }

    /// <summary>Two to four outputs; those that there are not repeat the first, and are not written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four<TUpdate>(ref T d, ref T x, ref T before, ref T to, nint stride, int outputs, bool isFirst, T factor)
        where TUpdate : struct, IWeightUpdate<T>
    {
        nint third = outputs > 2 ? 2 : 0, fourth = outputs > 3 ? 3 : 0;
        TVector c0 = default, c1 = default, c2 = default, c3 = default;
        if (!isFirst)
        {
            c0 = Load(ref before, 0);
            c1 = Load(ref before, stride);
            c2 = Load(ref before, third * stride);
            c3 = Load(ref before, fourth * stride);
        }

        for (int row = 0; row < TLanes.Count; row++)
        {
            TVector v = Load(ref x, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(d), v, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, TLanes.Count)), v, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, third * TLanes.Count)), v, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, fourth * TLanes.Count)), v, c3);
            x = ref Unsafe.Add(ref x, stride);
            d = ref Unsafe.Add(ref d, 1);
        }

        TVector factors = TLanes.Broadcast(factor);
        Finish<TUpdate>(c0, ref to, 0, factors);
        Finish<TUpdate>(c1, ref to, stride, factors);
        if (outputs > 2)
        {
            Finish<TUpdate>(c2, ref to, 2 * stride, factors);
        }

        if (outputs > 3)
        {
            Finish<TUpdate>(c3, ref to, 3 * stride, factors);
        }
    }

    /// <summary>One output, in two chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<TUpdate>(ref T d, ref T x, ref T before, ref T to, nint stride, bool isFirst, T factor)
        where TUpdate : struct, IWeightUpdate<T>
    {
        TVector even = isFirst ? default : Load(ref before, 0), odd = default;
        for (int row = 0; row < TLanes.Count; row += 2)
        {
            even = TLanes.MultiplyAdd(TLanes.Broadcast(d), Load(ref x, 0), even);
            odd = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 1)), Load(ref x, stride), odd);
            x = ref Unsafe.Add(ref x, 2 * stride);
            d = ref Unsafe.Add(ref d, 2);
        }

        TVector factors = TLanes.Broadcast(factor);
        Finish<TUpdate>(TLanes.Unwrap(TLanes.Wrap(even) + TLanes.Wrap(odd)), ref to, 0, factors);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddBiases(ref T d, Span<T> gradients, int outputs)
    {
        if (gradients.Length == 1)
        {
            TLanes sum = TLanes.Zero;
            for (nint unit = 0; unit < outputs; unit++)
            {
                sum += TLanes.Load(ref d, unit * TLanes.Count);
            }

            gradients[0] += TLanes.Sum(sum);
            return;
        }

        nint o = 0;
        for (; o + 4 <= gradients.Length; o += 4)
        {
            ref T four = ref Unsafe.Add(ref d, o * TLanes.Count);
            TLanes.AddSums(
                TLanes.Load(ref four, 0), TLanes.Load(ref four, TLanes.Count), TLanes.Load(ref four, 2 * TLanes.Count), TLanes.Load(ref four, 3 * TLanes.Count),
                ref MemoryMarshal.GetReference(gradients), o);
        }

        for (; o < gradients.Length; o++)
        {
            gradients[(int)o] += TLanes.Sum(TLanes.Load(ref d, o * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(ref T values, nint index) => Unsafe.As<T, TVector>(ref Unsafe.Add(ref values, index));

    /// <summary>The gradient, or the weights after a step of plain descent; not the update's own method, which not every compiler inlines here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TUpdate>(TVector gradient, ref T to, nint index, TVector factor)
        where TUpdate : struct, IWeightUpdate<T>
    {
        ref T place = ref Unsafe.Add(ref to, index);
        Unsafe.As<T, TVector>(ref place) = TUpdate.ReadsWeights ? TLanes.MultiplyAdd(factor, gradient, Load(ref place, 0)) : gradient;
    }
}
