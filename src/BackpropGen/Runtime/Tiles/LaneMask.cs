using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>Masks that keep the first lanes of registers and make the others 0, whatever they hold.</summary>
internal static class LaneMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>As many numbers of all bits as a panel has units, then as many of none: a mask stands at each place.</summary>
    private static readonly T[] Table = MakeTable();

    /// <summary>A panel's mask, which keeps the first units.</summary>
    /// <param name="count">How many to keep: any number, also less than 0 or more than there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T First(int count)
        => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Table), PanelLayout.Units<T>() - int.Clamp(count, 0, PanelLayout.Units<T>()));

    /// <summary>The first lanes of a register; the others become 0.</summary>
    /// <param name="value">The register.</param>
    /// <param name="count">How many lanes to keep: any number, also less than 0 or more than there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Keep<TLanes, TVector>(TLanes value, int count)
        where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
        => TLanes.Wrap(TLanes.BitwiseAnd(TLanes.Unwrap(value), TLanes.Unwrap(TLanes.Load(ref First(count), 0))));

    private static T[] MakeTable()
    {
        T[] table = new T[2 * PanelLayout.Units<T>()];
        MemoryMarshal.AsBytes(table.AsSpan(0, PanelLayout.Units<T>())).Fill(byte.MaxValue);
        return table;
    }
}
