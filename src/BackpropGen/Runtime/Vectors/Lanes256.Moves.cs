using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>Moves from and to spans.</content>
public partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(ReadOnlySpan<T> values, int index)
    {
        LaneRange.Verify(values.Length, index, Vector256<T>.Count);
        return Load(ref MemoryMarshal.GetReference(values), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256<T> value, Span<T> destination, int index)
    {
        LaneRange.Verify(destination.Length, index, Vector256<T>.Count);
        Store(value, ref MemoryMarshal.GetReference(destination), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LoadFirst(ReadOnlySpan<T> values, int index, int count)
    {
        count = Math.Clamp(count, 0, Vector256<T>.Count);
        LaneRange.Verify(values.Length, index, count);

        // Only near the end of the span a whole register would read beyond it.
        return values.Length - index >= Vector256<T>.Count ? KeepFirst(Load(ref MemoryMarshal.GetReference(values), index), count) : LoadHalves(values.Slice(index, count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Lanes256<T> value, Span<T> destination, int index, int count)
    {
        count = Math.Clamp(count, 0, Vector256<T>.Count);
        LaneRange.Verify(destination.Length, index, count);
        if (count == 1)
        {
            destination[index] = value._value.ToScalar();
            return;
        }

        if (count == Vector256<T>.Count)
        {
            Store(value, ref MemoryMarshal.GetReference(destination), index);
        }
        else
        {
            StoreHalves(value._value, destination.Slice(index, count));
        }
    }

    // In halves down to single values, since a register that is gathered in memory is read before it is written there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Lanes256<T> LoadHalves(ReadOnlySpan<T> values)
    {
        if (values.Length < Vector128<T>.Count)
        {
            return new() { _value = Lanes128<T>.Unwrap(Lanes128<T>.LoadSingly(values)).ToVector256() };
        }

        int half = Math.Min(values.Length, Vector128<T>.Count);
        Vector128<T> lower = Lanes128<T>.Unwrap(Lanes128<T>.LoadFirst(values, 0, half));
        Vector128<T> upper = Lanes128<T>.Unwrap(Lanes128<T>.LoadFirst(values, half, values.Length - half));
        return new() { _value = Vector256.Create(lower, upper) };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreHalves(Vector256<T> value, Span<T> destination)
    {
        int half = Math.Min(destination.Length, Vector128<T>.Count);
        Lanes128<T>.StoreFirst(Lanes128<T>.Wrap(value.GetLower()), destination, 0, half);
        Lanes128<T>.StoreFirst(Lanes128<T>.Wrap(value.GetUpper()), destination, half, destination.Length - half);
    }
}
