using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>z = W x + b over W as rows: dot products, eight at once.</content>
public static partial class RowKernels
{
    /// <summary>z = W x + b for one row, over W as rows.</summary>
    /// <param name="x">The source; its padding is set to zero.</param>
    /// <param name="rows">W as rows.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="z">Overwritten; its padding may be, too.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void Affine<TLanes, T>(Span<T> x, ReadOnlySpan<T> rows, ReadOnlySpan<T> bias, Span<T> z, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(x.Length, Stride<T>(inputs), nameof(x));
        Require(rows.Length, RowsLength<T>(outputs, inputs), nameof(rows));
        Require(z.Length, Stride<T>(outputs), nameof(z));
        ClearPadding(x, inputs);
        Spread<TLanes, T>(bias, z[..outputs]);
        var noList = 0;
        Dots<TLanes, T, AllRows>(ref First(x), ref First(rows), Stride<T>(inputs), ref noList, outputs, ref First(z));
    }

    /// <summary>Dot products of x with <paramref name="count"/> rows: eight at once, then what is left at once. Adds to whole fours of <paramref name="sums"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dots<TLanes, T, TRows>(ref T x, ref T w, nint stride, ref int rows, nint count, ref T sums)
        where TLanes : struct, ILanes<TLanes, T>, ILaneSums<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRows : struct, IRowChoice
    {
        var whole = count & -8;
        DotTiles<TLanes, T, TRows, Size8>(ref x, ref w, stride, ref rows, 0, whole, ref sums);
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
            ref var w1 = ref TSize.Value > 1 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 1) : ref w0;
            ref var w2 = ref TSize.Value > 2 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 2) : ref w0;
            ref var w3 = ref TSize.Value > 3 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 3) : ref w0;
            ref var w4 = ref TSize.Value > 4 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 4) : ref w0;
            ref var w5 = ref TSize.Value > 5 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 5) : ref w0;
            ref var w6 = ref TSize.Value > 6 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 6) : ref w0;
            ref var w7 = ref TSize.Value > 7 ? ref RowOf<T, TRows>(ref w, stride, ref rows, q + 7) : ref w0;
            TLanes c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero, c4 = TLanes.Zero, c5 = TLanes.Zero, c6 = TLanes.Zero, c7 = TLanes.Zero;
            for (nint k = 0; k < stride; k += TLanes.Count)
            {
                var xk = TLanes.Load(ref x, k);
                c0 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w0, k), c0);
                if (TSize.Value > 1)
                {
                    c1 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w1, k), c1);
                }

                if (TSize.Value > 2)
                {
                    c2 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w2, k), c2);
                }

                if (TSize.Value > 3)
                {
                    c3 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w3, k), c3);
                }

                if (TSize.Value > 4)
                {
                    c4 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w4, k), c4);
                }

                if (TSize.Value > 5)
                {
                    c5 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w5, k), c5);
                }

                if (TSize.Value > 6)
                {
                    c6 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w6, k), c6);
                }

                if (TSize.Value > 7)
                {
                    c7 = TLanes.MultiplyAdd(xk, TLanes.Load(ref w7, k), c7);
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
}
