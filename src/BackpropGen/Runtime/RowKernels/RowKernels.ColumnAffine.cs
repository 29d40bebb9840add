using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>f(W a + b) over W as columns: an input that is zero skips its column.</content>
public static partial class RowKernels
{
    /// <summary>
    /// Bytes of outputs up to which their sums stay in registers while all inputs pass: 64 floats. Longer columns are read from end to end, eight beside each other, with the sums in the first
    /// cache: parts of columns, scattered over memory, are what the hardware does not foresee (2048 × 2048, half of the inputs zero: 1.0 ms in parts of 256 bytes, 0.28 ms in whole columns).
    /// </summary>
    private const int SteadyBytes = 256;

    /// <summary>f(W a + b) for one row, over W as columns.</summary>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="columns">W as columns.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="y">Overwritten, with its padding.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="first">The formula's first operand, with padding; empty if it has none. Not in the memory of <paramref name="y"/>.</param>
    /// <param name="second">The formula's second operand, with padding; empty if it has none. Not in the memory of <paramref name="y"/>.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void ColumnAffine<TLanes, T, TEpilogue>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> columns, ReadOnlySpan<T> bias, Span<T> y, Span<T> scratch, ReadOnlySpan<T> first, ReadOnlySpan<T> second, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        Require(a.Length, inputs, nameof(a));
        Require(columns.Length, RowsLength<T>(inputs, outputs), nameof(columns));
        Require(scratch.Length, ScratchLength, nameof(scratch));
        SmallRowKernels.RequireResult<T, TEpilogue>(y, first, second, Stride<T>(outputs));
        nint stride = Stride<T>(outputs);
        ref var active = ref ActiveRows.Nonzero(scratch);
        Spread<TLanes, T>(bias, y[..outputs]);
        for (var start = 0; start < inputs; start += ActiveRows.Chunk)
        {
            var count = ActiveRows.List(ref First(a), start, Math.Min(ActiveRows.Chunk, inputs - start), ref active);
            if (stride * Unsafe.SizeOf<T>() <= SteadyBytes)
            {
                AddToRegisters<TLanes, T>(ref First(a), ref First(columns), ref First(y), ref active, count, stride);
            }
            else
            {
                AddColumns<TLanes, T>(ref First(a), ref First(columns), ref First(y), ref active, count, stride);
            }
        }

