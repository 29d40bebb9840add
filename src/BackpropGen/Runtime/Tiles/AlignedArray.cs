using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>
/// Numbers whose first one stands at a multiple of 64 bytes, so that no register of 64 bytes or less lies across two cache lines. Zero at first.
/// </summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedArray<T>
    where T : unmanaged
{
    private readonly T[] _numbers;

    private readonly int _offset;

    /// <summary>Makes an array.</summary>
    /// <param name="length">How many numbers at least; rounded up to whole 64 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or beyond what an array can hold.</exception>
    public AlignedArray(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int line = PanelLayout.Alignment<T>();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - (2 * line));
        Length = PanelLayout.RoundUp<T>(length);

        // Pinned: a moving array would not keep its alignment.
        _numbers = GC.AllocateArray<T>(Length + line, pinned: true);
        nint beyond = Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0) & (PanelLayout.AlignmentBytes - 1);
        _offset = beyond == 0 ? 0 : (int)(PanelLayout.AlignmentBytes - beyond) / Unsafe.SizeOf<T>();
    }

    /// <summary>How many numbers there are: a multiple of 64 bytes.</summary>
    public int Length { get; }

    /// <summary>All of them.</summary>
    public Span<T> Span
    {
        // the array is longer than offset and length, by its construction
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers), _offset), Length);
    }

    /// <summary>Makes an array at least so long; what it held is lost if it grows. It never shrinks.</summary>
    /// <param name="array">The array, or null for none yet.</param>
    /// <param name="length">How many numbers are needed.</param>
    /// <returns>Its first <paramref name="length"/> numbers.</returns>
    public static Span<T> Ensure(ref AlignedArray<T>? array, int length)
    {
        if (array is null || array.Length < length)
        {
            array = new AlignedArray<T>(length);
        }

        return array.Span.Slice(0, length);
    }
}
