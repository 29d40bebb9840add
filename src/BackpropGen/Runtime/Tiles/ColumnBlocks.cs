using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>
/// Columns of some rows of a matrix, in place; or, where rows lie so far apart that they share a few sets of the caches, copied into blocks of columns that lie close
/// together.
/// </summary>
internal readonly ref struct ColumnBlocks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Columns of X in a block: tiles of 6 and 12 fit, and rows of 3 cache lines meet all sets.</summary>
    public const int Inputs = 48;

    /// <summary>Bytes after which addresses meet the same set of the first cache again: 32 to 48 KB in 8 to 12 ways.</summary>
    public const int FirstCacheWayBytes = 4 * 1024;

    /// <summary>Bytes after which addresses meet the same set of the second cache again: 1 MB in 8 ways, or 2 MB in 16.</summary>
    public const int SecondCacheWayBytes = 128 * 1024;

    /// <summary>Lines of a column that a set may hold: half of 8, at least as many as there are, since other matrices need room too.</summary>
    private const int Ways = 4;

    /// <summary>Where X's copy lies.</summary>
    [ThreadStatic]
    internal static AlignedArray<T>? InputCopy;

    /// <summary>Where δ's copy lies.</summary>
    [ThreadStatic]
    internal static AlignedArray<T>? DeltaCopy;

    /// <summary>Where a panel's copy lies.</summary>
    [ThreadStatic]
    internal static AlignedArray<T>? PanelCopy;

    private readonly ref T _values;

    private readonly nint _stride;

    private readonly nint _rows;

    private readonly int _first;

    private readonly int _end;

    /// <summary>Columns of a block; 0 if nothing was copied.</summary>
    private readonly int _width;

    private ColumnBlocks(ref T values, nint stride, nint rows, int first, int end, int width)
    {
        _values = ref values;
        (_stride, _rows, _first, _end, _width) = (stride, rows, first, end, width);
    }

    /// <summary>Columns from <paramref name="first"/> up to <paramref name="end"/>, copied if that pays.</summary>
    public static ColumnBlocks<T> Of(ReadOnlySpan<T> values, int stride, int rows, int first, int end, int width, int wayBytes, ref AlignedArray<T>? copy)
    {
        if (!Collide(stride, rows, wayBytes))
        {
            return new(ref MemoryMarshal.GetReference(values), stride, rows, first, end, 0);
        }

        Span<T> to = AlignedArray<T>.Ensure(ref copy, checked(rows * (end - first)));
        for (int column = first; column < end; column += width)
        {
            int count = int.Min(width, end - column);
            Span<T> block = to.Slice((column - first) * rows);
            Copy(values.Slice(column), stride, block, count, rows);
        }

        return new(ref MemoryMarshal.GetReference(to), stride, rows, first, end, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ReadOnlySpan<T> values, int stride, Span<T> block, int count, int rows)
    {
        int lines = count / PanelLayout.Alignment<T>();
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> from = values.Slice(row * stride, count);
            Span<T> to = block.Slice(row * count, count);
            ref Line source = ref Unsafe.As<T, Line>(ref MemoryMarshal.GetReference(from));
            ref Line destination = ref Unsafe.As<T, Line>(ref MemoryMarshal.GetReference(to));
            for (nint line = 0; line < lines; line++)
            {
                Unsafe.Add(ref destination, line) = Unsafe.Add(ref source, line);
            }

            int rest = lines * PanelLayout.Alignment<T>();
            if (rest < count)
            {
                from.Slice(rest).CopyTo(to.Slice(rest));
            }
        }
    }

    /// <summary>Whether a column's lines push each other out of a cache: at a stride that is a multiple of a large power of two they share a few sets.</summary>
    private static bool Collide(int stride, int rows, int wayBytes)
    {
        int bytes = stride * Unsafe.SizeOf<T>();
        int step = int.Clamp(bytes & -bytes, PanelLayout.AlignmentBytes, wayBytes);
        return rows > Ways * (wayBytes / step);
    }

    /// <summary>The first row of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="step">Numbers to the next row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int column, out nint step)
    {
        if (_width == 0)
        {
            step = _stride;
            return ref Unsafe.Add(ref _values, column);
        }

        int block = (column - _first) / _width * _width;
        step = BlockEnd(column) - _first - block;
        return ref Unsafe.Add(ref _values, (block * _rows) + (column - _first - block));
    }

    /// <summary>The column after the last one of a column's block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BlockEnd(int column) => _width == 0 ? _end : int.Min(_end, _first + (((column - _first) / _width) + 1) * _width);

    /// <summary>64 bytes, copied as a whole by the widest registers there are.</summary>
    [StructLayout(LayoutKind.Sequential, Size = PanelLayout.AlignmentBytes)]
    private readonly struct Line;
}
