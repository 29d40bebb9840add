using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>f(W x + b) over W as rows: dot products, eight or four at once.</content>
public static partial class RowKernels
{
    /// <summary>f(W x + b) for one row, over W as rows.</summary>
    /// <param name="x">The source; its padding is set to zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="y">Overwritten; its padding may be, too.</param>
    /// <param name="first">The formula's first operand, with padding; empty if it has none. Not in the memory of <paramref name="y"/>.</param>
    /// <param name="second">The formula's second operand, with padding; empty if it has none. Not in the memory of <paramref name="y"/>.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void Affine<TLanes, T, TEpilogue>(
        Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> y, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        Require(x.Length, Stride<T>(inputs), nameof(x));
        Require(rows.Length, RowsLength<T>(outputs, inputs), nameof(rows));
        SmallRowKernels.RequireResult<T, TEpilogue>(y, first, second, Stride<T>(outputs));
        ClearPadding(x, inputs);
        Spread<TLanes, T>(bias, y[..outputs]);
        AddProducts<TLanes, T>(ref First(x), ref First(rows), Stride<T>(inputs), outputs, ref First(y));
        ApplyFormula<TLanes, T, TEpilogue>(y, first, second, outputs);
    }

    /// <summary>z += W x. Whole registers are written where that is possible: what reads several short stores as one register waits until these are in the cache.</summary>
    [MethodImpl(Kernel)]
    private static void AddProducts<TLanes, T>(ref T x, ref T w, nint stride, nint outputs, ref T z)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint o = 0;
        for (; TLanes.Count >= 8 && o + TLanes.Count <= outputs && !IsInSecondCache<T>(outputs * stride); o += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref z, o) + DotRegister<TLanes, T>(ref x, ref Unsafe.Add(ref w, o * stride), stride), ref z, o);
        }

        if (o < outputs)
        {
            var noList = 0;
            Dots<TLanes, T, AllRows>(ref x, ref Unsafe.Add(ref w, o * stride), stride, ref noList, outputs - o, ref Unsafe.Add(ref z, o));
        }
    }

    /// <summary>
    /// Whether so many weights are read from the second cache: more than the first holds, 32 KB, and less than 1 MB. From there four rows at once arrive sooner than eight: 784 × 128 in 0.96
    /// of the time; 784 × 512, from the third cache, in the same time; 1024 × 2048, from memory, in 1.2 of it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsInSecondCache<T>(nint weights)
        where T : unmanaged => weights * Unsafe.SizeOf<T>() is > (32 << 10) and < (1 << 20);

    /// <summary>Dot products of x with as many rows as a register has lanes: eight at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes DotRegister<TLanes, T>(ref T x, ref T w, nint stride)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DotEight<TLanes, T>(ref x, ref w, stride, out var s0, out var s1, out var s2, out var s3);
        if (TLanes.Count > 8)
        {
            DotEight<TLanes, T>(ref x, ref Unsafe.Add(ref w, 8 * stride), stride, out s2, out s3, out _, out _);
        }

        return TLanes.Join(s0, s1, s2, s3);
    }

    /// <summary>Dot products of x with eight rows, in two or four registers of 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DotEight<TLanes, T>(ref T x, ref T w0, nint stride, out Vector128<T> s0, out Vector128<T> s1, out Vector128<T> s2, out Vector128<T> s3)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var w1 = ref Unsafe.Add(ref w0, stride);
        ref var w2 = ref Unsafe.Add(ref w1, stride);
        ref var w3 = ref Unsafe.Add(ref w2, stride);
        ref var w4 = ref Unsafe.Add(ref w3, stride);
        ref var w5 = ref Unsafe.Add(ref w4, stride);
        ref var w6 = ref Unsafe.Add(ref w5, stride);
        ref var w7 = ref Unsafe.Add(ref w6, stride);
        TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero, c4 = TLanes.Zero, c5 = TLanes.Zero, c6 = TLanes.Zero, c7 = TLanes.Zero;
        for (nint k = 0; k < stride; k += TLanes.Count)
        {
            var xk = TLanes.Load(ref x, k);
            c0 = TLanes.MultiplyAdd(xk, ref w0, k, c0);
            c1 = TLanes.MultiplyAdd(xk, ref w1, k, c1);
            c2 = TLanes.MultiplyAdd(xk, ref w2, k, c2);
            c3 = TLanes.MultiplyAdd(xk, ref w3, k, c3);
            c4 = TLanes.MultiplyAdd(xk, ref w4, k, c4);
            c5 = TLanes.MultiplyAdd(xk, ref w5, k, c5);
            c6 = TLanes.MultiplyAdd(xk, ref w6, k, c6);
            c7 = TLanes.MultiplyAdd(xk, ref w7, k, c7);
        }

        s0 = TLanes.Sums(c0, c1, c2, c3);
        s1 = Vector128<T>.Count == 2 ? TLanes.Sums(c2, c3, c2, c3) : TLanes.Sums(c4, c5, c6, c7);
        s2 = TLanes.Sums(c4, c5, c6, c7);
        s3 = TLanes.Sums(c6, c7, c6, c7);
    }

    /// <summary>Dot products of x with <paramref name="count"/> rows: eight or four at once, then what is left at once. Adds to whole fours of <paramref name="sums"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots<TLanes, T, TRows>(ref T x, ref T w, nint stride, ref int rows, nint count, ref T sums)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
    {
        var whole = count & -8;
        if (typeof(TRows) == typeof(AllRows) && IsInSecondCache<T>(count * stride))
        {
            DotTiles<TLanes, T, TRows, Size4>(ref x, ref w, stride, ref rows, 0, whole, ref sums);
        }
        else
        {
            DotTiles<TLanes, T, TRows, Size8>(ref x, ref w, stride, ref rows, 0, whole, ref sums);
        }

        switch (count - whole)
        {
            case 1: DotTiles<TLanes, T, TRows, Size1>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
            case 2: DotTiles<TLanes, T, TRows, Size2>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
            case 3: DotTiles<TLanes, T, TRows, Size3>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
            case 4: DotTiles<TLanes, T, TRows, Size4>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
            case 5: DotTiles<TLanes, T, TRows, Size5>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
            case 6: DotTiles<TLanes, T, TRows, Size6>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
            case 7: DotTiles<TLanes, T, TRows, Size7>(ref x, ref w, stride, ref rows, whole, count, ref sums); break;
        }
    }

    [MethodImpl(Kernel)]
    private static void DotTiles<TLanes, T, TRows, TSize>(ref T x, ref T w, nint stride, ref int rows, nint from, nint to, ref T sums)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
        where TSize : struct, IRowTileSize
    {
        for (var q = from; q < to; q += TSize.Value)
        {
            ref var w0 = ref RowOf<T, TRows>(ref w, stride, ref rows, q);
            ref var w1 = ref TSize.Value > 1 ? ref RowAfter<T, TRows>(ref w0, ref w, stride, ref rows, q + 1) : ref w0;
            ref var w2 = ref TSize.Value > 2 ? ref RowAfter<T, TRows>(ref w1, ref w, stride, ref rows, q + 2) : ref w0;
            ref var w3 = ref TSize.Value > 3 ? ref RowAfter<T, TRows>(ref w2, ref w, stride, ref rows, q + 3) : ref w0;
            ref var w4 = ref TSize.Value > 4 ? ref RowAfter<T, TRows>(ref w3, ref w, stride, ref rows, q + 4) : ref w0;
            ref var w5 = ref TSize.Value > 5 ? ref RowAfter<T, TRows>(ref w4, ref w, stride, ref rows, q + 5) : ref w0;
            ref var w6 = ref TSize.Value > 6 ? ref RowAfter<T, TRows>(ref w5, ref w, stride, ref rows, q + 6) : ref w0;
            ref var w7 = ref TSize.Value > 7 ? ref RowAfter<T, TRows>(ref w6, ref w, stride, ref rows, q + 7) : ref w0;
            TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero, c4 = TLanes.Zero, c5 = TLanes.Zero, c6 = TLanes.Zero, c7 = TLanes.Zero;
            for (nint k = 0; k < stride; k += TLanes.Count)
            {
                var xk = TLanes.Load(ref x, k);
                c0 = TLanes.MultiplyAdd(xk, ref w0, k, c0);
                if (TSize.Value > 1)
                {
                    c1 = TLanes.MultiplyAdd(xk, ref w1, k, c1);
                }

                if (TSize.Value > 2)
                {
                    c2 = TLanes.MultiplyAdd(xk, ref w2, k, c2);
                }

                if (TSize.Value > 3)
                {
                    c3 = TLanes.MultiplyAdd(xk, ref w3, k, c3);
                }

                if (TSize.Value > 4)
                {
                    c4 = TLanes.MultiplyAdd(xk, ref w4, k, c4);
                }

                if (TSize.Value > 5)
                {
                    c5 = TLanes.MultiplyAdd(xk, ref w5, k, c5);
                }

                if (TSize.Value > 6)
                {
                    c6 = TLanes.MultiplyAdd(xk, ref w6, k, c6);
                }

                if (TSize.Value > 7)
                {
                    c7 = TLanes.MultiplyAdd(xk, ref w7, k, c7);
                }
            }

            TLanes.AddSums(c0, c1, c2, c3, ref sums, q);
            if (TSize.Value > 4)
            {
                TLanes.AddSums(c4, c5, c6, c7, ref sums, q + 4);
            }
        }
    }

    /// <summary>The start of the row that is visited as number <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T RowOf<T, TRows>(ref T w, nint stride, ref int rows, nint index)
        where TRows : struct, IRowChoice => ref Unsafe.Add(ref w, TRows.Row(ref rows, index) * stride);

    /// <summary>The same from the row visited before, where it is the one above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T RowAfter<T, TRows>(ref T previous, ref T w, nint stride, ref int rows, nint index)
        where TRows : struct, IRowChoice => ref typeof(TRows) == typeof(AllRows) ? ref Unsafe.Add(ref previous, stride) : ref RowOf<T, TRows>(ref w, stride, ref rows, index);
}
