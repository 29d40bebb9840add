using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>(JᵀJ + μ I) h = −Jᵀr in double: sums over the rows of J, solved by Cholesky's method (Golub and Van Loan, Matrix Computations, 4.2).</summary>
/// <param name="count">Unknowns.</param>
internal sealed class NormalEquations(int count)
{
    private readonly double[] _matrix = new double[checked(count * count)];
    private readonly double[] _factor = new double[checked(count * count)];
    private readonly double[] _gradient = new double[count];

    /// <summary>Jᵀr.</summary>
    internal ReadOnlySpan<double> Gradient => _gradient;

    /// <summary>Bytes that so many unknowns take.</summary>
    internal static double BytesOf(int count) => sizeof(double) * ((2.0 * count * count) + count);

    /// <summary>JᵀJ and Jᵀr of no rows.</summary>
    internal void Clear()
    {
        Array.Clear(_matrix);
        Array.Clear(_gradient);
    }

    /// <summary>Adds a row of J and its residual.</summary>
    internal void Add(ReadOnlySpan<double> row, double residual)
    {
        AddProduct(_gradient, residual, row);
        for (int i = 0; i < count; i++)
        {
            // the lower triangle is enough
            AddProduct(_matrix.AsSpan(i * count, i + 1), row[i], row.Slice(0, i + 1));
        }
    }

    /// <summary>Solves for h.</summary>
    /// <param name="damping">μ.</param>
    /// <param name="step">h; overwritten.</param>
    /// <returns>Whether the matrix is positive definite in double precision.</returns>
    internal bool TrySolve(double damping, Span<double> step)
    {
        if (!TryFactor(damping))
        {
            return false;
        }

        // L y = −Jᵀr, then Lᵀ h = y
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = _factor.AsSpan(i * count, i);
            step[i] = (-_gradient[i] - Dot(row, step.Slice(0, i))) / _factor[(i * count) + i];
        }

        for (int i = count - 1; i >= 0; i--)
        {
            step[i] /= _factor[(i * count) + i];
            AddProduct(step.Slice(0, i), -step[i], _factor.AsSpan(i * count, i));
        }

        return true;
    }

    /// <summary>JᵀJ + μ I = L Lᵀ, row by row.</summary>
    private bool TryFactor(double damping)
    {
        for (int i = 0; i < count; i++)
        {
            Span<double> row = _factor.AsSpan(i * count, i + 1);
            for (int j = 0; j < i; j++)
            {
                row[j] = (_matrix[(i * count) + j] - Dot(row.Slice(0, j), _factor.AsSpan(j * count, j))) / _factor[(j * count) + j];
            }

            double square = _matrix[(i * count) + i] + damping - Dot(row.Slice(0, i), row.Slice(0, i));
            if (!(square > 0 && double.IsFinite(square)))
            {
                return false;
            }

            row[i] = Math.Sqrt(square);
        }

        return true;
    }

    private static void AddProduct(Span<double> destination, double factor, ReadOnlySpan<double> values)
    {
        int i = 0;
        Vector<double> factors = new(factor);
        for (; i <= destination.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(destination.Slice(i)) + (factors * new Vector<double>(values.Slice(i)))).CopyTo(destination.Slice(i));
        }

        for (; i < destination.Length; i++)
        {
            destination[i] += factor * values[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        int i = 0;
        Vector<double> sums = default;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(left.Slice(i)) * new Vector<double>(right.Slice(i));
        }

        double sum = Vector.Sum(sums);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
