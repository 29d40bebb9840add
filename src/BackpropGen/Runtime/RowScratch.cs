using System;
using System.ComponentModel;

namespace BackpropGen.Runtime;

/// <summary>Memory for the prediction of one row, one array a thread: nobody else runs in between, so it need not be rented, which takes longer than a small network's layer.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowScratch<T>
    where T : unmanaged
{
    [ThreadStatic]
    private static AlignedArray<T>? _array;

    /// <summary>So many numbers, aligned to a cache line; they are what the last user left.</summary>
    /// <param name="length">How many, at least 1.</param>
    public static Span<T> Of(int length) => AlignedArray<T>.Ensure(ref _array, length);
}
