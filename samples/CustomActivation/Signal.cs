using System;
using System.Linq;
using BackpropGen;

namespace CustomActivation;

/// <summary>A rising wave with noise, x/4 + sin 2x, sampled from −5 to 5.</summary>
internal static class Signal
{
    private const int Count = 400;

    /// <summary>The samples to learn from.</summary>
    public static Dataset<double> Samples { get; } = Noisy();

    /// <summary>The signal without noise, between the samples.</summary>
    public static Dataset<double> Inside { get; } = Clean(-5, 5);

    /// <summary>The signal where nothing was sampled.</summary>
    public static Dataset<double> Beyond { get; } = Clean(5, 8);

    /// <summary>The root of the mean squared difference of a network's outputs from a signal.</summary>
    public static double Error(ITrainableNetwork<double> network, Dataset<double> signal)
    {
        var outputs = new double[signal.RowCount];
        network.Predict(signal.Inputs, outputs);
        return Math.Sqrt(outputs.Zip(signal.Targets.ToArray(), (y, t) => (y - t) * (y - t)).Average());
    }

    /// <summary>The share of the samples below a network's outputs.</summary>
    public static double ShareBelow(ITrainableNetwork<double> network)
    {
        var outputs = new double[Samples.RowCount];
        network.Predict(Samples.Inputs, outputs);
        return outputs.Zip(Samples.Targets.ToArray(), (y, t) => t < y ? 1.0 : 0).Average();
    }

    private static double At(double x) => (0.25 * x) + Math.Sin(2 * x);

    private static Dataset<double> Clean(double from, double to)
    {
        double[] x = [.. Enumerable.Range(0, Count).Select(i => from + ((to - from) * i / (Count - 1)))];
        return new Dataset<double>(x, 1, [.. x.Select(At)], 1);
    }

    private static Dataset<double> Noisy()
    {
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, Count).Select(i => -5 + (10.0 * i / (Count - 1)))];
        return new Dataset<double>(x, 1, [.. x.Select(place => At(place) + (0.2 * ((random.NextDouble() * 2) - 1)))], 1);
    }
}
