using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>Masks that keep the first lanes of a register and make the others 0, whatever they hold.</summary>
internal static class LaneMask<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>As many lanes of all bits as the widest register has, then as many of none: a mask stands at each place.</summary>
    private static readonly T[] Table = MakeTable();

    /// <summary>The first lanes of a register; the others become 0.</summary>
    /// <param name="value">The register.</param>
    /// <param name="count">How many lanes to keep: any number, also less than 0 or more than there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Keep<TLanes, TVector>(TLanes value, int count)
        where TLanes : struct, ILanes<TLanes, T>, IRegister<TLanes, TVector, T>
    {
        nint place = PanelLayout.Alignment<T>() - int.Clamp(count, 0, TLanes.Count);
        TLanes mask = TLanes.Load(ref MemoryMarshal.GetArrayDataReference(Table), place);
        return TLanes.Wrap(TLanes.BitwiseAnd(TLanes.Unwrap(value), TLanes.Unwrap(mask)));
    }

    private static T[] MakeTable()
    {
        T[] table = new T[2 * PanelLayout.Alignment<T>()];
        MemoryMarshal.AsBytes(table.AsSpan(0, PanelLayout.Alignment<T>())).Fill(byte.MaxValue);
        return table;
    }
}
