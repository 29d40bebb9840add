using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Contract;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Reports;

/// <summary>What an epoch's report says of each layer.</summary>
public sealed class LayerReportTests
{
    private const ActivationKind Sigmoid = ActivationKind.Sigmoid;

    private static readonly NetworkSpec
        Small = Network("ReportedSmall", 2, LossKind.HalfSquaredError, Dense(3, ActivationKind.Tanh), Dense(2)),
        Rectified = Network("ReportedRectified", 2, LossKind.HalfSquaredError, Dense(4, ActivationKind.ReLU), Dense(1)),
        Deep = Network("ReportedDeep", 4, LossKind.HalfSquaredError, [.. Enumerable.Repeat(Dense(6, Sigmoid), 9), Dense(2)]),
        Linear = Network("ReportedLinear", 3, LossKind.HalfSquaredError, [.. Enumerable.Repeat(Dense(6), 6), Dense(2)]),
        Mixed = Network("ReportedMixed", 3, LossKind.Auto, Dense(5), BatchNorm(), Activate(ActivationKind.ReLU), Dropout(0.2), Dense(4, ActivationKind.Tanh), Dense(3, ActivationKind.Softmax));

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile([Small, Rectified, Deep, Linear, Mixed]));

    [Fact]
    public void Nothing_is_reported_unless_asked_for()
    {
        var network = Networks.Value.Create<double>(Small);
        Assert.Null(network.Train(Data(2, 2), Options with { LayerReports = false }).History[0].Layers);
    }

    [Fact]
    public void Training_is_the_same_to_the_bit()
    {
        ITrainableNetwork<double> with = Networks.Value.Create<double>(Mixed), without = Networks.Value.Create<double>(Mixed);
        with.Train(Data(3, 3), Options with { Epochs = 4 });
        without.Train(Data(3, 3), Options with { Epochs = 4, LayerReports = false });
        Assert.Equal(without.GetParameters(), with.GetParameters());
        Assert.Equal(without.GetStatistics(), with.GetStatistics());
        Assert.Equal(without.RandomState, with.RandomState);
    }

    [Fact]
    public void Norms_are_those_of_parameters_updates_gradients_and_deltas()
    {
        var network = Networks.Value.Create<double>(Small);
        var data = Data(2, 2);
        var before = network.GetParameters();
        var layers = network.Train(data, Options).History[^1].Layers!;
        var after = network.GetParameters();
        var gradients = new double[network.ParameterCount];
        network.ComputeGradients(data.Inputs, data.Targets, gradients);
        Assert.Equal(["dense1", "dense2"], layers.Select(layer => layer.Name));
        foreach (var (layer, range) in layers.Zip(new[] { 0..9, 9..17 }))
        {
            Agree.One(Norm(after[range]), layer.ParameterNorm, 1e-12, 0, "parameters");
            Agree.One(Norm([.. after[range].Zip(before[range], (a, b) => a - b)]), layer.UpdateNorm, 1e-12, 0, "updates");
            Agree.One(Norm(gradients[range]), layer.GradientNorm, 1e-12, 0, "gradients");
            Assert.Empty(layer.Warnings);
        }

        // δ of a row's loss ½ ‖o − t‖² is o − t
        var outputs = new double[data.Targets.Length];
        network.Predict(data.Inputs, outputs);
        var deltas = outputs.Zip(data.Targets.ToArray(), (o, t) => o - t).Chunk(2).Average(Norm);
        Agree.One(deltas, layers[1].DeltaNorm, 1e-12, 0, "deltas");
        Assert.Equal((null, 0.0), (layers[0].DeadShare, layers[0].SaturatedShare));
    }

    [Fact]
    public void Layers_with_parameters_or_an_activation_are_reported()
    {
        var layers = Networks.Value.Create<double>(Mixed).Train(Data(3, 3), Options).History[0].Layers!;
        Assert.Equal(["Dense", "BatchNorm", "Activate", "Dense", "Dense"], layers.Select(layer => layer.Kind));
        Assert.Equal([true, false, false, true, true], layers.Select(layer => double.IsFinite(layer.DeltaNorm)));
        Assert.Equal([true, true, false, true, true], layers.Select(layer => double.IsFinite(layer.GradientNorm)));
        Assert.Equal([false, false, true, false, false], layers.Select(layer => layer.DeadShare is not null));
        Assert.Equal([false, false, false, true, false], layers.Select(layer => layer.SaturatedShare is not null));
    }

    [Fact]
    public void Dead_units_are_counted_and_named()
    {
        var network = Networks.Value.Create<double>(Rectified);

        // units 1 to 3 of 4 are off wherever the inputs lie between −1 and 1
        network.SetParameters([1, 1, 1, 1, 1, 1, 1, 1, 9, -9, -9, -9, 1, 1, 1, 1, 0]);
        var layer = network.Train(Data(2, 1), Options with { Optimizer = new Sgd(0) }).History[0].Layers![0];
        Assert.Equal(0.75, layer.DeadShare);
        Assert.StartsWith("75 % of the units of dense1 are dead", Assert.Single(layer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Saturated_values_are_counted_and_named_in_hidden_layers()
    {
        var network = Networks.Value.Create<double>(Small);
        network.SetParameters([.. Enumerable.Repeat(0.0, 6), 9, -9, 0, .. Enumerable.Repeat(0.1, 8)]);
        var layer = network.Train(Data(2, 2), Options with { Optimizer = new Sgd(0) }).History[0].Layers![0];
        Assert.Equal(2.0 / 3, layer.SaturatedShare);
        Assert.StartsWith("67 % of the values of dense1 are saturated", Assert.Single(layer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Vanishing_gradients_are_named()
    {
        var layers = Networks.Value.Create<double>(Deep).Train(Data(4, 2), Options).History[0].Layers!;
        Assert.StartsWith("The gradients vanish: the deltas of dense1 are ", Assert.Single(layers[0].Warnings), StringComparison.Ordinal);
        Assert.Empty(layers[^1].Warnings);
        Assert.All(layers.Zip(layers.Skip(1)), pair => Assert.True(pair.First.DeltaNorm < pair.Second.DeltaNorm));
    }

    [Fact]
    public void Exploding_gradients_are_named()
    {
        var network = Networks.Value.Create<double>(Linear);
        network.SetParameters([.. Enumerable.Repeat(2.0, network.ParameterCount)]);
        var layers = network.Train(Data(3, 2), Options with { Optimizer = new Sgd(0) }).History[0].Layers!;
        Assert.StartsWith("The gradients explode: the deltas of dense1 are ", Assert.Single(layers[0].Warnings), StringComparison.Ordinal);
        Assert.Empty(layers[^1].Warnings);
    }

    private static TrainingOptions Options => new() { Optimizer = new Sgd(0.05), Epochs = 1, BatchSize = 8, LayerReports = true };

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    /// <summary>40 rows, less than a sample.</summary>
    private static Dataset<double> Data(int inputs, int targets)
    {
        var random = new Random(5);
        var x = Enumerable.Range(0, 40 * inputs).Select(_ => random.NextDouble() - 0.5).ToArray();
        var t = Enumerable.Range(0, 40 * targets).Select(i => (double)(i % targets == i / targets % targets ? 1 : 0)).ToArray();
        return new Dataset<double>(x, inputs, t, targets);
    }
}
