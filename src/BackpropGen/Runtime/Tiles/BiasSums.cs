using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>Column sums of δ, for one width of registers, and what is done with them.</summary>
internal static class BiasSums<TLanes, TVector, T>
    where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A bias of its own for each unit; each sum has the same bits however the panels are divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate>(ReadOnlySpan<T> delta, int stride, Span<T> biases, int rows, int outputs, TUpdate update, int firstPanel, int endPanel)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Span<T> sums = stackalloc T[PanelLayout.MostUnits];
        Span<T> moved = stackalloc T[PanelLayout.MostUnits];
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            int units = PanelLayout.UnitsOf<T>(panel, outputs);
            Span<T> own = biases.Slice(panel * PanelLayout.Units<T>(), units);
            Sum(delta.Slice(panel * PanelLayout.Units<T>()), stride, rows, PanelLayout.RoundUp<T>(units), sums);
            Update(own, sums, moved, update);
            moved.Slice(0, units).CopyTo(own);
        }
    }

    /// <summary>One bias that all units share: the sum over everything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunShared<TUpdate>(ReadOnlySpan<T> delta, int stride, Span<T> bias, int rows, int outputs, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        Span<T> sums = stackalloc T[PanelLayout.MostUnits];
        TLanes total = TLanes.Zero;
        for (int panel = 0; panel < PanelLayout.Count<T>(outputs); panel++)
        {
            int units = PanelLayout.UnitsOf<T>(panel, outputs);
            Sum(delta.Slice(panel * PanelLayout.Units<T>()), stride, rows, PanelLayout.RoundUp<T>(units), sums);
            for (int column = 0; column < units; column += TLanes.Count)
            {
                total += LaneMask<T>.Keep<TLanes, TVector>(TLanes.Load(ref MemoryMarshal.GetReference(sums), column), units - column);
            }
        }

        Span<T> moved = stackalloc T[PanelLayout.MostUnits];
        sums[0] = TLanes.Sum(total);
        Update(bias.Slice(0, 1), sums, moved, update);
        bias[0] = moved[0];
    }

    /// <summary>The sums of a panel's columns, 4 registers of them at once, each over ascending rows.</summary>
    private static void Sum(ReadOnlySpan<T> delta, int stride, int rows, int width, Span<T> sums)
    {
        for (int column = 0; column < width;)
        {
            ref T from = ref Unsafe.Add(ref MemoryMarshal.GetReference(delta), column);
            ref T to = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums), column);
            if (width - column >= 4 * TLanes.Count)
            {
                SumFour(ref from, stride, rows, ref to);
                column += 4 * TLanes.Count;
            }
            else
            {
                SumOne(ref from, stride, rows, ref to);
                column += TLanes.Count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumFour(ref T delta, nint stride, int rows, ref T sums)
    {
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        nint place = 0;
        for (int row = 0; row < rows; row++, place += stride)
        {
            s0 += TLanes.Load(ref delta, place);
            s1 += TLanes.Load(ref delta, place + TLanes.Count);
            s2 += TLanes.Load(ref delta, place + (2 * TLanes.Count));
            s3 += TLanes.Load(ref delta, place + (3 * TLanes.Count));
        }

        TLanes.Store(s0, ref sums, 0);
        TLanes.Store(s1, ref sums, TLanes.Count);
        TLanes.Store(s2, ref sums, 2 * TLanes.Count);
        TLanes.Store(s3, ref sums, 3 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SumOne(ref T delta, nint stride, int rows, ref T sums)
    {
        TLanes sum = TLanes.Zero;
        nint place = 0;
        for (int row = 0; row < rows; row++, place += stride)
        {
            sum += TLanes.Load(ref delta, place);
        }

        TLanes.Store(sum, ref sums, 0);
    }

    private static void Update<TUpdate>(ReadOnlySpan<T> biases, ReadOnlySpan<T> sums, Span<T> moved, TUpdate update)
        where TUpdate : struct, IWeightUpdate<T>
    {
        biases.CopyTo(moved);
        ref T to = ref MemoryMarshal.GetReference(moved);
        ref T from = ref MemoryMarshal.GetReference(sums);
        for (int column = 0; column < biases.Length; column += TLanes.Count)
        {
            TLanes.Store(update.Apply(TLanes.Load(ref to, column), TLanes.Load(ref from, column)), ref to, column);
        }
    }
}
