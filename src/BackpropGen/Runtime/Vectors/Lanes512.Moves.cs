using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>Moves from and to spans.</content>
public partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ReadOnlySpan<T> values, int index)
    {
        LaneRange.Verify(values.Length, index, Vector512<T>.Count);
        return Load(ref MemoryMarshal.GetReference(values), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> value, Span<T> destination, int index)
    {
        LaneRange.Verify(destination.Length, index, Vector512<T>.Count);
        Store(value, ref MemoryMarshal.GetReference(destination), index);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LoadFirst(ReadOnlySpan<T> values, int index, int count)
    {
        count = Math.Clamp(count, 0, Vector512<T>.Count);
        LaneRange.Verify(values.Length, index, count);

        // Only near the end of the span a whole register would read beyond it.
        return values.Length - index >= Vector512<T>.Count ? KeepFirst(Load(ref MemoryMarshal.GetReference(values), index), count) : LoadHalves(values.Slice(index, count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Lanes512<T> value, Span<T> destination, int index, int count)
    {
        count = Math.Clamp(count, 0, Vector512<T>.Count);
        LaneRange.Verify(destination.Length, index, count);
        if (count == 1)
        {
            destination[index] = value._value.ToScalar();
            return;
        }

        if (count == Vector512<T>.Count)
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
    private static Lanes512<T> LoadHalves(ReadOnlySpan<T> values)
    {
        if (values.Length < Vector128<T>.Count)
        {
            return new() { _value = Lanes128<T>.Unwrap(Lanes128<T>.LoadSingly(values)).ToVector256().ToVector512() };
        }

        int half = Math.Min(values.Length, Vector256<T>.Count);
        Vector256<T> lower = Lanes256<T>.Unwrap(Lanes256<T>.LoadFirst(values, 0, half));
        Vector256<T> upper = Lanes256<T>.Unwrap(Lanes256<T>.LoadFirst(values, half, values.Length - half));
        return new() { _value = Vector512.Create(lower, upper) };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreHalves(Vector512<T> value, Span<T> destination)
    {
        int half = Math.Min(destination.Length, Vector256<T>.Count);
        Lanes256<T>.StoreFirst(Lanes256<T>.Wrap(value.GetLower()), destination, 0, half);
        Lanes256<T>.StoreFirst(Lanes256<T>.Wrap(value.GetUpper()), destination, half, destination.Length - half);
    }
}
