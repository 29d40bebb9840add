using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Moves rows of any length through vectors: what stands beyond the end of a row reads as 0 and is not written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Lanes
{
    /// <summary>The values from an index on, one a lane; lanes beyond the end are 0.</summary>
    /// <param name="values">The values.</param>
    /// <param name="index">Where the first lane is taken from, not negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(this ReadOnlySpan<T> values, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => index <= values.Length - Vector<T>.Count ? new Vector<T>(values.Slice(index)) : LoadEnd(values, index);

    /// <inheritdoc cref="Load{T}(ReadOnlySpan{T}, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(this Span<T> values, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Load((ReadOnlySpan<T>)values, index);

    /// <summary>Writes the lanes from an index on; lanes beyond the end are dropped.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="index">Where the first lane goes, not negative.</param>
    /// <param name="value">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(this Span<T> destination, int index, Vector<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (index <= destination.Length - Vector<T>.Count)
        {
            value.CopyTo(destination.Slice(index));
        }
        else
        {
            StoreEnd(destination, index, value);
        }
    }

    /// <summary>The first <paramref name="count"/> lanes; the others become 0.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="count">How many to keep: any number, none if not above 0, all from <see cref="Vector{T}.Count"/> on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Keep<T>(Vector<T> value, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Vector.ConditionalSelect(Vector.LessThan(Numbers<T>.FromZero, new Vector<T>(Number<T>.From(count))), value, Vector<T>.Zero);

    /// <summary>The sum over the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Sum(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<T> LoadEnd<T>(ReadOnlySpan<T> values, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Vector<T>.Count];
        lanes.Clear();
        if (index < values.Length)
        {
            values.Slice(index).CopyTo(lanes);
        }

        return new Vector<T>(lanes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreEnd<T>(Span<T> destination, int index, Vector<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int lane = 0; index + lane < destination.Length; lane++)
        {
            destination[index + lane] = value[lane];
        }
    }

    private static class Numbers<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>0, 1, 2 …</summary>
        internal static readonly Vector<T> FromZero = Create();

        private static Vector<T> Create()
        {
            Span<T> lanes = stackalloc T[Vector<T>.Count];
            for (int i = 0; i < lanes.Length; i++)
            {
                lanes[i] = Number<T>.From(i);
            }

            return new Vector<T>(lanes);
        }
    }
}
