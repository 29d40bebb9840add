using System;

namespace BackpropGen.Runtime;

/// <summary>Turns one array a row into flat values.</summary>
internal static class RowArrays
{
    /// <summary>The length all rows have.</summary>
    public static int Width<T>(T[][] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        return rows.Length > 0 && rows[0] is { Length: > 0 } first
            ? first.Length
            : throw new ArgumentException("There must be at least one row with at least one value.", name);
    }

    /// <summary>All values, row after row.</summary>
    public static T[] Flatten<T>(T[][] rows, string name)
    {
        int width = Width(rows, name);
        var flat = new T[rows.Length * width];
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row]?.Length != width)
            {
                throw new ArgumentException($"Row {row} must have {width} values as row 0 has, and has {rows[row]?.Length ?? 0}.", name);
            }

            rows[row].CopyTo(flat, row * width);
        }

        return flat;
    }
}
