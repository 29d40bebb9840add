using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <content>z = W a + b over W as panels: an input that is zero skips its 64 weights in each panel.</content>
public static partial class RowKernels
{
    /// <summary>Outputs of a whole panel.</summary>
    private const int PanelWidth = 64;

    /// <summary>z = W a + b for one row, over W as panels.</summary>
    /// <param name="a">The source, <paramref name="inputs"/> values.</param>
    /// <param name="panels">W as panels.</param>
    /// <param name="bias"><paramref name="outputs"/> values, 1 (shared) or 0 (none).</param>
    /// <param name="z">Overwritten, with its padding, which becomes zero.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers of working memory.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="outputs">Rows of W.</param>
    [MethodImpl(Kernel)]
    public static void PanelAffine<V, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> panels, ReadOnlySpan<T> bias, Span<T> z, Span<T> scratch, int inputs, int outputs)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Require(a.Length, inputs, nameof(a));
        Require(panels.Length, RowsLength<T>(inputs, outputs), nameof(panels));
        Require(z.Length, Stride<T>(outputs), nameof(z));
        Require(scratch.Length, ScratchLength, nameof(scratch));
        Spread<V, T>(bias, z[..outputs]);
        ClearPadding(z, outputs);
        ref var active = ref ActiveRows.Nonzero(scratch);
        ref var idle = ref ActiveRows.Zero(scratch);
        for (var start = 0; start < inputs; start += ActiveRows.Chunk)
        {
            var count = ActiveRows.Split(ref First(a), start, Math.Min(ActiveRows.Chunk, inputs - start), ref active, ref idle);
            AddActive<V, T>(ref First(a), ref First(panels), ref First(z), ref active, count, inputs, Stride<T>(outputs));
        }
    }

    /// <summary>z += the listed inputs' share, panel by panel: four registers of outputs at once, and what is left of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddActive<V, T>(ref T a, ref T panels, ref T z, ref int rows, nint count, nint inputs, nint stride)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint panel = 0; panel < stride; panel += PanelWidth)
        {
            ref var w = ref Unsafe.Add(ref panels, panel * inputs);
            var width = nint.Min(PanelWidth, stride - panel);
            nint column = 0;
            for (; column + (4 * V.Count) <= width; column += 4 * V.Count)
            {
                AddColumns<V, T, Size4>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column));
            }

            switch ((width - column) / V.Count)
            {
                case 1: AddColumns<V, T, Size1>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column)); break;
                case 2: AddColumns<V, T, Size2>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column)); break;
                case 3: AddColumns<V, T, Size3>(ref a, ref Unsafe.Add(ref w, column), width, ref rows, count, ref Unsafe.Add(ref z, panel + column)); break;
            }
        }
    }

    /// <summary>Up to four registers of outputs; two inputs at once, each with its own sums, so that no chain of additions is waited for.</summary>
    [MethodImpl(Kernel)]
    private static void AddColumns<V, T, TSize>(ref T a, ref T w, nint width, ref int rows, nint count, ref T z)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSize : struct, ITileSize
    {
        var c0 = V.Load(ref z, 0);
        var c1 = TSize.Value > 1 ? V.Load(ref z, V.Count) : V.Zero;
        var c2 = TSize.Value > 2 ? V.Load(ref z, 2 * V.Count) : V.Zero;
        var c3 = TSize.Value > 3 ? V.Load(ref z, 3 * V.Count) : V.Zero;
        V e0 = V.Zero, e1 = V.Zero, e2 = V.Zero, e3 = V.Zero;
        nint q = 0;
        for (; q + 2 <= count; q += 2)
        {
            nint even = Unsafe.Add(ref rows, q), odd = Unsafe.Add(ref rows, q + 1);
            V x = V.Create(Unsafe.Add(ref a, even)), y = V.Create(Unsafe.Add(ref a, odd));
            ref var f = ref Unsafe.Add(ref w, even * width);
            ref var g = ref Unsafe.Add(ref w, odd * width);
            c0 = V.MultiplyAdd(x, V.Load(ref f, 0), c0);
            e0 = V.MultiplyAdd(y, V.Load(ref g, 0), e0);
            if (TSize.Value > 1)
            {
                c1 = V.MultiplyAdd(x, V.Load(ref f, V.Count), c1);
                e1 = V.MultiplyAdd(y, V.Load(ref g, V.Count), e1);
            }

            if (TSize.Value > 2)
            {
                c2 = V.MultiplyAdd(x, V.Load(ref f, 2 * V.Count), c2);
                e2 = V.MultiplyAdd(y, V.Load(ref g, 2 * V.Count), e2);
            }

            if (TSize.Value > 3)
            {
                c3 = V.MultiplyAdd(x, V.Load(ref f, 3 * V.Count), c3);
                e3 = V.MultiplyAdd(y, V.Load(ref g, 3 * V.Count), e3);
            }
        }

        if (q < count)
        {
            nint last = Unsafe.Add(ref rows, q);
            var x = V.Create(Unsafe.Add(ref a, last));
            ref var f = ref Unsafe.Add(ref w, last * width);
            c0 = V.MultiplyAdd(x, V.Load(ref f, 0), c0);
            c1 = TSize.Value > 1 ? V.MultiplyAdd(x, V.Load(ref f, V.Count), c1) : c1;
            c2 = TSize.Value > 2 ? V.MultiplyAdd(x, V.Load(ref f, 2 * V.Count), c2) : c2;
            c3 = TSize.Value > 3 ? V.MultiplyAdd(x, V.Load(ref f, 3 * V.Count), c3) : c3;
        }

        V.Store(c0 + e0, ref z, 0);
        if (TSize.Value > 1)
        {
            V.Store(c1 + e1, ref z, V.Count);
        }

        if (TSize.Value > 2)
        {
            V.Store(c2 + e2, ref z, 2 * V.Count);
        }

        if (TSize.Value > 3)
        {
            V.Store(c3 + e3, ref z, 3 * V.Count);
        }
    }
}
