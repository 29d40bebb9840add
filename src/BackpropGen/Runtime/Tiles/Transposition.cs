using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <summary>Copies of transposed matrices, by blocks of one register a side.</summary>
internal static class Transposition
{
    /// <summary>destination[column, row] = source[row, column].</summary>
    /// <param name="source">rows × columns at a stride.</param>
    /// <param name="sourceStride">Numbers from one row of the source to the next.</param>
    /// <param name="destination">columns × rows at a stride.</param>
    /// <param name="destinationStride">Numbers from one row of the destination to the next.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Copy<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TileCheck.Matrix(source.Length, sourceStride, rows, columns, nameof(source));
        TileCheck.Matrix(destination.Length, destinationStride, columns, rows, nameof(destination));
        if ((rows == 1 && destinationStride == 1) || (columns == 1 && sourceStride == 1))
        {
            source.Slice(0, rows * columns).CopyTo(destination);
            return;
        }

        ref T from = ref MemoryMarshal.GetReference(source);
        ref T to = ref MemoryMarshal.GetReference(destination);
        int narrowest = Vector128<T>.Count, wholeRows = rows & -narrowest, wholeColumns = columns & -narrowest;

        if (wholeColumns == narrowest)
        {
            Blocks128Below(ref from, sourceStride, ref to, destinationStride, wholeRows);
        }

        // The source is read as it lies, which the caches foresee; the destination's lines stay in the first cache until they are full.
        for (int row = 0; row < wholeRows && wholeColumns > narrowest;)
        {
            int side = TransposedBlock.Widest<T>();
            while (side > wholeRows - row)
            {
                side /= 2;
            }

            Strip(ref Unsafe.Add(ref from, (nint)row * sourceStride), sourceStride, ref Unsafe.Add(ref to, row), destinationStride, side, wholeColumns);
            row += side;
        }

