using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>dW = δᵀ X by register tiles, for one width of registers, and what is done with it.</summary>
internal static class GradientProduct<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes some inputs of some panels; each element has the same bits however inputs and panels are divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate>(in GradientOperands<T> o, TUpdate update, int firstInput, int endInput, int firstPanel, int endPanel)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Span<T> start = stackalloc T[PanelLayout.Units];
        start.Clear();
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            Panel(in o, update, firstInput, endInput, panel, ref MemoryMarshal.GetReference(start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TUpdate>(in GradientOperands<T> o, TUpdate update, int firstInput, int endInput, int panel, ref T start)
        where TUpdate : struct, IWeightUpdate<T>
    {
        int width = PanelLayout.Width<T>(panel, o.Outputs);
        int units = PanelLayout.UnitsOf(panel, o.Outputs);
        int registers = width / TLanes.Count;
        ref T weights = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Panels), PanelLayout.Start(panel, o.Inputs));
        for (int column = 0; column < registers;)
        {
            int columns = int.Min(registers - column, TileShapes<TLanes, TVector, T>.MaxColumns);
            int offset = column * TLanes.Count;
            ref T delta = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Delta), (panel * PanelLayout.Units) + offset);
            ref T target = ref Unsafe.Add(ref weights, offset);
            if (offset + (columns * TLanes.Count) <= units)
            {
                Whole(in o, update, firstInput, endInput, columns, ref delta, ref target, width, ref start);
            }
            else
            {
                Masked(in o, update, firstInput, endInput, columns, ref delta, ref target, width, units - offset, ref start);
            }

            column += columns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole<TUpdate>(
        in GradientOperands<T> o, TUpdate update, int firstInput, int endInput, int columns, ref T delta, ref T target, int width, ref T start)
        where TUpdate : struct, IWeightUpdate<T>
    {
        for (int input = firstInput; input < endInput;)
        {
            int rows = TileShapes<TLanes, TVector, T>.NextRows(endInput - input, columns);
            TileOperands<T> tile = new()
            {
                A = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), input),
                ARow = 1,
                AStep = o.XStride,
                B = ref delta,
                BStep = o.DeltaStride,
                Terms = o.Rows,
                Start = ref start,
                C = ref Unsafe.Add(ref target, (nint)input * width),
                CRow = width,
            };
            TileShapes<TLanes, TVector, T>.Run(rows, columns, in tile, update);
            input += rows;
        }
    }

    /// <summary>Columns of which some are padding: δ's lanes there may hold anything, so the sums go to a place of their own and are masked from there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Masked<TUpdate>(
        in GradientOperands<T> o, TUpdate update, int firstInput, int endInput, int columns, ref T delta, ref T target, int width, int units, ref T start)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Span<T> sums = stackalloc T[6 * PanelLayout.Units];
        ref T sum = ref MemoryMarshal.GetReference(sums);
        int sumWidth = columns * TLanes.Count;
        for (int input = firstInput; input < endInput;)
        {
            int rows = TileShapes<TLanes, TVector, T>.NextRows(endInput - input, columns);
            TileOperands<T> tile = new()
            {
                A = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), input),
                ARow = 1,
                AStep = o.XStride,
                B = ref delta,
                BStep = o.DeltaStride,
                Terms = o.Rows,
                Start = ref start,
                C = ref sum,
                CRow = sumWidth,
            };
            TileShapes<TLanes, TVector, T>.Run(rows, columns, in tile, default(StoreGradient<T>));
            for (int row = 0; row < rows; row++)
            {
                UpdateRow(ref Unsafe.Add(ref sum, row * sumWidth), ref Unsafe.Add(ref target, (nint)(input + row) * width), update, columns, units);
            }

            input += rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateRow<TUpdate>(ref T sums, ref T target, TUpdate update, int columns, int units)
        where TUpdate : struct, IWeightUpdate<T>
    {
        for (int column = 0; column < columns * TLanes.Count; column += TLanes.Count)
        {
            TLanes weights = TUpdate.ReadsWeights ? TLanes.Load(ref target, column) : default;
            TLanes moved = update.Apply(weights, TLanes.Load(ref sums, column));
            TLanes.Store(LaneMask<T>.Keep<TLanes, TVector>(moved, units - column), ref target, column);
        }
    }
}
