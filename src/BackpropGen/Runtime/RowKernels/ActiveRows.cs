using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
#if NET10_0_OR_GREATER
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace BackpropGen.Runtime;

/// <summary>Lists of the values that are zero and of those that are not: exact sparsity, as ReLU makes it.</summary>
internal static class ActiveRows
{
    /// <summary>Values looked at together: what bounds the lists.</summary>
    public const int Chunk = 512;

    /// <summary>Room that the lists need beyond their length, since whole registers are written.</summary>
    public const int Slack = 16;

    /// <summary>Where, in a kernel's scratch memory, the indices of what is not zero are listed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int Nonzero<T>(Span<T> scratch) => ref Unsafe.As<T, int>(ref MemoryMarshal.GetReference(scratch));

    /// <summary>Where the indices of what is zero are listed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref int Zero<T>(Span<T> scratch) => ref Unsafe.As<T, int>(ref Unsafe.Add(ref MemoryMarshal.GetReference(scratch), Chunk + Slack));

    /// <summary>Where sums are kept in the order of a list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Sums<T>(Span<T> scratch) => ref Unsafe.Add(ref MemoryMarshal.GetReference(scratch), 2 * (Chunk + Slack));

    /// <summary>Sets the first sums to zero, and some more: kernels add to whole fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ClearSums<T>(Span<T> scratch, nint count) => scratch.Slice(2 * (Chunk + Slack), (int)count + 3).Clear();

    /// <summary>Lists the indices from <paramref name="start"/> on, <paramref name="count"/> of them, whose value is not zero (NaN is not).</summary>
    /// <returns>How many they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint List<T>(ref T values, nint start, nint count, ref int nonzero)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint found = 0, done = 0;
#if NET10_0_OR_GREATER
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            var index = Vector512.Create((int)start) + Vector512<int>.Indices;
            for (; done <= count - 16; done += 16)
            {
                var isZero = IsZero(ref Unsafe.As<T, float>(ref Unsafe.Add(ref values, start + done)));
                Unsafe.As<int, Vector512<int>>(ref Unsafe.Add(ref nonzero, found)) = Avx512F.Compress(Vector512<int>.Zero, ~isZero, index);
                found += 16 - BitOperations.PopCount(isZero.ExtractMostSignificantBits());
                index += Vector512.Create(16);
            }
        }
#endif
        for (; done < count; done++)
        {
            // without a branch, which would be mispredicted half of the time
            Unsafe.Add(ref nonzero, found) = (int)(start + done);
            found += Unsafe.Add(ref values, start + done) != T.Zero ? 1 : 0;
        }

        return found;
    }

    /// <summary>Lists the indices from <paramref name="start"/> on, <paramref name="count"/> of them, whose value is not zero (NaN is not), and those whose value is.</summary>
    /// <returns>How many are not zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Split<T>(ref T values, nint start, nint count, ref int nonzero, ref int zero)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint found = 0, done = 0;
#if NET10_0_OR_GREATER
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            done = count & -16;
            found = SplitBySixteen(ref Unsafe.As<T, float>(ref Unsafe.Add(ref values, start)), start, done, ref nonzero, ref zero);
        }
#endif
        for (; done < count; done++)
        {
            // without a branch, which would be mispredicted half of the time
            var isNonzero = Unsafe.Add(ref values, start + done) != T.Zero ? 1 : 0;
            Unsafe.Add(ref nonzero, found) = (int)(start + done);
            Unsafe.Add(ref zero, done - found) = (int)(start + done);
            found += isNonzero;
        }

        return found;
    }

#if NET10_0_OR_GREATER
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint SplitBySixteen(ref float values, nint start, nint count, ref int nonzero, ref int zero)
    {
        nint found = 0;
        var index = Vector512.Create((int)start) + Vector512<int>.Indices;
        for (nint i = 0; i < count; i += 16)
        {
            var isZero = IsZero(ref Unsafe.Add(ref values, i));
            Unsafe.As<int, Vector512<int>>(ref Unsafe.Add(ref nonzero, found)) = Avx512F.Compress(Vector512<int>.Zero, ~isZero, index);
            Unsafe.As<int, Vector512<int>>(ref Unsafe.Add(ref zero, i - found)) = Avx512F.Compress(Vector512<int>.Zero, isZero, index);
            found += 16 - BitOperations.PopCount(isZero.ExtractMostSignificantBits());
            index += Vector512.Create(16);
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> IsZero(ref float values) => Vector512.Equals(Unsafe.As<float, Vector512<float>>(ref values), Vector512<float>.Zero).AsInt32();
#endif
}
