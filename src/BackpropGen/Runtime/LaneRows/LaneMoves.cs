using System;
using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Moves between rows in memory, as callers have them, and values with a row a lane: units × lanes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneMoves
{
    /// <summary>Some rows, a lane each; the lanes behind the last row repeat it, so that nothing happens there that happens in no row.</summary>
    /// <param name="rows">Whole rows of <paramref name="units"/> numbers, at most as many as there are lanes.</param>
    /// <param name="values">units × lanes; overwritten.</param>
    /// <param name="units">Numbers of a row.</param>
    /// <exception cref="ArgumentException">More rows than lanes, or a span is too short.</exception>
    public static void Load<TLanes, T>(ReadOnlySpan<T> rows, Span<T> values, int units)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = rows.Length / units, lanes = TLanes.Count;
        Transposition.Copy(rows, units, values, lanes, count, units);
        for (int unit = 0; unit < units && count < lanes; unit++)
        {
            Span<T> all = values.Slice(unit * lanes, lanes);
            all[count..].Fill(all[count - 1]);
        }
    }

    /// <summary>The first lanes as rows.</summary>
    /// <param name="values">units × lanes.</param>
    /// <param name="rows">Whole rows of <paramref name="units"/> numbers, at most as many as there are lanes; overwritten.</param>
    /// <param name="units">Numbers of a row.</param>
    /// <exception cref="ArgumentException">More rows than lanes, or a span is too short.</exception>
    public static void Store<TLanes, T>(ReadOnlySpan<T> values, Span<T> rows, int units)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Transposition.Copy(values, TLanes.Count, rows, units, units, rows.Length / units);

    /// <summary>All lanes as rows that are padded with zeros.</summary>
    internal static void ToPaddedRows<TLanes, T>(ReadOnlySpan<T> values, Span<T> rows, int units, int stride)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = TLanes.Count;
        if (units < stride)
        {
            rows[..(lanes * stride)].Clear();
        }

        Transposition.Copy(values, lanes, rows, stride, units, lanes);
    }
}
