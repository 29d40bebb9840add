using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>Adds δ xᵀ, and δ, of all lanes to the gradients of a dense layer, for one width of registers.</summary>
/// <remarks>
/// A register holds weights of one output beside each other. Each row's x, loaded once, serves eight outputs, whose δ are broadcast: no product is summed over lanes.
/// </remarks>
internal static class LaneGradient<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>, ILaneSums<TLanes, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Outputs at a time.</summary>
    private const int Together = 8;

    /// <summary>All gradients of the layer. Nothing is checked.</summary>
    /// <param name="delta">outputs × lanes.</param>
    /// <param name="rows">x: lanes × <paramref name="stride"/>, padded with zeros.</param>
    /// <param name="weightGradients">outputs × <paramref name="stride"/>; added to.</param>
    /// <param name="biasGradients">outputs numbers, 1 or none; added to.</param>
    /// <param name="stride">Inputs, rounded up to whole 64 bytes.</param>
    /// <param name="outputs">Units.</param>
    public static void Add(ReadOnlySpan<T> delta, ReadOnlySpan<T> rows, Span<T> weightGradients, Span<T> biasGradients, int stride, int outputs)
    {
        ref T d = ref MemoryMarshal.GetReference(delta);
        ref T x = ref MemoryMarshal.GetReference(rows);
        ref T gradients = ref MemoryMarshal.GetReference(weightGradients);
        for (int i = 0; i < stride; i += TLanes.Count)
        {
            int o = 0;
            for (; o + Together <= outputs; o += Together)
            {
                Eight(ref Unsafe.Add(ref d, o * TLanes.Count), ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref gradients, (o * stride) + i), stride);
            }

            for (; o < outputs; o++)
            {
                One(ref Unsafe.Add(ref d, o * TLanes.Count), ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref gradients, (o * stride) + i), stride);
            }
        }

        AddBiases(ref d, biasGradients, outputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight(ref T d, ref T x, ref T gradients, nint stride)
    {
        ref T second = ref Unsafe.Add(ref gradients, 4 * stride);
        TVector c0 = Load(ref gradients, 0), c1 = Load(ref gradients, stride), c2 = Load(ref gradients, 2 * stride), c3 = Load(ref gradients, 3 * stride);
        TVector c4 = Load(ref second, 0), c5 = Load(ref second, stride), c6 = Load(ref second, 2 * stride), c7 = Load(ref second, 3 * stride);
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

        Store(c0, ref gradients, 0);
        Store(c1, ref gradients, stride);
        Store(c2, ref gradients, 2 * stride);
        Store(c3, ref gradients, 3 * stride);
        Store(c4, ref second, 0);
        Store(c5, ref second, stride);
        Store(c6, ref second, 2 * stride);
        Store(c7, ref second, 3 * stride);
    }

    /// <summary>One output, in two chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One(ref T d, ref T x, ref T gradients, nint stride)
    {
        TVector even = Load(ref gradients, 0), odd = default;
        for (int row = 0; row < TLanes.Count; row += 2)
        {
            even = TLanes.MultiplyAdd(TLanes.Broadcast(d), Load(ref x, 0), even);
            odd = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 1)), Load(ref x, stride), odd);
            x = ref Unsafe.Add(ref x, 2 * stride);
            d = ref Unsafe.Add(ref d, 2);
        }

        Store(TLanes.Unwrap(TLanes.Wrap(even) + TLanes.Wrap(odd)), ref gradients, 0);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector value, ref T values, nint index) => Unsafe.As<T, TVector>(ref Unsafe.Add(ref values, index)) = value;
}
