using System;
using System.Linq;
using BackpropGen;

namespace CurveFit;

/// <summary>What is to be learned: sin 3x from −1 to 1, and nothing between the samples.</summary>
internal static class Curve
{
    /// <summary>41 samples, evenly spaced.</summary>
    public static Dataset<double> Samples { get; } = Sampled(41);

    /// <summary>Places between, where it shows whether the curve was learned or the samples only.</summary>
    public static Dataset<double> Between { get; } = Sampled(401);

    /// <summary>What a network makes of each place.</summary>
    public static double[] Of(CurveNetwork network)
    {
        var outputs = new double[Between.RowCount];
        network.Predict(Between.Inputs, outputs);
        return outputs;
    }

    /// <summary>The root of the mean squared error over all places.</summary>
    public static double Error(CurveNetwork network) =>
        Math.Sqrt(Of(network).Zip(Between.Targets.ToArray(), (y, t) => (y - t) * (y - t)).Average());

    private static Dataset<double> Sampled(int count)
    {
        double[] x = [.. Enumerable.Range(0, count).Select(i => -1 + (2.0 * i / (count - 1)))];
        return new Dataset<double>(x, 1, [.. x.Select(place => Math.Sin(3 * place))], 1);
    }
}
