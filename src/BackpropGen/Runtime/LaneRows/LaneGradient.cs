using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>The gradients of a dense layer by its weights, δ xᵀ over some rows, for one width of registers: stored, added to those of the rows before, or brought into the weights at once.</summary>
/// <remarks>
/// A register holds weights of one output beside each other. Each row's x, loaded once, serves eight outputs, whose δ are broadcast: no product is summed over lanes.
/// </remarks>
internal static class LaneGradient<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Outputs at a time, and of the last ones, or rows that fit beside an output.</summary>
    private const int Together = 8, Few = 4;

    /// <summary>The gradients of all weights of the layer. Nothing is checked.</summary>
    /// <param name="delta">outputs × <paramref name="lanes"/>.</param>
    /// <param name="rows">x: lanes × inputs, each row padded with zeros to whole registers.</param>
    /// <param name="rowStride">Numbers from a row of x to the next.</param>
    /// <param name="gradients">Of the rows before: outputs × <paramref name="stride"/>; not read if <paramref name="isFirst"/>.</param>
    /// <param name="target">What the update writes, laid out in the same way: these gradients, or W.</param>
    /// <param name="lanes">Numbers of δ a unit, an even number.</param>
    /// <param name="stride">Inputs, rounded up to whole 64 bytes.</param>
    /// <param name="inputs">Inputs; what stands behind them within their last register is written, too.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="count">Rows; the lanes behind them have a δ of 0.</param>
    /// <param name="isFirst">Whether there are no rows before.</param>
    /// <param name="update">What happens to the sums.</param>
    public static void Run<TUpdate>(
        ReadOnlySpan<T> delta, ReadOnlySpan<T> rows, nint rowStride, ReadOnlySpan<T> gradients, Span<T> target, int lanes, int stride, int inputs, int outputs, int count, bool isFirst, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        ref T d = ref MemoryMarshal.GetReference(delta);
        ref T x = ref MemoryMarshal.GetReference(rows);
        ref T before = ref MemoryMarshal.GetReference(gradients);
        ref T to = ref MemoryMarshal.GetReference(target);
        T factor = typeof(TUpdate) == typeof(Descend<T>) ? Unsafe.BitCast<TUpdate, Descend<T>>(update).Factor : T.Zero;
        for (int i = 0; i < inputs; i += TLanes.Count)
        {
            ref T values = ref Unsafe.Add(ref x, i);
            if (lanes == Few)
            {
                FourRows<TUpdate>(ref d, ref values, rowStride, ref Unsafe.Add(ref before, i), ref Unsafe.Add(ref to, i), stride, outputs, isFirst, factor);
                continue;
            }

            int o = 0;
            for (; o + Together <= outputs; o += Together)
            {
                nint place = (o * stride) + i;
                Eight<TUpdate>(ref Unsafe.Add(ref d, o * lanes), lanes, ref values, rowStride, ref Unsafe.Add(ref before, place), ref Unsafe.Add(ref to, place), stride, count, isFirst, factor);
            }

            for (; o + 1 < outputs; o += Few)
            {
                nint place = (o * stride) + i;
                Four<TUpdate>(ref Unsafe.Add(ref d, o * lanes), lanes, ref values, rowStride, ref Unsafe.Add(ref before, place), ref Unsafe.Add(ref to, place), stride, outputs - o, count, isFirst, factor);
            }

            if (o < outputs)
            {
                nint place = (o * stride) + i;
                One<TUpdate>(ref Unsafe.Add(ref d, o * lanes), ref values, rowStride, ref Unsafe.Add(ref before, place), ref Unsafe.Add(ref to, place), stride, count, isFirst, factor);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Eight<TUpdate>(ref T d, nint lanes, ref T x, nint rowStride, ref T before, ref T to, nint stride, int rows, bool isFirst, T factor)
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

        ref T upper = ref Unsafe.Add(ref d, 4 * lanes);
        for (int row = 0; row < rows; row++)
        {
            TVector v = Load(ref x, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(d), v, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, lanes)), v, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 2 * lanes)), v, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 3 * lanes)), v, c3);
            c4 = TLanes.MultiplyAdd(TLanes.Broadcast(upper), v, c4);
            c5 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref upper, lanes)), v, c5);
            c6 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref upper, 2 * lanes)), v, c6);
            c7 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref upper, 3 * lanes)), v, c7);
            x = ref Unsafe.Add(ref x, rowStride);
            d = ref Unsafe.Add(ref d, 1);
            upper = ref Unsafe.Add(ref upper, 1);
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

    /// <summary>All outputs, one after the other: the rows, which are as many as δ has lanes, stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void FourRows<TUpdate>(ref T d, ref T x, nint rowStride, ref T before, ref T to, nint stride, int outputs, bool isFirst, T factor)
        where TUpdate : struct, IWeightUpdate<T>
    {
        TVector x0 = Load(ref x, 0), x1 = Load(ref x, rowStride), x2 = Load(ref x, 2 * rowStride), x3 = Load(ref x, 3 * rowStride), factors = TLanes.Broadcast(factor);
        for (int o = 0; o < outputs; o++)
        {
            TVector sum = isFirst ? default : Load(ref before, 0);
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(d), x0, sum);
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 1)), x1, sum);
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 2)), x2, sum);
            sum = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 3)), x3, sum);
            Finish<TUpdate>(sum, ref to, 0, factors);
            d = ref Unsafe.Add(ref d, Few);
            before = ref Unsafe.Add(ref before, stride);
            to = ref Unsafe.Add(ref to, stride);
        }
    }

    /// <summary>Two to four outputs; those that there are not repeat the first, and are not written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four<TUpdate>(ref T d, nint lanes, ref T x, nint rowStride, ref T before, ref T to, nint stride, int outputs, int rows, bool isFirst, T factor)
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

        for (int row = 0; row < rows; row++)
        {
            TVector v = Load(ref x, 0);
            c0 = TLanes.MultiplyAdd(TLanes.Broadcast(d), v, c0);
            c1 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, lanes)), v, c1);
            c2 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, third * lanes)), v, c2);
            c3 = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, fourth * lanes)), v, c3);
            x = ref Unsafe.Add(ref x, rowStride);
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

    /// <summary>One output, in two chains: an odd number of rows takes a lane without a row, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<TUpdate>(ref T d, ref T x, nint rowStride, ref T before, ref T to, nint stride, int rows, bool isFirst, T factor)
        where TUpdate : struct, IWeightUpdate<T>
    {
        TVector even = isFirst ? default : Load(ref before, 0), odd = default;
        for (int row = 0; row < rows; row += 2)
        {
            even = TLanes.MultiplyAdd(TLanes.Broadcast(d), Load(ref x, 0), even);
            odd = TLanes.MultiplyAdd(TLanes.Broadcast(Unsafe.Add(ref d, 1)), Load(ref x, rowStride), odd);
            x = ref Unsafe.Add(ref x, 2 * rowStride);
            d = ref Unsafe.Add(ref d, 2);
        }

        TVector factors = TLanes.Broadcast(factor);
        Finish<TUpdate>(TLanes.Unwrap(TLanes.Wrap(even) + TLanes.Wrap(odd)), ref to, 0, factors);
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
