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
    /// <summary>Computes some rows of some panels; each element has the same bits however rows and panels are divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(in AffineOperands<T> o, int firstRow, int endRow, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        Span<T> start = stackalloc T[PanelLayout.Units];
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            Panel<TEpilogue>(in o, firstRow, endRow, panel, ref BiasOf(o.Bias, panel, o.Outputs, start));
        }
    }

    /// <summary>A panel's biases, so many that whole registers can be read: in place if it is full, else copied, the rest 0.</summary>
    internal static ref T BiasOf(ReadOnlySpan<T> bias, int panel, int outputs, Span<T> copy)
    {
        int first = panel * PanelLayout.Units;
        if (bias.Length >= first + PanelLayout.Units)
        {
            return ref Unsafe.Add(ref MemoryMarshal.GetReference(bias), first);
        }

        copy.Clear();
        Span<T> units = copy.Slice(0, PanelLayout.UnitsOf(panel, outputs));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TEpilogue>(in AffineOperands<T> o, int firstRow, int endRow, int panel, ref T start)
        where TEpilogue : struct, IEpilogue<T>
    {
        int width = PanelLayout.Width<T>(panel, o.Outputs);
        ref T weights = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Panels), PanelLayout.Start(panel, o.Inputs));
        int registers = width / TLanes.Count;
        for (int column = 0; column < registers;)
        {
            int columns = int.Min(registers - column, TileShapes<TLanes, TVector, T>.MaxColumns);
            nint offset = column * TLanes.Count;
            Strip<TEpilogue>(
                in o, firstRow, endRow, columns, (panel * PanelLayout.Units) + offset, ref Unsafe.Add(ref weights, offset), width, ref Unsafe.Add(ref start, offset));
            column += columns;
        }
    }

    /// <summary>Some registers of a panel's columns, all rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<TEpilogue>(
        in AffineOperands<T> o, int firstRow, int endRow, int columns, nint unit, ref T weights, int width, ref T start)
        where TEpilogue : struct, IEpilogue<T>
    {
        for (int row = firstRow; row < endRow;)
        {
            int rows = TileShapes<TLanes, TVector, T>.NextRows(endRow - row, columns);
            nint place = ((nint)row * o.YStride) + unit;
            TileOperands<T> tile = new()
            {
                A = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.X), (nint)row * o.XStride),
                ARow = o.XStride,
                AStep = 1,
                B = ref weights,
                BStep = width,
                Terms = o.Inputs,
                Start = ref start,
                C = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Y), place),
                CRow = o.YStride,
            };
            TileShapes<TLanes, TVector, T>.Run<One, StoreSums>(rows, columns, in tile);
            Finish<TEpilogue>(in o, place, rows, columns);
            row += rows;
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
