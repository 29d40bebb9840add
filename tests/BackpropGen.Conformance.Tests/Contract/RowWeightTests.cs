using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>The loss Σ w ℓ / Σ w over weighted rows.</summary>
public sealed class RowWeightTests
{
    private const double Learning = 0.1;

    public static TheoryData<string> Names => ContractNetworks.Names;

    /// <summary>Networks whose rows do not depend on each other, nor on their places.</summary>
    public static TheoryData<string> NamesOfPlainRows =>
        [.. ContractNetworks.Specs.Values.Where(spec => !spec.Layers.Any(layer => layer.Kind is LayerKind.BatchNorm or LayerKind.Dropout)).Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(NamesOfPlainRows))]
    public void Whole_weights_are_repetitions(string name)
    {
        double[] weights = [2, 0, 1, 3];
        int[] repeated = [0, 0, 2, 3, 3, 3];
        var (inputs, targets) = ContractNetworks.Rows<double>(name, weights.Length);
        var (network, twin) = (ContractNetworks.Double(name), ContractNetworks.Double(name));
        var (manyInputs, manyTargets) = (Rows(inputs, network.InputCount, repeated), Rows(targets, network.OutputCount, repeated));
        double[] gradients = new double[network.ParameterCount], expected = new double[network.ParameterCount];

        Assert.Equal(twin.ComputeLoss(manyInputs, manyTargets), network.ComputeLoss(inputs, targets, weights), 1e-12);
        Assert.Equal(twin.ComputeGradients(manyInputs, manyTargets, expected), network.ComputeGradients(inputs, targets, weights, gradients, default), 1e-12);
        Agree.OfLargest(expected, gradients, 1e-12, 1e-3, "gradients");
        for (var step = 0; step < 3; step++)
        {
            Assert.Equal(twin.TrainStep(manyInputs, manyTargets, new Sgd(Learning)), network.TrainStep(inputs, targets, weights, new Sgd(Learning)), 1e-12);
        }

        Agree.OfLargest(twin.GetParameters(), network.GetParameters(), 1e-12, 1, "parameters");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_weights_are_none(string name)
    {
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 5);
        var weights = Enumerable.Repeat(2.5, 5).ToArray();
        var (network, twin) = (ContractNetworks.Double(name), ContractNetworks.Double(name));
        for (var step = 0; step < 3; step++)
        {
            Assert.Equal(twin.ComputeLoss(inputs, targets), network.ComputeLoss(inputs, targets, weights), 1e-12);
            Assert.Equal(twin.TrainStep(inputs, targets, new Adam(0.01)), network.TrainStep(inputs, targets, weights, new Adam(0.01)), 1e-12);
        }

        // Adam divides small gradients by themselves, rounding and all
        Agree.OfLargest(twin.GetParameters(), network.GetParameters(), 1e-6, 1, "parameters");
        Agree.OfLargest(twin.GetStatistics(), network.GetStatistics(), 1e-6, 1, "statistics");
    }

    // the derivative along a random direction, of the very loss that is returned: batch statistics and masks included
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_the_weighted_loss(string name)
    {
        const double Step = 1e-6;
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 4);
        double[] weights = [0.5, 3, 0.25, 1];
        var network = ContractNetworks.Double(name);
        var (parameters, state) = (network.GetParameters(), network.RandomState);
        double[] gradients = new double[parameters.Length], other = new double[parameters.Length], inputGradients = new double[inputs.Length];
        network.ComputeGradients(inputs, targets, weights, gradients, inputGradients);
        var random = new Random(7);
        var direction = parameters.Select(_ => random.NextDouble() - 0.5).ToArray();
        double Loss(double factor)
        {
            network.SetParameters(parameters.Zip(direction, (p, d) => p + (factor * d)).ToArray());
            network.RandomState = state;
            return network.ComputeGradients(inputs, targets, weights, other, default);
        }

        var expected = (Loss(Step) - Loss(-Step)) / (2 * Step);
        Assert.Equal(expected, gradients.Zip(direction, (g, d) => g * d).Sum(), 1e-5 * Math.Max(1, Math.Abs(expected)));

        // a row's own gradient grows with its weight
        network.SetParameters(parameters);
        network.RandomState = state;
        var unweighted = new double[inputs.Length];
        network.ComputeGradients(inputs, targets, other, unweighted);
        Assert.NotEqual(unweighted, inputGradients);
    }

    [Theory]
    [InlineData("Small")]
    [InlineData("Classifier")]
    public void Weights_that_are_none_are_refused(string name)
    {
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 3);
        var network = ContractNetworks.Double(name);
        var before = network.GetParameters();
        Refused([1, 2], "rowWeights: expected 3 weights, one a row, or none, got 2.");
        Refused([1, -0.5, 1], "rowWeights: expected a finite number that is not negative, got -0.5 for row 1.");
        Refused([1, 1, double.NaN], "rowWeights: expected a finite number that is not negative, got NaN for row 2.");
        Refused([0, 0, 0], "rowWeights: expected at least one weight above 0, and all 3 are 0.");
        Assert.Equal(before, network.GetParameters());
        Assert.Null(network.OptimizerState.OptimizerName);

        void Refused(double[] weights, string message)
        {
            Assert.StartsWith(message, Assert.Throws<ArgumentException>("rowWeights", () => network.TrainStep(inputs, targets, weights, new Adam())).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>("rowWeights", () => network.ComputeLoss(inputs, targets, weights));
            Assert.Throws<ArgumentException>("rowWeights", () => network.ComputeGradients(inputs, targets, weights, new double[network.ParameterCount], default));
        }
    }

    private static double[] Rows(double[] values, int width, int[] rows) => [.. rows.SelectMany(row => values.Skip(row * width).Take(width))];
}
