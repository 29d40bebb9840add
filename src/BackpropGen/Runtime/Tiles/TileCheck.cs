using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Refuses spans that are too short for what the tiles read and write without further checks.</summary>
internal static class TileCheck
{
    /// <summary>Refuses a span that does not hold so many rows of so many numbers.</summary>
    /// <param name="length">Length of the span.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Numbers of a row that are touched.</param>
    /// <param name="name">The argument.</param>
    /// <exception cref="ArgumentException">Too short, or rows overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Matrix(int length, int stride, int rows, int columns, string name)
    {
        // a last row may be shorter than the others: that is looked at closer
        if (stride < columns || (long)rows * stride > length)
        {
            Exactly(length, stride, rows, columns, name);
        }
    }

    /// <summary>Refuses a span that is shorter than needed.</summary>
    /// <exception cref="ArgumentException">Too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AtLeast(int length, int needed, string name)
    {
        if (length < needed)
        {
            ThrowTooShort(length, needed, name);
        }
    }

    /// <summary>Refuses a length of biases that is none of those allowed.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static void Biases(int length, int outputs, bool none, string name)
    {
        if (length != outputs && length != 1 && !(none && length == 0))
        {
            throw Refusal(name, $"expected {outputs} numbers, one a unit, or 1 that all share{(none ? ", or none" : string.Empty)}; got {length}.");
        }
    }

    private static void Exactly(int length, int stride, int rows, int columns, string name)
    {
        if (stride < columns && rows > 1)
        {
            throw Refusal(name, $"expected a stride of {columns} numbers or more, got {stride}. Rows must not overlap.");
        }

        long needed = rows > 0 && columns > 0 ? ((rows - 1L) * stride) + columns : 0;
        if (length < needed)
        {
            throw Refusal(name, $"expected {needed} numbers or more for {rows} rows of {columns} at a stride of {stride}, got {length}.");
        }
    }

    /// <summary>Refuses sizes less than 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is.</exception>
    public static void Sizes(int rows, int inputs, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
    }

    [DoesNotReturn]
    private static void ThrowTooShort(int length, int needed, string name) => throw TooShort(length, needed, name);

    private static ArgumentException TooShort(int length, int needed, string name) => Refusal(name, $"expected {needed} numbers or more, got {length}.");

    private static ArgumentException Refusal(string argument, FormattableString message)
        => new($"{argument}: {message.ToString(CultureInfo.InvariantCulture)}", argument);
}
