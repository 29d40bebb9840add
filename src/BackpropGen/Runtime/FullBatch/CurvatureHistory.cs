using System;

namespace BackpropGen.Runtime;

/// <summary>The last changes s of parameters and y of gradients, from which −H g follows in two loops (Nocedal and Wright, algorithm 7.4).</summary>
/// <param name="capacity">Changes remembered.</param>
/// <param name="count">Parameters.</param>
internal sealed class CurvatureHistory(int capacity, int count)
{
    private readonly double[][] _steps = Rows(capacity, count);
    private readonly double[][] _changes = Rows(capacity, count);
    private readonly double[] _inverse = new double[capacity];
    private readonly double[] _factors = new double[capacity];
    private int _next;
    private int _length;

    /// <summary>Whether nothing is remembered: the direction is that of steepest descent.</summary>
    internal bool IsEmpty => _length == 0;

    internal void Clear() => (_next, _length) = (0, 0);

    /// <summary>Remembers a change, unless its curvature sᵀy is not clearly positive, so that H stays positive definite.</summary>
    internal void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> oldGradient, ReadOnlySpan<double> newGradient)
    {
        double[] s = _steps[_next], y = _changes[_next];
        for (int i = 0; i < count; i++)
        {
            s[i] = step[i];
            y[i] = newGradient[i] - oldGradient[i];
        }

        double curvature = Dot(s, y);
        if (curvature > 1e-10 * Dot(y, y))
        {
            _inverse[_next] = 1 / curvature;
            _next = (_next + 1) % capacity;
            _length = Math.Min(_length + 1, capacity);
        }
    }

    /// <summary>−H g.</summary>
    internal void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        for (int i = 0; i < count; i++)
        {
            direction[i] = -gradient[i];
        }

        for (int back = 1; back <= _length; back++)
        {
            int k = Index(back);
            _factors[k] = _inverse[k] * Dot(_steps[k], direction);
            Add(direction, -_factors[k], _changes[k]);
        }

        if (_length > 0)
        {
            int last = Index(1);
            double scale = 1 / (_inverse[last] * Dot(_changes[last], _changes[last]));
            for (int i = 0; i < count; i++)
            {
                direction[i] *= scale;
            }
        }

        for (int back = _length; back >= 1; back--)
        {
            int k = Index(back);
            Add(direction, _factors[k] - (_inverse[k] * Dot(_changes[k], direction)), _steps[k]);
        }
    }

    /// <summary>Σ a b.</summary>
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private int Index(int back) => (_next - back + capacity) % capacity;

    private static void Add(Span<double> destination, double factor, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] += factor * values[i];
        }
    }

    private static double[][] Rows(int rows, int columns)
    {
        double[][] result = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            result[i] = new double[columns];
        }

        return result;
    }
}
