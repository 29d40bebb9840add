using System;
using System.Linq;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>gain ⊙ (x − μ) / √(σ² + 10⁻⁵) + shift.</summary>
internal static class Norms
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;

    /// <summary>Mean and variance over the values of each row.</summary>
    public static Scalar[][] Layer(Scalar[][] rows, Scalar[] gain, Scalar[] shift) =>
        Array.ConvertAll(rows, row => Normalize(row, out _, out _).Select((value, i) => (gain[i] * value) + shift[i]).ToArray());

    /// <summary>Mean and variance over the rows in training, which moves the running statistics; those in inference.</summary>
    public static Scalar[][] Batch(Scalar[][] rows, Scalar[] gain, Scalar[] shift, bool training, Span<double> statistics)
    {
        var result = Array.ConvertAll(rows, row => new Scalar[row.Length]);
        var width = gain.Length;
        for (var i = 0; i < width; i++)
        {
            var column = Array.ConvertAll(rows, row => row[i]);
            Scalar[] normalized;
            if (training)
            {
                normalized = Normalize(column, out var mean, out var variance);
                statistics[i] += Momentum * (mean - statistics[i]);
                statistics[width + i] += Momentum * ((variance * rows.Length / (rows.Length - 1)) - statistics[width + i]);
            }
            else
            {
                var mean = statistics[i];
                var scale = 1 / Math.Sqrt(statistics[width + i] + Epsilon);
                normalized = Array.ConvertAll(column, x => scale * (x - mean));
            }

            for (var row = 0; row < rows.Length; row++)
            {
                result[row][i] = (gain[i] * normalized[row]) + shift[i];
            }
        }

        return result;
    }

    private static Scalar[] Normalize(Scalar[] values, out double mean, out double variance)
    {
        var mu = 1.0 / values.Length * Functions.Sum(values);
        var centred = Array.ConvertAll(values, x => x - mu);
        var sigma2 = 1.0 / values.Length * Functions.Sum(Array.ConvertAll(centred, d => d * d));
        var deviation = Functions.Sqrt(sigma2 + Epsilon);
        (mean, variance) = (mu.Value, sigma2.Value);
        return [.. centred.Select(d => d / deviation)];
    }
}
