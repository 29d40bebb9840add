using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Contract;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using BackpropGen.Conformance.Tests.RandomNetworks;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Costs;

/// <summary>Counts of floating-point operations against an interpreter that takes each operation and counts it, and whose numbers are those of the networks' own.</summary>
public sealed class CostTests
{
    public static TheoryData<int> Groups => [.. Enumerable.Range(0, 5)];

    /// <summary>Networks whose spec is whole without their source: functions of users' own are read from it.</summary>
    public static TheoryData<string> Names => [.. ContractNetworks.Specs.Values.Where(spec => spec.LossFunction is null && spec.Layers.All(layer => layer.Function is null)).Select(spec => spec.Name)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Random_networks_cost_what_is_counted(int group) => Assert.All(NetworkSamples.Group(group, 20), Check);

    [Fact]
    public void Golden_networks_cost_what_is_counted() => Assert.All(Golden(), Check);

    [Theory]
    [MemberData(nameof(Names))]
    public void Constants_are_what_networks_cost(string name)
    {
        var costs = NetworkCosts.Of(ContractNetworks.Specs[name]);
        var type = ContractNetworks.Double(name).GetType();
        object? Constant(string constant) => type.GetField(constant)!.GetRawConstantValue();
        Assert.Equal(costs.ForwardFlops, Constant("ForwardFlops"));
        Assert.Equal(costs.TrainStepFlops, Constant("TrainStepFlops"));
        Assert.Equal(8L * ContractNetworks.Double(name).ParameterCount, Constant("ParameterBytes"));
        Assert.Equal(4L * ContractNetworks.Double(name).ParameterCount, ContractNetworks.Single(name).GetType().GetField("ParameterBytes")!.GetRawConstantValue());
    }

    [Fact]
    public void The_count_of_a_small_network_is_that_of_pencil_and_paper()
    {
        // document 001: forward 2 · (4 products, 4 additions, with those of the biases) and 4 σ; the loss (o − t)² / 2 of two outputs
        var lecture = NetworkCosts.Of(Network("Lecture", 2, LossKind.HalfSquaredError, Dense(2, ActivationKind.Sigmoid) with { FrozenBias = true }, Dense(2, ActivationKind.Sigmoid) with { FrozenBias = true }));
        Assert.Equal(2 * (4 + 4 + 2), lecture.ForwardFlops);
        Assert.Equal([10, 10, 0], lecture.Layers.Select(layer => layer.Forward));
        Assert.Equal(96, lecture.ParameterBytes);

        // per output: o − t, its square, its half, and the sum: 2 · 3 + 1
        const int Loss = 7;

        // per unit δ² = s (o − t) o (1 − o): 2 subtractions, 3 products; W² and b²: 4 multiply-adds and 2 sums; Wᵀ δ²: 4 products, 2 sums; update of 4 weights: 8
        const int Second = (2 * 5) + (2 * 4) + 2 + 6 + 8;

        // δ¹ = e a (1 − a): 1 subtraction and 2 products a unit; the rest alike
        const int First = (2 * 3) + (2 * 4) + 2 + 8;
        Assert.Equal([10 + First, 10 + Second, Loss], lecture.Layers.Select(layer => layer.TrainStep));
    }

    private static IEnumerable<NetworkSpec> Golden() =>
        from hidden in Enum.GetValues<ActivationKind>()
        from loss in Enum.GetValues<LossKind>()
        select Network("Golden", 3, loss, Dense(4, hidden), Dense(3, OutputChoices.Of(loss)[0]));

    private static void Check(NetworkSpec spec)
    {
        var interpreted = new InterpretedNetwork(spec);
        var random = new Random(spec.Inputs);
        double[] parameters = Draw.Parameters(interpreted, random), statistics = Draw.Statistics(interpreted, random);
        double[] inputs = Draw.Inputs(interpreted, 1, random), targets = Draw.Targets(interpreted, 1, random);
        var layers = new LayerTable(spec);
        var costs = NetworkCosts.Of(spec);

        var inference = GraphBuilder.Build(spec, layers, training: false);
        var prediction = new CountingInterpreter(inference, parameters, inputs, targets, statistics);
        Counted.Reset();
        prediction.Run(inference.Forward);
        Assert.Equal(Counted.Operations, costs.ForwardFlops);

        var training = GradientBuilder.Build(GraphBuilder.Build(spec, layers, training: true));
        var step = new CountingInterpreter(training.Graph, parameters, inputs, targets, statistics);
        Counted.Reset();
        step.Run(training.Graph.Forward.Concat(training.Graph.LossOperations).Concat(training.Backward));
        step.Update();
        Assert.Equal(Counted.Operations, costs.TrainStepFlops);
        Assert.Equal(spec.IsDouble ? 8 * interpreted.ParameterCount : 4 * interpreted.ParameterCount, costs.ParameterBytes);

        // what was counted is the network's own mathematics
        Agree.OfLargest(interpreted.Run(parameters, inputs, targets, training: false, statistics).Outputs, prediction[inference.Output.Name], 1e-9, 0.1, "outputs");
        if (interpreted.HasPlainRows)
        {
            var expected = interpreted.Run(parameters, inputs, targets, training: true, statistics);
            Assert.All(layers.Tensors, tensor => Agree.OfLargest(
                expected.Gradients[tensor.CanonicalOffset..(tensor.CanonicalOffset + tensor.Count)],
                [.. step.Gradients[tensor.Name].Where((_, i) => tensor.HasEdge(i / tensor.From, i % tensor.From))],
                1e-9,
                1e-3,
                tensor.Name));
        }
    }
}
