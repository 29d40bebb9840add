using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Layers that do not reach the output, which is a warning: their parameters have gradients of 0 whatever an earlier step left there.</summary>
public sealed class DeadLayerTests
{
    private static readonly Dictionary<string, NetworkSpec> Specs = new[] { With("WrittenOut", 3), With("RowALane", 20), With("Tiles", 70) }.ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(Specs.Values));

    public static TheoryData<string, int> NamesAndRows => new() { { "WrittenOut", 4 }, { "RowALane", 4 }, { "RowALane", 37 }, { "Tiles", 4 }, { "Tiles", 37 } };

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void Gradients_are_those_of_a_network_that_took_no_step(string name, int rows)
    {
        var (network, fresh) = (Networks.Value.Create<double>(Specs[name]), Networks.Value.Create<double>(Specs[name]));
        var interpreted = new InterpretedNetwork(Specs[name]);
        var random = new Random(1);
        double[] inputs = Draw.Inputs(interpreted, rows, random), targets = Draw.Targets(interpreted, rows, random);
        network.TrainStep(inputs, targets, new Sgd(0.1), new UpdateOptions { L1 = 0.5 });
        network.TrainStep(inputs, targets, 0.1);
        fresh.SetParameters(network.GetParameters());

        double[] gradients = new double[network.ParameterCount], expected = new double[network.ParameterCount];
        network.ComputeGradients(inputs, targets, gradients);
        fresh.ComputeGradients(inputs, targets, expected);
        Assert.Equal(expected, gradients);
        var parametersOfEach = network.InputCount * (network.InputCount + 1);
        Assert.All(gradients.AsSpan(parametersOfEach, parametersOfEach).ToArray(), gradient => Assert.Equal(0, gradient));
    }

    private static NetworkSpec With(string name, int units) =>
        Network(name, units, LossKind.HalfSquaredError, Dense(units, ActivationKind.Tanh) with { Name = "used" }, Dense(units, ActivationKind.Tanh) with { Name = "dead" }, Dense(2) with { From = "used" });
}
