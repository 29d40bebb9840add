using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>z[to] = f(b[to] + Σ w[to, from] x[from]) over registers with a row a lane, for one width of registers.</summary>
/// <remarks>Eight results at a time: as many chains of additions hide the latency of one, and a loaded x serves them all. Bare registers: the JIT folds broadcasts into their products.</remarks>
internal static class LaneProduct<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Results at a time, and of the last ones.</summary>
    private const int Together = 8, Few = 4;

    /// <summary>All results. Nothing is checked.</summary>
    /// <param name="x">inputs × lanes.</param>
    /// <param name="weights">W.</param>
    /// <param name="outputStride">Numbers from a weight to that of the next output.</param>
    /// <param name="inputStride">Numbers from a weight to that of the next input.</param>
    /// <param name="bias">One an output, 1 or none.</param>
    /// <param name="z">outputs × lanes.</param>
    /// <param name="first">What f reads besides: outputs × lanes, or nothing.</param>
    /// <param name="second">What else f reads: outputs × lanes, or nothing.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="outputs">Outputs.</param>
    public static void Run<TEpilogue>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> weights, nint outputStride, nint inputStride, ReadOnlySpan<T> bias, Span<T> z, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TEpilogue : struct, IEpilogue<T>
    {
        ref T from = ref MemoryMarshal.GetReference(x);
        ref T w = ref MemoryMarshal.GetReference(weights);
        ref T to = ref MemoryMarshal.GetReference(z);
        int o = 0;
        for (; o + Together <= outputs; o += Together)
        {
            Eight<TEpilogue>(ref from, ref Unsafe.Add(ref w, o * outputStride), outputStride, inputStride, Part(bias, o), ref Unsafe.Add(ref to, o * TLanes.Count), ref At(first, o), ref At(second, o), inputs);
        }

        for (; o + 1 < outputs; o += Few)
        {
            Four<TEpilogue>(ref from, ref Unsafe.Add(ref w, o * outputStride), outputStride, inputStride, Part(bias, o), ref Unsafe.Add(ref to, o * TLanes.Count), ref At(first, o), ref At(second, o), inputs, outputs - o);
        }

        if (o < outputs)
        {
            One<TEpilogue>(ref from, ref Unsafe.Add(ref w, o * outputStride), inputStride, bias.IsEmpty ? T.Zero : bias[bias.Length == 1 ? 0 : o], ref Unsafe.Add(ref to, o * TLanes.Count), ref At(first, o), ref At(second, o), inputs);
        }
    }

    private static ReadOnlySpan<T> Part(ReadOnlySpan<T> bias, int start) => bias.Length <= 1 ? bias : bias.Slice(start);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight<TEpilogue>(ref T x, ref T w, nint outputStride, nint inputStride, ReadOnlySpan<T> bias, ref T z, ref T first, ref T second, int inputs)
        where TEpilogue : struct, IEpilogue<T>
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
        if (!bias.IsEmpty)
        {
            nint step = bias.Length == 1 ? 0 : 1;
            ref T b = ref MemoryMarshal.GetReference(bias);
            c0 = At(ref b, 0);
            c1 = At(ref b, step);
            c2 = At(ref b, 2 * step);
            c3 = At(ref b, 3 * step);
            c4 = At(ref b, 4 * step);
            c5 = At(ref b, 5 * step);
            c6 = At(ref b, 6 * step);
            c7 = At(ref b, 7 * step);
        }

        ref T upper = ref Unsafe.Add(ref w, 4 * outputStride);
        for (int i = 0; i < inputs; i++)
        {
            TVector v = Unsafe.As<T, TVector>(ref x);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(w), v, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, outputStride)), v, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, 2 * outputStride)), v, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, 3 * outputStride)), v, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Broadcast(upper), v, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref upper, outputStride)), v, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref upper, 2 * outputStride)), v, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref upper, 3 * outputStride)), v, c7);
            x = ref Unsafe.Add(ref x, TLanes.Count);
            w = ref Unsafe.Add(ref w, inputStride);
            upper = ref Unsafe.Add(ref upper, inputStride);
        }

        Store<TEpilogue>(c0, ref z, ref first, ref second, 0);
        Store<TEpilogue>(c1, ref z, ref first, ref second, 1);
        Store<TEpilogue>(c2, ref z, ref first, ref second, 2);
        Store<TEpilogue>(c3, ref z, ref first, ref second, 3);
        Store<TEpilogue>(c4, ref z, ref first, ref second, 4);
        Store<TEpilogue>(c5, ref z, ref first, ref second, 5);
        Store<TEpilogue>(c6, ref z, ref first, ref second, 6);
        Store<TEpilogue>(c7, ref z, ref first, ref second, 7);
    }

    /// <summary>Two to four results; those that there are not repeat the first, and are not written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four<TEpilogue>(ref T x, ref T w, nint outputStride, nint inputStride, ReadOnlySpan<T> bias, ref T z, ref T first, ref T second, int inputs, int outputs)
        where TEpilogue : struct, IEpilogue<T>
    {
        int third = outputs > 2 ? 2 : 0, fourth = outputs > 3 ? 3 : 0;
        TVector c0 = default, c1 = default, c2 = default, c3 = default;
        if (!bias.IsEmpty)
        {
            nint step = bias.Length == 1 ? 0 : 1;
            ref T b = ref MemoryMarshal.GetReference(bias);
            c0 = At(ref b, 0);
            c1 = At(ref b, step);
            c2 = At(ref b, third * step);
            c3 = At(ref b, fourth * step);
        }

        for (int i = 0; i < inputs; i++)
        {
            TVector v = Load(ref x, i);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(w), v, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, outputStride)), v, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, third * outputStride)), v, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, fourth * outputStride)), v, c3);
            w = ref Unsafe.Add(ref w, inputStride);
        }

        Store<TEpilogue>(c0, ref z, ref first, ref second, 0);
        Store<TEpilogue>(c1, ref z, ref first, ref second, 1);
        if (outputs > 2)
        {
            Store<TEpilogue>(c2, ref z, ref first, ref second, 2);
        }

        if (outputs > 3)
        {
            Store<TEpilogue>(c3, ref z, ref first, ref second, 3);
        }
    }

    /// <summary>One result, in four chains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<TEpilogue>(ref T x, ref T w, nint inputStride, T bias, ref T z, ref T first, ref T second, int inputs)
        where TEpilogue : struct, IEpilogue<T>
    {
        TVector c0 = TLanes.Broadcast(bias), c1 = default, c2 = default, c3 = default;
        int i = 0;
        for (; i + 4 <= inputs; i += 4)
        {
            ref T w2 = ref Unsafe.Add(ref w, 2 * inputStride);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(w), Load(ref x, 0), c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w, inputStride)), Load(ref x, 1), c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(w2), Load(ref x, 2), c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref w2, inputStride)), Load(ref x, 3), c3);
            x = ref Unsafe.Add(ref x, 4 * TLanes.Count);
            w = ref Unsafe.Add(ref w2, 2 * inputStride);
        }

        for (; i < inputs; i++)
        {
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(w), Load(ref x, 0), c1);
            x = ref Unsafe.Add(ref x, TLanes.Count);
            w = ref Unsafe.Add(ref w, inputStride);
        }

        Store<TEpilogue>(TLanes.Unwrap(TLanes.Wrap(c0) + TLanes.Wrap(c1) + (TLanes.Wrap(c2) + TLanes.Wrap(c3))), ref z, ref first, ref second, 0);
    }

    /// <summary>A unit's bias in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector At(ref T bias, nint unit) => TLanes.Broadcast(Unsafe.Add(ref bias, unit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(ref T values, nint unit) => Unsafe.As<T, TVector>(ref Unsafe.Add(ref values, unit * TLanes.Count));

    /// <summary>What the formula makes of a result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TEpilogue>(TVector value, ref T values, ref T first, ref T second, nint unit)
        where TEpilogue : struct, IEpilogue<T>
    {
        TLanes result = TEpilogue.Apply(
            TLanes.Wrap(value),
            TEpilogue.OperandCount > 0 ? TLanes.Wrap(Load(ref first, unit)) : default,
            TEpilogue.OperandCount > 1 ? TLanes.Wrap(Load(ref second, unit)) : default);
        Unsafe.As<T, TVector>(ref Unsafe.Add(ref values, unit * TLanes.Count)) = TLanes.Unwrap(result);
    }

    /// <summary>A unit's register of an operand, or nothing if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At(ReadOnlySpan<T> operand, int unit) => ref Unsafe.Add(ref MemoryMarshal.GetReference(operand), operand.IsEmpty ? 0 : unit * TLanes.Count);
}
