using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>dX = f(δ W) by register tiles, for one width of registers: the product of <see cref="AffineProduct{TLanes, TVector, T}"/> with (W)ᵀ, made piece by piece.</summary>
internal static class InputProduct<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Bytes of a transposed piece: an eighth of a second cache of 1 MB.</summary>
    private const int PieceBytes = 512 * 1024;

    [ThreadStatic]
    private static AlignedArray<T>? _piece;

    /// <summary>Computes some rows of some panels over the inputs; each element has the same bits however rows and panels are divided.</summary>
    /// <param name="o">δ as X, W's panels, dX as Y; W's units as inputs and its sources as outputs.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="endRow">The one after the last.</param>
    /// <param name="firstPanel">The first panel: each is transposed anew, so panels are cheaper to divide than rows.</param>
    /// <param name="endPanel">The one after the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TEpilogue>(in AffineOperands<T> o, int firstRow, int endRow, int firstPanel, int endPanel)
        where TEpilogue : struct, IEpilogue<T>
    {
        int most = int.Min(PieceBytes / (PanelLayout.Units<T>() * Unsafe.SizeOf<T>()), PanelLayout.Count<T>(o.Inputs) * PanelLayout.Units<T>());
        Span<T> piece = AlignedArray<T>.Ensure(ref _piece, most * PanelLayout.Units<T>());
        Span<T> zeros = stackalloc T[PanelLayout.MostUnits];
        zeros.Clear();
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            for (int term = 0; term < o.Inputs; term += most)
            {
                int terms = int.Min(most, o.Inputs - term);

                // whole registers of units, padding too, rather than the last few one by one; sources beyond the last are left as they are, since nobody uses what they give
                Transposition.Panel(o.Panels, piece, o.Outputs, o.Inputs, panel, term, PanelLayout.RoundUp<T>(term + terms));
                AffineBlock<T> block = new()
                {
                    Weights = piece,
                    Start = ref MemoryMarshal.GetReference(zeros),
                    FirstTerm = term,
                    Terms = terms,
                    Panel = panel,
                };
                AffineProduct<TLanes, TVector, T>.Panel<TEpilogue>(in o, in block, firstRow, endRow);
            }
        }
    }
}
