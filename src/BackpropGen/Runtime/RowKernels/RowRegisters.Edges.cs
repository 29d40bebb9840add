using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BackpropGen.Runtime;

/// <content>Loads and stores of as many values as a layer has units: by halves, down to single numbers, all of it known when a method is compiled.</content>
public static partial class RowRegisters
{
    /// <summary>The first values of a span, and zeros in the lanes behind them.</summary>
    /// <typeparam name="TLanes">A register with a lane for each.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">At least so many; nothing beyond is read.</param>
    /// <param name="count">How many, a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Load<TLanes, T>(ReadOnlySpan<T> values, int count)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(values.Length, count, nameof(values));
        ref var first = ref MemoryMarshal.GetReference(values);
        if (count >= TLanes.Count)
        {
            return TLanes.Load(ref first, 0);
        }

        if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            return Unsafe.BitCast<Vector512<T>, TLanes>(Vector512.Create(First256(ref first, 0, count), First256(ref first, Vector256<T>.Count, count)));
        }

        return typeof(TLanes) == typeof(Lanes256<T>)
            ? Unsafe.BitCast<Vector256<T>, TLanes>(First256(ref first, 0, count))
            : Unsafe.BitCast<Vector128<T>, TLanes>(First128(ref first, 0, count));
    }

    /// <summary>Writes the first lanes, and nothing beyond.</summary>
    /// <typeparam name="TLanes">A register with a lane for each.</typeparam>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="value">The lanes.</param>
    /// <param name="destination">At least so many; overwritten.</param>
    /// <param name="count">How many, a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, T>(TLanes value, Span<T> destination, int count)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowKernels.Require(destination.Length, count, nameof(destination));
        ref var first = ref MemoryMarshal.GetReference(destination);
        if (count >= TLanes.Count)
        {
            TLanes.Store(value, ref first, 0);
        }
        else if (typeof(TLanes) == typeof(Lanes512<T>))
        {
            var lanes = Unsafe.BitCast<TLanes, Vector512<T>>(value);
            StoreFirst(lanes.GetLower(), ref first, 0, count);
            StoreFirst(lanes.GetUpper(), ref first, Vector256<T>.Count, count);
        }
        else if (typeof(TLanes) == typeof(Lanes256<T>))
        {
            StoreFirst(Unsafe.BitCast<TLanes, Vector256<T>>(value), ref first, 0, count);
        }
        else
        {
            StoreFirst(Unsafe.BitCast<TLanes, Vector128<T>>(value), ref first, 0, count);
        }
    }

    /// <summary>The values from an index on, as far as there are so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> First256<T>(ref T values, int index, int count)
        where T : unmanaged
        => count - index >= Vector256<T>.Count ? Vector256.LoadUnsafe(ref values, (nuint)index)
        : count <= index ? Vector256<T>.Zero
        : Vector256.Create(First128(ref values, index, count), First128(ref values, index + Vector128<T>.Count, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> First128<T>(ref T values, int index, int count)
        where T : unmanaged
    {
        if (count - index >= Vector128<T>.Count)
        {
            return Vector128.LoadUnsafe(ref values, (nuint)index);
        }

        if (count <= index)
        {
            return Vector128<T>.Zero;
        }

        var lanes = Vector128.CreateScalar(Unsafe.Add(ref values, index));
        lanes = count - index > 1 ? lanes.WithElement(1, Unsafe.Add(ref values, index + 1)) : lanes;
        return count - index > 2 ? lanes.WithElement(2, Unsafe.Add(ref values, index + 2)) : lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst<T>(Vector256<T> value, ref T destination, int index, int count)
        where T : unmanaged
    {
        if (count - index >= Vector256<T>.Count)
        {
            value.StoreUnsafe(ref destination, (nuint)index);
        }
        else if (count > index)
        {
            StoreFirst(value.GetLower(), ref destination, index, count);
            StoreFirst(value.GetUpper(), ref destination, index + Vector128<T>.Count, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst<T>(Vector128<T> value, ref T destination, int index, int count)
        where T : unmanaged
    {
        if (count - index >= Vector128<T>.Count)
        {
            value.StoreUnsafe(ref destination, (nuint)index);
            return;
        }

        if (count > index)
        {
            Unsafe.Add(ref destination, index) = value.ToScalar();
        }

        if (count - index > 1)
        {
            Unsafe.Add(ref destination, index + 1) = value.GetElement(1);
        }

        if (count - index > 2)
        {
            Unsafe.Add(ref destination, index + 2) = value.GetElement(2);
        }
    }
}
