using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>L1, limits on the gradients, and biases that go without decay, on networks of every kernel.</summary>
public sealed class UpdateOptionTests
{
    private const double Rate = 0.1;

    public static TheoryData<string> Names => ["Small", "FrozenHidden", "FrozenWide", "SparseAndShared", "SparseWide", "Normed", "Classifier"];

    [Theory]
    [MemberData(nameof(Names))]
    public void L1_adds_the_sign_of_each_parameter(string name) =>
        Step(name, new Sgd(Rate), new UpdateOptions { L1 = 0.02 }, (p, g, _) => p - (Rate * (g + (0.02 * Math.Sign(p)))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Exempt_biases_have_neither_penalty_nor_decay(string name) =>
        Step(name, new Sgd(Rate) { WeightDecay = 0.3 }, new UpdateOptions { L1 = 0.02, ExemptBiases = true }, (p, g, isWeight) => p - (Rate * (isWeight ? g + (0.3 * p) + (0.02 * Math.Sign(p)) : g)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Exempt_biases_do_not_shrink(string name) =>
        Step(name, new AdamW(0) { WeightDecay = 0.3 }, new UpdateOptions { ExemptBiases = true }, (p, _, _) => p);

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_limited(string name) =>
        Step(name, new Sgd(Rate), new UpdateOptions { ClipValue = 0.05 }, (p, g, _) => p - (Rate * Math.Clamp(g, -0.05, 0.05)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_norm_of_what_is_not_frozen_is_limited(string name)
    {
        var (_, gradients, trainable) = Gradients(name);
        var norm = Math.Sqrt(gradients.Where((_, i) => trainable[i]).Sum(g => g * g));
        var limit = norm / 3;
        Step(name, new Sgd(Rate), new UpdateOptions { ClipNorm = limit }, (p, g, _) => p - (Rate * g * limit / (norm + 1e-6)));
        Step(name, new Sgd(Rate), new UpdateOptions { ClipNorm = 2 * norm }, (p, g, _) => p - (Rate * g));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var network = ContractNetworks.Double("Small");
        var (inputs, targets) = ContractNetworks.Rows<double>("Small", 2);
        foreach (var (options, name) in new[] { (new UpdateOptions { L1 = -1 }, "L1"), (new UpdateOptions { ClipNorm = double.NaN }, "ClipNorm"), (new UpdateOptions { ClipValue = -1 }, "ClipValue") })
        {
            var error = Assert.Throws<ArgumentException>(name, () => network.TrainStep(inputs, targets, new Adam(), options));
            Assert.StartsWith($"UpdateOptions.{name}: expected a finite number that is not negative, got ", error.Message, StringComparison.Ordinal);
        }
    }

    private static void Step(string name, IOptimizer optimizer, UpdateOptions options, Func<double, double, bool, double> rule)
    {
        var (parameters, gradients, trainable) = Gradients(name);
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 4);
        network.Stepping(optimizer, options)(inputs, targets);
        var weights = new bool[parameters.Length];
        foreach (var tensor in network.Description.Layers.SelectMany(layer => layer.Parameters).Where(tensor => tensor.Name == "weight"))
        {
            weights.AsSpan(tensor.Offset, tensor.Count).Fill(true);
        }

        var expected = parameters.Select((p, i) => trainable[i] ? rule(p, gradients[i], weights[i]) : p).ToArray();
        Agree.OfLargest(expected, network.GetParameters(), 1e-12, 1, "parameters");
    }

    private static (double[] Parameters, double[] Gradients, bool[] Trainable) Gradients(string name)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 4);
        var gradients = new double[network.ParameterCount];
        network.ComputeGradients(inputs, targets, gradients);
        return (network.GetParameters(), gradients, new InterpretedNetwork(ContractNetworks.Specs[name]).Trainable);
    }
}