        CopyOneByOne(ref from, sourceStride, ref to, destinationStride, 0, rows, wholeColumns, columns);
        if (wholeRows < rows)
        {
            CopyOneByOne(ref from, sourceStride, ref to, destinationStride, wholeRows, rows, 0, wholeColumns);
        }
    }

    /// <summary>Makes the numbers of each row from <paramref name="units"/> on 0.</summary>
    public static void ClearPadding<T>(Span<T> panel, int width, int units, int rows)
        where T : unmanaged
    {
        for (int row = 0; row < rows && units < width; row++)
        {
            panel.Slice((row * width) + units, width - units).Clear();
        }
    }

    /// <summary>Some rows of a panel over the inputs, <c>[to][from % n]</c>, of panels over the outputs.</summary>
    /// <param name="panels">W in panels over the outputs.</param>
    /// <param name="transposed">The rows; overwritten, except for the padding.</param>
    /// <param name="inputs">Sources of W.</param>
    /// <param name="outputs">Units of W.</param>
    /// <param name="panel">The panel over the inputs.</param>
    /// <param name="firstUnit">The first row, a multiple of a panel's units.</param>
    /// <param name="endUnit">The row after the last; it may be a row of padding, which is 0.</param>
    public static void Panel<T>(ReadOnlySpan<T> panels, Span<T> transposed, int inputs, int outputs, int panel, int firstUnit, int endUnit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int columns = PanelLayout.UnitsOf<T>(panel, inputs);
        int width = PanelLayout.Width<T>(panel, inputs);
        for (int unit = firstUnit; unit < endUnit; unit += PanelLayout.Units<T>())
        {
            int source = unit / PanelLayout.Units<T>();
            int sourceWidth = PanelLayout.Width<T>(source, outputs);
            if (unit + PanelLayout.Units<T>() < endUnit && Prefetch.Pays<T>(panels.Length))
            {
                int nextWidth = PanelLayout.Width<T>(source + 1, outputs);
                nint next = PanelLayout.Start<T>(source + 1, inputs) + (panel * PanelLayout.Units<T>() * nextWidth);
                Prefetch.Rows(ref Unsafe.Add(ref MemoryMarshal.GetReference(panels), next), nextWidth, columns, nextWidth);
            }

            ReadOnlySpan<T> block = panels.Slice((int)PanelLayout.Start<T>(source, inputs) + (panel * PanelLayout.Units<T>() * sourceWidth));
            Copy(block, sourceWidth, transposed.Slice((unit - firstUnit) * width), width, columns, int.Min(PanelLayout.Units<T>(), endUnit - unit));
        }
    }

    /// <summary>As many rows as a block has: whole blocks, and what these leave of the columns as two strips of half the height.</summary>
    private static void Strip<T>(ref T from, nint sourceStride, ref T to, nint destinationStride, int side, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int whole = columns & -side;
        if (whole > 0)
        {
            Blocks(ref from, sourceStride, ref to, destinationStride, side, whole);
        }

        if (whole < columns)
        {
            int half = side / 2;
            from = ref Unsafe.Add(ref from, whole);
            to = ref Unsafe.Add(ref to, whole * destinationStride);
            Strip(ref from, sourceStride, ref to, destinationStride, half, columns - whole);
            Strip(ref Unsafe.Add(ref from, half * sourceStride), sourceStride, ref Unsafe.Add(ref to, half), destinationStride, half, columns - whole);
        }
    }

    /// <summary>Blocks beside each other; a method a width, so that the JIT compiles only those that occur.</summary>
    private static void Blocks<T>(ref T from, nint sourceStride, ref T to, nint destinationStride, int side, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (TransposedBlock.Has512 && side == Vector512<T>.Count)
        {
            Blocks512(ref from, sourceStride, ref to, destinationStride, columns);
        }
        else if (TransposedBlock.Has256 && side == Vector256<T>.Count)
        {
            Blocks256(ref from, sourceStride, ref to, destinationStride, columns);
        }
        else
        {
            Blocks128(ref from, sourceStride, ref to, destinationStride, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks512<T>(ref T from, nint sourceStride, ref T to, nint destinationStride, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint column = 0; column < columns; column += Vector512<T>.Count)
        {
            TransposedBlock.Copy512(ref Unsafe.Add(ref from, column), sourceStride, ref Unsafe.Add(ref to, column * destinationStride), destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks256<T>(ref T from, nint sourceStride, ref T to, nint destinationStride, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint column = 0; column < columns; column += Vector256<T>.Count)
        {
            TransposedBlock.Copy256(ref Unsafe.Add(ref from, column), sourceStride, ref Unsafe.Add(ref to, column * destinationStride), destinationStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks128<T>(ref T from, nint sourceStride, ref T to, nint destinationStride, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint column = 0; column < columns; column += Vector128<T>.Count)
        {
            TransposedBlock.Copy128(ref Unsafe.Add(ref from, column), sourceStride, ref Unsafe.Add(ref to, column * destinationStride), destinationStride);
        }
    }

    /// <summary>Blocks below each other, where only one is as wide as the matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks128Below<T>(ref T from, nint sourceStride, ref T to, nint destinationStride, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint row = 0; row < rows; row += Vector128<T>.Count)
        {
            TransposedBlock.Copy128(ref Unsafe.Add(ref from, row * sourceStride), sourceStride, ref Unsafe.Add(ref to, row), destinationStride);
        }
    }

    private static void CopyOneByOne<T>(
        ref T source, nint sourceStride, ref T destination, nint destinationStride, int firstRow, int rows, int firstColumn, int columns)
    {
        for (nint column = firstColumn; column < columns; column++)
        {
            ref T from = ref Unsafe.Add(ref source, (firstRow * sourceStride) + column);
            ref T to = ref Unsafe.Add(ref destination, column * destinationStride);
            for (nint row = firstRow; row < rows; row++)
            {
                Unsafe.Add(ref to, row) = from;
                from = ref Unsafe.Add(ref from, sourceStride);
            }
        }
    }
}
