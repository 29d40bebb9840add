using System;
using System.ComponentModel;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// Copies, sums and masks that do not depend on the network. Matrices are row-major. Deterministic: the same arguments give the same bits on the same machine.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Kernels
{
    /// <summary>The sum of all values, accumulated in double and rounded once.</summary>
    /// <param name="values">Any number of values; the sum of none is 0.</param>
    public static T Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<double> even = default, odd = default;
        int i = 0;
        for (; i <= values.Length - 2 * Vector<double>.Count; i += 2 * Vector<double>.Count)
        {
            (Vector<double> first, Vector<double> second) = LoadAsDouble(values.Slice(i, 2 * Vector<double>.Count));
            even += first;
            odd += second;
        }

        double sum = Vector.Sum(even + odd);
        for (; i < values.Length; i++)
        {
            sum += Number<T>.ToDouble(values[i]);
        }

        return Number<T>.From(sum);
    }

    /// <summary>The sum of all squares, accumulated in double.</summary>
    /// <param name="values">Any number of values; the sum of none is 0.</param>
    public static double SumOfSquares<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<double> even = default, odd = default;
        int i = 0;
        for (; i <= values.Length - 2 * Vector<double>.Count; i += 2 * Vector<double>.Count)
        {
            (Vector<double> first, Vector<double> second) = LoadAsDouble(values.Slice(i, 2 * Vector<double>.Count));
            even += first * first;
            odd += second * second;
        }

        double sum = Vector.Sum(even + odd);
        for (; i < values.Length; i++)
        {
            double value = Number<T>.ToDouble(values[i]);
            sum += value * value;
        }

        return sum;
    }

    /// <summary>Copies some columns of one matrix to another.</summary>
    /// <param name="source">rows × <paramref name="sourceWidth"/>.</param>
    /// <param name="sourceWidth">Columns of the source.</param>
    /// <param name="sourceColumn">The first one to copy.</param>
    /// <param name="destination">rows × <paramref name="destinationWidth"/>.</param>
    /// <param name="destinationWidth">Columns of the destination.</param>
    /// <param name="destinationColumn">Where the first one goes.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="rows">Rows.</param>
    public static void CopyColumns<T>(
        ReadOnlySpan<T> source, int sourceWidth, int sourceColumn, Span<T> destination, int destinationWidth, int destinationColumn, int count, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row++)
        {
            source.Slice(row * sourceWidth + sourceColumn, count).CopyTo(destination.Slice(row * destinationWidth + destinationColumn, count));
        }
    }

    /// <summary>Copies rows between matrices whose rows are some numbers apart: as many numbers of each as the narrower has.</summary>
    /// <param name="source">Rows to read.</param>
    /// <param name="sourceStride">Numbers from one to the next.</param>
    /// <param name="destination">Rows to write.</param>
    /// <param name="destinationStride">Numbers from one to the next.</param>
    /// <param name="rows">How many rows.</param>
    public static void CopyRows<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (sourceStride == destinationStride)
        {
            source.Slice(0, rows * sourceStride).CopyTo(destination);
        }
        else
        {
            CopyColumns(source, sourceStride, 0, destination, destinationStride, 0, int.Min(sourceStride, destinationStride), rows);
        }
    }

    private static (Vector<double> First, Vector<double> Second) LoadAsDouble<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Vector.Widen(new Vector<T>(values).As<T, float>(), out Vector<double> first, out Vector<double> second);
            return (first, second);
        }

        return (new Vector<T>(values).As<T, double>(), new Vector<T>(values.Slice(Vector<double>.Count)).As<T, double>());
    }
}
