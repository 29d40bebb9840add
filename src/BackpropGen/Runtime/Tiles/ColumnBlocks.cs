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

    /// <summary>Rows further apart than this, in bytes, are copied if there are many.</summary>
    private const int FarBytes = 4096;

    /// <summary>Fewer rows than this stay in the caches wherever they lie.</summary>
    private const int FewRows = 32;

    /// <summary>Where X's copy lies.</summary>
    [ThreadStatic]
    internal static AlignedArray<T>? InputCopy;

    /// <summary>Where δ's copy lies.</summary>
    [ThreadStatic]
    internal static AlignedArray<T>? DeltaCopy;

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
    public static ColumnBlocks<T> Of(ReadOnlySpan<T> values, int stride, int rows, int first, int end, int width, ref AlignedArray<T>? copy)
    {
        if (rows < FewRows || stride * Unsafe.SizeOf<T>() < FarBytes)
        {
            return new(ref MemoryMarshal.GetReference(values), stride, rows, first, end, 0);
        }

        Span<T> to = AlignedArray<T>.Ensure(ref copy, checked(rows * (end - first)));
        for (int column = first; column < end; column += width)
        {
            int count = int.Min(width, end - column);
            Span<T> block = to.Slice((column - first) * rows);
            for (int row = 0; row < rows; row++)
            {
                values.Slice((row * stride) + column, count).CopyTo(block.Slice(row * count));
            }
        }

        return new(ref MemoryMarshal.GetReference(to), stride, rows, first, end, width);
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
}
