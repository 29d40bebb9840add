using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>
/// y = f(W x + b) for a single row. A tile of one row has too few sums in flight, so each is divided into four, of every fourth input, which are added at the end:
/// (s₀ + s₁) + (s₂ + s₃) + b.
/// </summary>
internal static class RowProduct<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes some panels; each element has the same bits however they are divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(in AffineOperands<T> o, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        Span<T> start = stackalloc T[PanelLayout.MostUnits];
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            Panel<TEpilogue>(in o, panel, ref AffineProduct<TLanes, TVector, T>.BiasOf(o.Bias, panel, o.Outputs, start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Panel<TEpilogue>(in AffineOperands<T> o, int panel, ref T start)
        where TEpilogue : struct, IEpilogue<T>
    {
        int width = PanelLayout.Width<T>(panel, o.Outputs);
        int unit = panel * PanelLayout.Units<T>();
        ref T x = ref MemoryMarshal.GetReference(o.X);
        ref T weights = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Panels), PanelLayout.Start<T>(panel, o.Inputs));
        ref T y = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Y), unit);
        int registers = width / TLanes.Count;
        for (int column = 0; column < registers;)
        {
            int columns = Columns(registers - column);
            int offset = column * TLanes.Count;
            ref T w = ref Unsafe.Add(ref weights, offset);
            ref T b = ref Unsafe.Add(ref start, offset);
            ref T to = ref Unsafe.Add(ref y, offset);
            switch (columns)
            {
                case 4:
                    RowTile<TLanes, TVector, T, Four>.Run(ref x, ref w, width, o.Inputs, ref b, ref to);
                    break;
                case 2:
                    RowTile<TLanes, TVector, T, Two>.Run(ref x, ref w, width, o.Inputs, ref b, ref to);
                    break;
                default:
                    RowTile<TLanes, TVector, T, One>.Run(ref x, ref w, width, o.Inputs, ref b, ref to);
                    break;
            }

            AffineProduct<TLanes, TVector, T>.Finish<TEpilogue>(in o, unit + offset, 1, columns);
            column += columns;
        }
    }

    private static int Columns(int registers) => TileShapes<TLanes, TVector, T>.MaxColumns == 4 && registers >= 4 ? 4 : int.Min(registers, 2);
}
