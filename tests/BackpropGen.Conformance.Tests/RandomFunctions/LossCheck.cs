using System;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>A loss of one output, through an activation: o = f(x).</summary>
internal static class LossCheck
{
    /// <summary>What is wrong with a network's loss and its derivative; null if nothing is.</summary>
    public static string? Failure(Formula loss, string output, ITrainableNetwork<double> network)
    {
        network.SetParameters([1, 0]);
        foreach (var (x, target) in Points.Of(loss))
        {
            var expected = Differences.At(
                argument =>
                {
                    var observation = new Observation();
                    return (loss.Evaluate([Of(output, argument), target], observation), observation);
                },
                x);
            if (expected is null)
            {
                continue;
            }

            double[] gradients = new double[2];
            double actual = network.ComputeLoss([x], [target]), training = network.ComputeGradients([x], [target], gradients);
            bool valueIsRight = IsNear(expected.Value, actual, 1e-10 * expected.Scale) && IsNear(expected.Value, training, 1e-10 * expected.Scale);
            bool slopeIsRight = expected.Derivative is not { } slope || IsNear(slope, gradients[1], (10 * expected.Uncertainty) + (1e-7 * Math.Max(expected.Scale, Math.Abs(slope))));
            if (!valueIsRight || !slopeIsRight)
            {
                return $"{loss.Write(["output", "target"], single: false)} with output {output}({x:R}), target {target:R}: {actual:R} ({training:R} in training), derivative {gradients[1]:R}; expected {expected.Value:R}, {expected.Derivative:R}";
            }
        }

        return null;
    }

    private static bool IsNear(double expected, double actual, double allowed) => Math.Abs(expected - actual) <= allowed;

    private static double Of(string output, double x) => output switch
    {
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        _ => x,
    };
}
