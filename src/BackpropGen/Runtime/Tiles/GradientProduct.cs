using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>dW = δᵀ X by register tiles, for one width of registers, and what is done with it.</summary>
/// <remarks>
/// Inputs are the tiles' rows, units their columns, and the batch's rows what the sums run over, in blocks if there are many: δ's panel of a block stays in the second
/// cache while all inputs pass. A sum goes on in the next block where it stopped, so blocks do not change its bits.
/// </remarks>
internal static class GradientProduct<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Bytes of a panel of δ that a block may have: a quarter of a second cache of 1 MB, the smallest of processors with 512 bits.</summary>
    private const int BlockBytes = 256 * 1024;

    [ThreadStatic]
    private static AlignedArray<T>? _sums;

    /// <summary>Computes some inputs of some panels; each element has the same bits however inputs and panels are divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate>(in GradientOperands<T> o, TUpdate update, int firstInput, int endInput, int firstPanel, int endPanel)
        where TUpdate : struct, IWeightUpdate<T>
    {
        GradientRange range = new(firstInput, endInput, firstPanel, endPanel);
        bool fused = typeof(TUpdate) == typeof(StoreGradient<T>) || typeof(TUpdate) == typeof(Descend<T>);
        int block = BlockRows(o.Rows);
        Span<T> sums = typeof(TUpdate) == typeof(StoreGradient<T>) || (fused && block >= o.Rows) ? o.Panels : AlignedArray<T>.Ensure(ref _sums, o.Panels.Length);
        int row = 0;
        for (; row + block < o.Rows; row += block)
        {
            GradientBlock<TLanes, TVector, T>.Run(in o, row, block, sums, sums, new StoreGradient<T>(), range);
        }

        if (fused)
        {
            GradientBlock<TLanes, TVector, T>.Run(in o, row, o.Rows - row, sums, o.Panels, update, range);
        }
        else
        {
            GradientBlock<TLanes, TVector, T>.Run(in o, row, o.Rows - row, sums, sums, new StoreGradient<T>(), range);
            Update(in o, sums, update, range);
        }
    }

    /// <summary>Rows of a block, all blocks about the same.</summary>
    private static int BlockRows(int rows)
    {
        int most = BlockBytes / (PanelLayout.Units<T>() * Unsafe.SizeOf<T>());
        int blocks = (rows + most - 1) / most;
        return (rows + blocks - 1) / blocks;
    }

    /// <summary>An update that tiles do not know, from whole gradients.</summary>
    private static void Update<TUpdate>(in GradientOperands<T> o, ReadOnlySpan<T> sums, TUpdate update, GradientRange range)
        where TUpdate : struct, IWeightUpdate<T>
    {
        for (int panel = range.FirstPanel; panel < range.EndPanel; panel++)
        {
            int width = PanelLayout.Width<T>(panel, o.Outputs);
            int units = PanelLayout.UnitsOf<T>(panel, o.Outputs);
            nint start = PanelLayout.Start<T>(panel, o.Inputs);
            ref T from = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), start);
            ref T to = ref Unsafe.Add(ref MemoryMarshal.GetReference(o.Panels), start);
            for (nint i = (nint)range.FirstInput * width; i < (nint)range.EndInput * width; i += TLanes.Count)
            {
                TLanes weights = TUpdate.ReadsWeights ? TLanes.Load(ref to, i) : default;
                TLanes moved = update.Apply(weights, TLanes.Load(ref from, i));
                TLanes.Store(LaneMask<T>.Keep<TLanes, TVector>(moved, units - (int)(i % width)), ref to, i);
            }
        }
    }
}
