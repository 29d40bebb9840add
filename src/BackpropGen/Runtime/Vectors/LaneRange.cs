using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>The bounds check of moves between spans and registers.</summary>
internal static class LaneRange
{
    /// <summary>Whether <paramref name="count"/> values from <paramref name="index"/> on are there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Verify(int length, int index, int count)
    {
        // A negative index becomes one beyond any length, so one comparison is enough.
        if ((ulong)(uint)index + (uint)count > (uint)length)
        {
            Throw(length, index, count);
        }
    }

    /// <remarks>So short that the JIT sees that it does not return: nothing has to be kept in memory for what would follow it.</remarks>
    [DoesNotReturn]
    private static void Throw(int length, int index, int count) => throw Error(length, index, count);

    private static ArgumentOutOfRangeException Error(int length, int index, int count)
        => new(nameof(index), index, $"A register takes {count} values from index {index} on, but the span holds {length}; it must hold {(long)index + count}.");
}
