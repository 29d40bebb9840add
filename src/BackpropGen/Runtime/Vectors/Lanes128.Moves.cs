using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>Moves from and to spans.</content>
public partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(ReadOnlySpan<T> values, int index)
    {
        LaneRange.Verify(values.Length, index, Vector128<T>.Count);
        return Load(ref MemoryMarshal.GetReference(values), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128<T> value, Span<T> destination, int index)
    {
        LaneRange.Verify(destination.Length, index, Vector128<T>.Count);
        Store(value, ref MemoryMarshal.GetReference(destination), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public static Lanes128<T> LoadFirst(ReadOnlySpan<T> values, int index, int count)
    {
        if (count >= Vector128<T>.Count)
        {
            return Load(values, index);
        }

        count = Math.Max(count, 0);
        LaneRange.Verify(values.Length, index, count);
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), index);
        if (values.Length - index >= Vector128<T>.Count)
        {
            return KeepFirst(Load(ref first, 0), count);
        }

        // Only near the end of the span a whole register would read beyond it. No call, around which the registers of a caller's loop would go to memory.
        Vector128<T> lanes = Vector128<T>.Zero;
        for (nint i = 0; i < count; i++)
        {
            Unsafe.Add(ref Unsafe.As<Vector128<T>, T>(ref lanes), i) = Unsafe.Add(ref first, i);
        }

        return new() { _value = lanes };
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Lanes128<T> value, Span<T> destination, int index, int count)
    {
        count = Math.Clamp(count, 0, Vector128<T>.Count);
        LaneRange.Verify(destination.Length, index, count);
        if (count == 1)
        {
            destination[index] = value._value.ToScalar();
            return;
        }

        if (count == Vector128<T>.Count)
        {
            Store(value, ref MemoryMarshal.GetReference(destination), index);
        }
        else
        {
            StoreSingly(value._value, destination.Slice(index, count));
        }
    }

    private static void StoreSingly(Vector128<T> value, Span<T> destination)
    {
        if (destination.Length > 0)
        {
            destination[0] = value.ToScalar();
        }

        if (destination.Length > 1)
        {
            destination[1] = value.GetElement(1);
        }

        if (destination.Length > 2)
        {
            destination[2] = value.GetElement(2);
        }
    }
}
