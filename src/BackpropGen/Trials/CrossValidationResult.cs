using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace BackpropGen;

/// <summary>What cross-validation came to.</summary>
/// <param name="Folds">Each fold.</param>
/// <typeparam name="T">The type of the values: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed record CrossValidationResult<T>(IReadOnlyList<CrossValidationFold<T>> Folds)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The loss of the held-out rows.</summary>
    public MeanAndDeviation Loss => Of(fold => fold.Evaluation.Loss);

    /// <summary>The accuracy of the held-out rows; NaN for regression.</summary>
    public MeanAndDeviation Accuracy => Of(fold => fold.Evaluation.Accuracy);

    /// <summary>The coefficient of determination of the held-out rows.</summary>
    public MeanAndDeviation R2 => Of(fold => fold.Evaluation.R2);

    /// <summary>Any figure of the folds.</summary>
    public MeanAndDeviation Of(Func<CrossValidationFold<T>, double> figure) => MeanAndDeviation.Of(Folds.Select(figure));
}

/// <summary>One fold.</summary>
/// <param name="Network">Trained without the rows held out.</param>
/// <param name="Training">How that went.</param>
/// <param name="HeldOut">Those rows, standardized as the network's inputs were.</param>
/// <param name="Evaluation">What the network makes of them.</param>
/// <typeparam name="T">The type of the values: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed record CrossValidationFold<T>(ITrainableNetwork<T> Network, TrainingResult Training, Dataset<T> HeldOut, Evaluation Evaluation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>A mean and how far the values spread about it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The sample standard deviation (divided by one less than the number of values); NaN for a single value.</param>
public readonly record struct MeanAndDeviation(double Mean, double StandardDeviation)
{
    /// <summary>Of values, at least one.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static MeanAndDeviation Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        if (all.Length == 0)
        {
            throw new ArgumentException("There must be at least one value.", nameof(values));
        }

        double mean = all.Average();
        return new MeanAndDeviation(mean, Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1)));
    }

    /// <summary>Mean ± standard deviation, with four decimals.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} ± {StandardDeviation:F4}");
}
