using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>z = W a + b over W as panels: an input that is zero skips its weights in each panel.</content>
public static partial class RowKernels
{
    /// <summary>z = W a + b for one row, over W as panels.</summary>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panels">W as panels.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="z">Overwritten, with its padding, which becomes zero.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void PanelAffine<TLanes, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> panels, ReadOnlySpan<T> bias, Span<T> z, Span<T> scratch, int inputs, int outputs)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(a.Length, inputs, nameof(a));
        Require(panels.Length, RowsLength<T>(inputs, outputs), nameof(panels));
        Require(z.Length, Stride<T>(outputs), nameof(z));
        Require(scratch.Length, ScratchLength, nameof(scratch));
        Spread<TLanes, T>(bias, z[..outputs]);
        ClearPadding(z, outputs);
        ref var active = ref ActiveRows.Nonzero(scratch);
        ref var idle = ref ActiveRows.Zero(scratch);
        for (var start = 0; start < inputs; start += ActiveRows.Chunk)
        {
            var count = ActiveRows.Split(ref First(a), start, Math.Min(ActiveRows.Chunk, inputs - start), ref active, ref idle);
            AddActive<TLanes, T>(ref First(a), ref First(panels), ref First(z), ref active, count, inputs, Stride<T>(outputs));
        }
    }

    /// <summary>z += the listed inputs' share, panel by panel: four registers of outputs at once, and what is left of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddActive<TLanes, T>(ref T a, ref T panels, ref T z, ref int rows, nint count, nint inputs, nint stride)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint panel = 0; panel < stride; panel += PanelLayout.Units<T>())
        {
            ref var w = ref Unsafe.Add(ref panels, panel * inputs);
            var width = nint.Min(PanelLayout.Units<T>(), stride - panel);
            nint column = 0;
            for (; column + (4 * TLanes.Count) <= width; column += 4 * TLanes.Count)
            {
                AddColumns<TLanes, T, Size4>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column));
            }

            switch ((width - column) / TLanes.Count)
            {
                case 1: AddColumns<TLanes, T, Size1>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column)); break;
                case 2: AddColumns<TLanes, T, Size2>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column)); break;
                case 3: AddColumns<TLanes, T, Size3>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column)); break;
            }
        }
    }

    /// <summary>Up to four registers of outputs; two inputs at once, each with its own sums, so that no chain of additions is waited for.</summary>
    [MethodImpl(Kernel)]
    private static void AddColumns<TLanes, T, TSize>(ref T a, ref T w, nint width, ref int rows, nint count, ref T z)
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
            nint even = Unsafe.Add(ref rows, q), odd = Unsafe.Add(ref rows, q + 1);
            TLanes x = TLanes.Create(Unsafe.Add(ref a, even)), y = TLanes.Create(Unsafe.Add(ref a, odd));
            ref var f = ref Unsafe.Add(ref w, even * width);
            ref var g = ref Unsafe.Add(ref w, odd * width);
            c0 = TLanes.MultiplyAdd(x, TLanes.Load(ref f, 0), c0);
            e0 = TLanes.MultiplyAdd(y, TLanes.Load(ref g, 0), e0);
            if (TSize.Value > 1)
            {
                c1 = TLanes.MultiplyAdd(x, TLanes.Load(ref f, TLanes.Count), c1);
                e1 = TLanes.MultiplyAdd(y, TLanes.Load(ref g, TLanes.Count), e1);
            }

            if (TSize.Value > 2)
            {
                c2 = TLanes.MultiplyAdd(x, TLanes.Load(ref f, 2 * TLanes.Count), c2);
                e2 = TLanes.MultiplyAdd(y, TLanes.Load(ref g, 2 * TLanes.Count), e2);
            }

            if (TSize.Value > 3)
            {
                c3 = TLanes.MultiplyAdd(x, TLanes.Load(ref f, 3 * TLanes.Count), c3);
                e3 = TLanes.MultiplyAdd(y, TLanes.Load(ref g, 3 * TLanes.Count), e3);
            }
        }

        if (q < count)
        {
            nint last = Unsafe.Add(ref rows, q);
            var x = TLanes.Create(Unsafe.Add(ref a, last));
            ref var f = ref Unsafe.Add(ref w, last * width);
            c0 = TLanes.MultiplyAdd(x, TLanes.Load(ref f, 0), c0);
            c1 = TSize.Value > 1 ? TLanes.MultiplyAdd(x, TLanes.Load(ref f, TLanes.Count), c1) : c1;
            c2 = TSize.Value > 2 ? TLanes.MultiplyAdd(x, TLanes.Load(ref f, 2 * TLanes.Count), c2) : c2;
            c3 = TSize.Value > 3 ? TLanes.MultiplyAdd(x, TLanes.Load(ref f, 3 * TLanes.Count), c3) : c3;
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
}
