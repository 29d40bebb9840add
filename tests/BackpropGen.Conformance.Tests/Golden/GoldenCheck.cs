using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Outputs, loss and every gradient of a reference case, at the tolerances of the reference's own description.</summary>
internal static class GoldenCheck
{
    /// <summary>Double: outputs and loss 1e-12 of each value, gradients 1e-11 of each value, and 1e-13.</summary>
    public static void Double(ITrainableNetwork<double> network, GoldenCase golden)
    {
        var result = Run(network, golden);
        Agree.Each(GoldenCase.Flat(golden.Output), result.Outputs, 1e-12, 1e-13, "output");
        foreach (var loss in result.Losses)
        {
            Agree.One(golden.LossValue, loss * golden.LossScale, 1e-12, 1e-13, "loss");
        }

        foreach (var (expected, actual, name) in Tensors(golden, result))
        {
            Agree.Each(expected, actual, 1e-11, 1e-13, name);
        }
    }

    /// <summary>Float: outputs 5e-6, loss 2e-5, gradients 3e-4, of the largest entry of each tensor and of 1e-3 at least.</summary>
    public static void Single(ITrainableNetwork<float> network, GoldenCase golden)
    {
        var result = Run(network, golden);
        Agree.OfLargest(GoldenCase.Flat(golden.Output), result.Outputs, 5e-6, 1e-3, "output");
        foreach (var loss in result.Losses)
        {
            Agree.OfLargest([golden.LossValue], [loss * golden.LossScale], 2e-5, 1e-3, "loss");
        }

        foreach (var (expected, actual, name) in Tensors(golden, result))
        {
            Agree.OfLargest(expected, actual, 3e-4, 1e-3, name);
        }
    }

    private static Result Run<T>(ITrainableNetwork<T> network, GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.SetParameters(GoldenCase.Canonical(golden.W, golden.B).To<T>());
        var inputs = GoldenCase.Flat(golden.X).To<T>();
        var targets = GoldenCase.Flat(golden.Target).To<T>();
        var outputs = new T[golden.Batch * network.OutputCount];
        var gradients = new T[network.ParameterCount];
        var gradientsAlone = new T[network.ParameterCount];
        var inputGradients = new T[inputs.Length];
        network.Predict(inputs, outputs);
        T[] losses =
        [
            network.ComputeLoss(inputs, targets),
            network.ComputeGradients(inputs, targets, gradients, inputGradients),
            network.ComputeGradients(inputs, targets, gradientsAlone),
        ];
        return new(
            outputs.ToDouble(),
            losses.ToDouble(),
            Scaled(gradients, golden),
            Scaled(gradientsAlone, golden),
            Scaled(inputGradients, golden));
    }

    private static double[] Scaled<T>(T[] gradients, GoldenCase golden)
        where T : INumberBase<T> => [.. gradients.ToDouble().Select(value => value * golden.LossScale)];

    private static System.Collections.Generic.IEnumerable<(double[] Expected, double[] Actual, string Name)> Tensors(GoldenCase golden, Result result)
    {
        foreach (var (gradients, call) in new[] { (result.Gradients, ""), (result.GradientsAlone, " without input gradients") })
        {
            var offset = 0;
            for (var layer = 0; layer < golden.W.Length; layer++)
            {
                var weights = GoldenCase.Flat(golden.WeightGradients[layer]);
                var biases = golden.BiasGradients[layer];
                yield return (weights, gradients.AsSpan(offset, weights.Length).ToArray(), $"dW{layer + 1}{call}");
                yield return (biases, gradients.AsSpan(offset + weights.Length, biases.Length).ToArray(), $"db{layer + 1}{call}");
                offset += weights.Length + biases.Length;
            }
        }

        yield return (GoldenCase.Flat(golden.InputGradients), result.InputGradients, "dx");
    }

    private sealed record Result(double[] Outputs, double[] Losses, double[] Gradients, double[] GradientsAlone, double[] InputGradients);
}
