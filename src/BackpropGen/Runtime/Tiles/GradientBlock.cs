using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>The share of some rows of the batch in dW = δᵀ X.</summary>
internal static class GradientBlock<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Goes on with sums, or begins them at row 0, and writes them, or moves weights by them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate>(
        in GradientOperands<T> o, int row, int terms, ReadOnlySpan<T> sums, Span<T> target, TUpdate update, GradientRange range)
        where TUpdate : struct, IWeightUpdate<T>
    {
        // A tile of 512 bits takes long enough for a term to wait for the second cache: copies pay only where lines would be lost from that, too.
        int way = Unsafe.SizeOf<TVector>() == PanelLayout.AlignmentBytes ? ColumnBlocks<T>.SecondCacheWayBytes : ColumnBlocks<T>.FirstCacheWayBytes;
        ColumnBlocks<T> x = ColumnBlocks<T>.Of(
            o.X.Slice(row * o.XStride), o.XStride, terms, range.FirstInput, range.EndInput, ColumnBlocks<T>.Inputs, way, ref ColumnBlocks<T>.InputCopy);
        int firstUnit = range.FirstPanel * PanelLayout.Units<T>(), endUnit = int.Min(range.EndPanel * PanelLayout.Units<T>(), PanelLayout.RoundUp<T>(o.Outputs));
        ColumnBlocks<T> delta = ColumnBlocks<T>.Of(
            o.Delta.Slice(row * o.DeltaStride),
            o.DeltaStride,
            terms,
            firstUnit,
            endUnit,
            TileShapes<TLanes, TVector, T>.MaxColumns * TLanes.Count,
            way,
            ref ColumnBlocks<T>.DeltaCopy);
        Span<T> zeros = stackalloc T[PanelLayout.MostUnits];
        zeros.Clear();
        T factor = typeof(TUpdate) == typeof(Descend<T>) ? Unsafe.BitCast<TUpdate, Descend<T>>(update).Factor : T.Zero;
        for (int panel = range.FirstPanel; panel < range.EndPanel; panel++)
        {
            int width = PanelLayout.Width<T>(panel, o.Outputs);
            nint start = PanelLayout.Start<T>(panel, o.Inputs);
            ref T from = ref row == 0 ? ref MemoryMarshal.GetReference(zeros) : ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), start);
            ref T to = ref Unsafe.Add(ref MemoryMarshal.GetReference(target), start);
            int registers = width / TLanes.Count;
            for (int column = 0; column < registers;)
            {
                int columns = int.Min(registers - column, TileShapes<TLanes, TVector, T>.MaxColumns);
                int offset = column * TLanes.Count;
                TileOperands<T> tile = new()
                {
                    ARow = 1,
                    B = ref delta.At((panel * PanelLayout.Units<T>()) + offset, out nint step),
                    Terms = terms,
                    Start = ref Unsafe.Add(ref from, offset),
                    StartRow = row == 0 ? 0 : width,
                    C = ref Unsafe.Add(ref to, offset),
                    CRow = width,
                    Mask = ref LaneMask<T>.First(PanelLayout.UnitsOf<T>(panel, o.Outputs) - offset),
                    Factor = factor,
                };
                tile.BStep = step;
                bool masked = offset + (columns * TLanes.Count) > PanelLayout.UnitsOf<T>(panel, o.Outputs);
                Strip<TUpdate>(ref tile, in x, range, columns, masked);
                column += columns;
            }
        }
    }

    /// <summary>Some registers of a panel's columns, all inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TUpdate>(ref TileOperands<T> tile, in ColumnBlocks<T> x, GradientRange range, int columns, bool masked)
        where TUpdate : struct, IWeightUpdate<T>
    {
        nint target = tile.CRow, start = tile.StartRow;
        bool far = Prefetch.Pays<T>(((long)range.EndInput - range.FirstInput) * (range.EndPanel - range.FirstPanel) * PanelLayout.Units<T>());
        ref T from = ref tile.Start;
        ref T to = ref tile.C;
        for (int input = range.FirstInput; input < range.EndInput;)
        {
            int rows = TileShapes<TLanes, TVector, T>.NextRows(x.BlockEnd(input) - input, columns);
            tile.A = ref x.At(input, out nint step);
            tile.AStep = step;
            tile.Start = ref Unsafe.Add(ref from, input * start);
            tile.C = ref Unsafe.Add(ref to, input * target);
            if (far)
            {
                // the next tile's: what this one writes was asked for before
                Prefetch.Rows(ref Unsafe.Add(ref tile.C, rows * target), target, int.Min(rows, range.EndInput - input - rows), columns * TLanes.Count);
            }

            if (start == 0)
            {
                Tiles<One, TUpdate>(in tile, rows, columns, masked);
            }
            else
            {
                Tiles<Two, TUpdate>(in tile, rows, columns, masked);
            }

            input += rows;
        }
    }

    private static void Tiles<TStart, TUpdate>(ref readonly TileOperands<T> tile, int rows, int columns, bool masked)
        where TStart : struct
    {
        bool stores = typeof(TUpdate) == typeof(StoreGradient<T>);
        if (masked && stores)
        {
            TileShapes<TLanes, TVector, T>.Run<TStart, Two, StoreMaskedSums>(rows, columns, in tile);
        }
        else if (masked)
        {
            TileShapes<TLanes, TVector, T>.Run<TStart, Two, AddMaskedSums>(rows, columns, in tile);
        }
        else if (stores)
        {
            TileShapes<TLanes, TVector, T>.Run<TStart, Two, StoreSums>(rows, columns, in tile);
        }
        else
        {
            TileShapes<TLanes, TVector, T>.Run<TStart, Two, AddSums>(rows, columns, in tile);
        }
    }
}