        ApplyFormula<TLanes, T, TEpilogue>(y, first, second, outputs);
    }

    /// <summary>z += the listed inputs' share: eight columns at once, then what is left at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddColumns<TLanes, T>(ref T a, ref T w, ref T z, ref int rows, nint count, nint stride)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var whole = count & -8;
        AddColumns<TLanes, T, Size8>(ref a, ref w, ref z, ref rows, 0, whole, stride);
        switch (count - whole)
        {
            case 1: AddColumns<TLanes, T, Size1>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
            case 2: AddColumns<TLanes, T, Size2>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
            case 3: AddColumns<TLanes, T, Size3>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
            case 4: AddColumns<TLanes, T, Size4>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
            case 5: AddColumns<TLanes, T, Size5>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
            case 6: AddColumns<TLanes, T, Size6>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
            case 7: AddColumns<TLanes, T, Size7>(ref a, ref w, ref z, ref rows, whole, count, stride); break;
        }
    }

    [MethodImpl(Kernel)]
    private static void AddColumns<TLanes, T, TSize>(ref T a, ref T w, ref T z, ref int rows, nint from, nint to, nint stride)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSize : struct, IRowTileSize
    {
        for (var q = from; q < to; q += TSize.Value)
        {
            nint i0 = Unsafe.Add(ref rows, q), i1 = ListedOr<TSize>(ref rows, q, 1, i0), i2 = ListedOr<TSize>(ref rows, q, 2, i0), i3 = ListedOr<TSize>(ref rows, q, 3, i0);
            nint i4 = ListedOr<TSize>(ref rows, q, 4, i0), i5 = ListedOr<TSize>(ref rows, q, 5, i0), i6 = ListedOr<TSize>(ref rows, q, 6, i0), i7 = ListedOr<TSize>(ref rows, q, 7, i0);
            TLanes x0 = TLanes.Create(Unsafe.Add(ref a, i0)), x1 = TLanes.Create(Unsafe.Add(ref a, i1)), x2 = TLanes.Create(Unsafe.Add(ref a, i2)), x3 = TLanes.Create(Unsafe.Add(ref a, i3));
            TLanes x4 = TLanes.Create(Unsafe.Add(ref a, i4)), x5 = TLanes.Create(Unsafe.Add(ref a, i5)), x6 = TLanes.Create(Unsafe.Add(ref a, i6)), x7 = TLanes.Create(Unsafe.Add(ref a, i7));
            ref var w0 = ref Unsafe.Add(ref w, i0 * stride);
            ref var w1 = ref Unsafe.Add(ref w, i1 * stride);
            ref var w2 = ref Unsafe.Add(ref w, i2 * stride);
            ref var w3 = ref Unsafe.Add(ref w, i3 * stride);
            ref var w4 = ref Unsafe.Add(ref w, i4 * stride);
            ref var w5 = ref Unsafe.Add(ref w, i5 * stride);
            ref var w6 = ref Unsafe.Add(ref w, i6 * stride);
            ref var w7 = ref Unsafe.Add(ref w, i7 * stride);
            for (nint o = 0; o < stride; o += TLanes.Count)
            {
                // two chains of sums: a single one would be as long as the tile
                var even = TLanes.MultiplyAdd(x0, ref w0, o, TLanes.Load(ref z, o));
                var odd = TSize.Value > 1 ? x1 * TLanes.Load(ref w1, o) : TLanes.Zero;
                even = TSize.Value > 2 ? TLanes.MultiplyAdd(x2, ref w2, o, even) : even;
                odd = TSize.Value > 3 ? TLanes.MultiplyAdd(x3, ref w3, o, odd) : odd;
                even = TSize.Value > 4 ? TLanes.MultiplyAdd(x4, ref w4, o, even) : even;
                odd = TSize.Value > 5 ? TLanes.MultiplyAdd(x5, ref w5, o, odd) : odd;
                even = TSize.Value > 6 ? TLanes.MultiplyAdd(x6, ref w6, o, even) : even;
                odd = TSize.Value > 7 ? TLanes.MultiplyAdd(x7, ref w7, o, odd) : odd;
                TLanes.Store(TSize.Value > 1 ? even + odd : even, ref z, o);
            }
        }
    }

    /// <summary>An entry of a list, or something else where the tile does not reach so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint ListedOr<TSize>(ref int rows, nint q, int further, nint other)
        where TSize : struct, IRowTileSize => TSize.Value > further ? Unsafe.Add(ref rows, q + further) : other;

    /// <summary>z += the listed inputs' share: four registers of outputs at once, and what is left of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToRegisters<TLanes, T>(ref T a, ref T w, ref T z, ref int rows, nint count, nint stride)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint o = 0;
        for (; o + (4 * TLanes.Count) <= stride; o += 4 * TLanes.Count)
        {
            AddToRegisters<TLanes, T, Size4>(ref a, ref Unsafe.Add(ref w, o), stride, ref rows, count, ref Unsafe.Add(ref z, o));
        }

        switch ((stride - o) / TLanes.Count)
        {
            case 1: AddToRegisters<TLanes, T, Size1>(ref a, ref Unsafe.Add(ref w, o), stride, ref rows, count, ref Unsafe.Add(ref z, o)); break;
            case 2: AddToRegisters<TLanes, T, Size2>(ref a, ref Unsafe.Add(ref w, o), stride, ref rows, count, ref Unsafe.Add(ref z, o)); break;
            case 3: AddToRegisters<TLanes, T, Size3>(ref a, ref Unsafe.Add(ref w, o), stride, ref rows, count, ref Unsafe.Add(ref z, o)); break;
        }
    }

    /// <summary>Up to four registers of outputs; two inputs at once, each with its own sums, so that no chain of additions is waited for.</summary>
    [MethodImpl(Kernel)]
    private static void AddToRegisters<TLanes, T, TSize>(ref T a, ref T w, nint stride, ref int rows, nint count, ref T z)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSize : struct, IRowTileSize
    {
        var c0 = TLanes.Load(ref z, 0);
        var c1 = TSize.Value > 1 ? TLanes.Load(ref z, TLanes.Count) : TLanes.Zero;
        var c2 = TSize.Value > 2 ? TLanes.Load(ref z, 2 * TLanes.Count) : TLanes.Zero;
        var c3 = TSize.Value > 3 ? TLanes.Load(ref z, 3 * TLanes.Count) : TLanes.Zero;
        TLanes e0 = TLanes.Zero, e1 = TLanes.Zero, e2 = TLanes.Zero, e3 = TLanes.Zero;
        nint q = 0;
        for (; q + 2 <= count; q += 2)
        {
            AddColumn<TLanes, T, TSize>(ref a, ref w, stride, Unsafe.Add(ref rows, q), ref c0, ref c1, ref c2, ref c3);
            AddColumn<TLanes, T, TSize>(ref a, ref w, stride, Unsafe.Add(ref rows, q + 1), ref e0, ref e1, ref e2, ref e3);
        }

        if (q < count)
        {
            AddColumn<TLanes, T, TSize>(ref a, ref w, stride, Unsafe.Add(ref rows, q), ref c0, ref c1, ref c2, ref c3);
        }

        TLanes.Store(c0 + e0, ref z, 0);
        if (TSize.Value > 1)
        {
            TLanes.Store(c1 + e1, ref z, TLanes.Count);
        }

        if (TSize.Value > 2)
        {
            TLanes.Store(c2 + e2, ref z, 2 * TLanes.Count);
        }

        if (TSize.Value > 3)
        {
            TLanes.Store(c3 + e3, ref z, 3 * TLanes.Count);
        }
    }

    /// <summary>One input's share of up to four registers of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddColumn<TLanes, T, TSize>(ref T a, ref T w, nint stride, nint input, ref TLanes c0, ref TLanes c1, ref TLanes c2, ref TLanes c3)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSize : struct, IRowTileSize
    {
        var x = TLanes.Create(Unsafe.Add(ref a, input));
        w = ref Unsafe.Add(ref w, input * stride);
        c0 = TLanes.MultiplyAdd(x, ref w, 0, c0);
        c1 = TSize.Value > 1 ? TLanes.MultiplyAdd(x, ref w, TLanes.Count, c1) : c1;
        c2 = TSize.Value > 2 ? TLanes.MultiplyAdd(x, ref w, 2 * TLanes.Count, c2) : c2;
        c3 = TSize.Value > 3 ? TLanes.MultiplyAdd(x, ref w, 3 * TLanes.Count, c3) : c3;
    }
}
