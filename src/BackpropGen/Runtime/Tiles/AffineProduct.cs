using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>Y = f(X Wᵀ + b) by register tiles, for one width of registers.</summary>
internal static class AffineProduct<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// So many rows pay for a copy of the panel in strips for registers of 256 bits: lines of a strip lie 256 bytes apart, where the caches neither foresee nor keep them
    /// (512 × 512, 256 rows: 76 → 84 % of the peak; 784 × 128, 64 rows: 95 → 89 %).
    /// </summary>
    private const int ManyRows = 96;

    /// <summary>Computes some rows of some panels; each element has the same bits however rows and panels are divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(in AffineOperands<T> o, int firstRow, int endRow, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        Span<T> start = stackalloc T[PanelLayout.MostUnits];
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            AffineBlock<T> block = new()
            {
                Weights = o.Panels.Slice((int)PanelLayout.Start<T>(panel, o.Inputs)),
                Start = ref BiasOf(o.Bias, panel, o.Outputs, start),
                FirstTerm = 0,
                Terms = o.Inputs,
                Panel = panel,
            };
            Panel<TEpilogue>(in o, in block, firstRow, endRow);
        }
    }

    /// <summary>A panel's biases, so many that whole registers can be read: in place if it is full, else copied, the rest 0.</summary>
    internal static ref T BiasOf(ReadOnlySpan<T> bias, int panel, int outputs, Span<T> copy)
    {
        int first = panel * PanelLayout.Units<T>();
        if (bias.Length >= first + PanelLayout.Units<T>())
        {
            return ref Unsafe.Add(ref MemoryMarshal.GetReference(bias), first);
        }

        copy.Clear();
        Span<T> units = copy.Slice(0, PanelLayout.UnitsOf<T>(panel, outputs));
        if (bias.Length == 1)
        {
            units.Fill(bias[0]);
        }
        else if (bias.Length > 1)
        {
            bias.Slice(first, units.Length).CopyTo(units);
        }

        return ref MemoryMarshal.GetReference(copy);
    }

    /// <summary>A panel's share of some terms, and the formula after the last ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Panel<TEpilogue>(in AffineOperands<T> o, in AffineBlock<T> block, int firstRow, int endRow)
        where TEpilogue : struct, IEpilogue<T>
    {
        int width = PanelLayout.Width<T>(block.Panel, o.Outputs);
        int registers = width / TLanes.Count, most = TileShapes<TLanes, TVector, T>.MaxColumns;
        bool copies = Unsafe.SizeOf<TVector>() < PanelLayout.AlignmentBytes && endRow - firstRow >= ManyRows;
        ColumnBlocks<T> weights = ColumnBlocks<T>.Of(
            block.Weights, width, block.Terms, 0, width, most * TLanes.Count, copies ? ColumnBlocks<T>.FirstCacheWayBytes : int.MaxValue, ref ColumnBlocks<T>.PanelCopy);
        for (int column = 0; column < registers;)
        {
            int columns = int.Min(registers - column, most);
            Strip<TEpilogue>(in o, in block, firstRow, endRow, columns, column * TLanes.Count, in weights);
            column += columns;
        }
    }

    /// <summary>Some registers of a panel's columns, all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TEpilogue>(
        in AffineOperands<T> o, in AffineBlock<T> block, int firstRow, int endRow, int columns, int offset, in ColumnBlocks<T> weights)
        where TEpilogue : struct, IEpilogue<T>
    {
        nint unit = (block.Panel * PanelLayout.Units<T>()) + offset;
        ref T x = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), block.FirstTerm);
        ref T w = ref weights.At(offset, out nint width);
        bool ends = block.FirstTerm + block.Terms == o.Inputs, far = Prefetch.Pays<T>(((long)endRow - firstRow) * o.YStride);
        for (int row = firstRow; row < endRow;)
        {
            int rows = TileShapes<TLanes, TVector, T>.NextRows(endRow - row, columns);
            nint place = ((nint)row * o.YStride) + unit;
            TileOperands<T> tile = new()
            {
                A = ref Unsafe.Add(ref x, (nint)row * o.XStride),
                ARow = o.XStride,
                AStep = 1,
                B = ref w,
                BStep = width,
                Terms = block.Terms,
                Start = ref Unsafe.Add(ref block.Start, offset),
                C = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Y), place),
                CRow = o.YStride,
            };
            if (far && ends)
            {
                PrefetchOperands<TEpilogue>(in o, place, rows, columns * TLanes.Count);
            }

            if (block.FirstTerm == 0)
            {
                TileShapes<TLanes, TVector, T>.Run<One, One, StoreSums>(rows, columns, in tile);
            }
            else
            {
                tile.Start = ref tile.C;
                tile.StartRow = o.YStride;
                TileShapes<TLanes, TVector, T>.Run<Two, One, StoreSums>(rows, columns, in tile);
            }

            if (ends)
            {
                Finish<TEpilogue>(in o, place, rows, columns);
            }

            row += rows;
        }
    }

    /// <summary>What the end of a tile reads and writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PrefetchOperands<TEpilogue>(in AffineOperands<T> o, nint place, int rows, int columns)
        where TEpilogue : struct, IEpilogue<T>
    {
        Prefetch.Rows(ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Y), place), o.YStride, rows, columns);
        if (TEpilogue.OperandCount > 0)
        {
            Prefetch.Rows(ref Unsafe.Add(ref MemoryMarshal.GetReference(o.First), place), o.YStride, rows, columns);
        }

        if (TEpilogue.OperandCount > 1)
        {
            Prefetch.Rows(ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Second), place), o.YStride, rows, columns);
        }
    }

    /// <summary>f over a tile that was just written and is still in the first cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Finish<TEpilogue>(in AffineOperands<T> o, nint place, int rows, int columns)
        where TEpilogue : struct, IEpilogue<T>
    {
        if (typeof(TEpilogue) == typeof(KeepValue<T>))
        {
            return;
        }

        ref T y = ref MemoryMarshal.GetReference(o.Y);
        ref T first = ref MemoryMarshal.GetReference(o.First);
        ref T second = ref MemoryMarshal.GetReference(o.Second);
        for (int row = 0; row < rows; row++, place += o.YStride)
        {
            for (nint i = place; i < place + (columns * TLanes.Count); i += TLanes.Count)
            {
                TLanes a = TEpilogue.OperandCount > 0 ? TLanes.Load(ref first, i) : TLanes.Zero;
                TLanes b = TEpilogue.OperandCount > 1 ? TLanes.Load(ref second, i) : TLanes.Zero;
                TLanes.Store(TEpilogue.Apply(TLanes.Load(ref y, i), a, b), ref y, i);
            }
        }
    }
}
