using System;
using System.Numerics;

namespace BackpropGen;

/// <summary>
/// z-scores: (x − mean) / scale for each input column, with the mean and standard deviation of the training data. Fit it on the
/// training part only and apply the same one to all other data, so that nothing of the other data leaks into training.
/// </summary>
/// <typeparam name="T">The type of the values: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Standardization<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    /// <summary>A standardization of known mean and scale, copied.</summary>
    /// <param name="mean">One finite value an input column, at least one.</param>
    /// <param name="scale">As many, finite and greater than 0.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value is out of range.</exception>
    public Standardization(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale)
    {
        if (mean.Length == 0 || mean.Length != scale.Length)
        {
            throw new ArgumentException($"There must be as many scales as means, at least one: {mean.Length} means, {scale.Length} scales.", nameof(scale));
        }

        for (int i = 0; i < mean.Length; i++)
        {
            if (!double.IsFinite(mean[i]) || !double.IsFinite(scale[i]) || scale[i] <= 0)
            {
                throw new ArgumentException($"Column {i} must have a finite mean and a finite scale greater than 0, and has mean {mean[i]:R} and scale {scale[i]:R}.", nameof(scale));
            }
        }

        _mean = mean.ToArray();
        _scale = scale.ToArray();
    }

    /// <summary>Input columns.</summary>
    public int InputCount => _mean.Length;

    /// <summary>What is subtracted from each column.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>What each column is then divided by.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <summary>The mean and population standard deviation (divided by the number of rows) of each input column, in double; a constant column is divided by 1.</summary>
    /// <exception cref="ArgumentException">There are no rows, or a column holds a value that is not finite.</exception>
#pragma warning disable CA1000 // The type argument is that of the data
    public static Standardization<T> Fit(Dataset<T> training)
#pragma warning restore CA1000
    {
        ArgumentNullException.ThrowIfNull(training);
        if (training.RowCount == 0)
        {
            throw new ArgumentException("The data must have at least one row.", nameof(training));
        }

        var mean = new double[training.InputCount];
        var scale = new double[training.InputCount];
        for (int column = 0; column < mean.Length; column++)
        {
            (mean[column], scale[column]) = MeanAndScale(training, column);
        }

        return new Standardization<T>(mean, scale);
    }

    /// <summary>The same rows with standardized inputs; the targets stay.</summary>
    /// <exception cref="ArgumentException">The data have another number of inputs.</exception>
    public Dataset<T> Apply(Dataset<T> dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.InputCount != InputCount)
        {
            throw new ArgumentException($"The data must have {InputCount} inputs a row, and have {dataset.InputCount}.", nameof(dataset));
        }

        var inputs = new T[dataset.Inputs.Length];
        Apply(dataset.Inputs, inputs);
        return new Dataset<T>(inputs, dataset.InputCount, dataset.Targets.ToArray(), dataset.TargetCount, dataset.ClassNames, dataset.Weights.ToArray());
    }

    /// <summary>Standardizes any number of rows.</summary>
    /// <param name="inputs">rows × <see cref="InputCount"/>.</param>
    /// <param name="outputs">As many values; overwritten. May be the same memory.</param>
    /// <exception cref="ArgumentException">A length is not a whole number of rows, or the two differ.</exception>
    public void Apply(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        if (inputs.Length % InputCount != 0)
        {
            throw new ArgumentException($"The length must be a whole number of rows of {InputCount} values, and is {inputs.Length}.", nameof(inputs));
        }

        if (outputs.Length != inputs.Length)
        {
            throw new ArgumentException($"The length must be {inputs.Length} as that of the inputs, and is {outputs.Length}.", nameof(outputs));
        }

        for (int row = 0; row < inputs.Length; row += InputCount)
        {
            for (int column = 0; column < _mean.Length; column++)
            {
                double x = double.CreateTruncating(inputs[row + column]);
                outputs[row + column] = T.CreateTruncating((x - _mean[column]) / _scale[column]);
            }
        }
    }

    private static (double Mean, double Scale) MeanAndScale(Dataset<T> training, int column)
    {
        double first = Value(training, 0, column);
        double sum = 0;
        bool constant = true;
        for (int row = 0; row < training.RowCount; row++)
        {
            double x = Value(training, row, column);
            sum += x;
            constant &= x == first;
        }

        double mean = sum / training.RowCount;
        if (!double.IsFinite(mean))
        {
            throw new ArgumentException($"All inputs must be finite, and those of column {column} have the mean {mean:R}.", nameof(training));
        }

        // not by a deviation of 0: the mean of equal values may be rounded
        return constant ? (first, 1) : (mean, Deviation(training, column, mean));
    }

    private static double Deviation(Dataset<T> data, int column, double mean)
    {
        double squares = 0;
        for (int row = 0; row < data.RowCount; row++)
        {
            double d = Value(data, row, column) - mean;
            squares += d * d;
        }

        return Math.Sqrt(squares / data.RowCount);
    }

    private static double Value(Dataset<T> data, int row, int column) => double.CreateTruncating(data.Inputs[(row * data.InputCount) + column]);
}
