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
    public static Lanes128<T> LoadFirst(ReadOnlySpan<T> values, int index, int count)
    {
        count = Math.Clamp(count, 0, Vector128<T>.Count);
        LaneRange.Verify(values.Length, index, count);

        // Only near the end of the span a whole register would read beyond it.
        return values.Length - index >= Vector128<T>.Count ? KeepFirst(Load(ref MemoryMarshal.GetReference(values), index), count) : LoadSingly(values.Slice(index, count));
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

    /// <summary>A few values, less than a register has.</summary>
    internal static Lanes128<T> LoadSingly(ReadOnlySpan<T> values)
    {
        Vector128<T> lanes = Vector128<T>.Zero;
        if (values.Length > 0)
        {
            lanes = lanes.WithElement(0, values[0]);
        }

        if (values.Length > 1)
        {
            lanes = lanes.WithElement(1, values[1]);
        }

        if (values.Length > 2)
        {
            lanes = lanes.WithElement(2, values[2]);
        }

        return new() { _value = lanes };
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
