using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Parameters and losses along steps of <see cref="Sgd"/> and <see cref="Adam"/>, with all their options.</summary>
public sealed class OptimizerTests
{
    private static readonly string[] Covered = ["mse_sgd", "ce_sgd", "bce_long_sgd", "mse_adam", "ce_adam", "bce_long_adam"];

    private static readonly IReadOnlyDictionary<string, GoldenCase> Cases = GoldenFile.Cases("optimizers.json")
        .Where(c => Covered.Any(prefix => c.Key == prefix || c.Key.StartsWith(prefix + "_", StringComparison.Ordinal)))
        .ToDictionary();

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GoldenSpecs.Compile(Cases.Values));

    public static TheoryData<string> Ids => GoldenFile.Ids(Cases.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Double_agrees(string id)
    {
        var (states, losses) = Train(Networks.Value.Create<double>(GoldenSpecs.Double(Cases[id])), Cases[id]);
        Agree.Each(ExpectedLosses(Cases[id]), losses, 1e-10, 1e-13, "loss");
        foreach (var (steps, state) in Cases[id].After)
        {
            Agree.Each(GoldenCase.Canonical(state.W, state.B), states[int.Parse(steps, CultureInfo.InvariantCulture)], 1e-10, 1e-13, $"parameters after {steps} steps");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Float_agrees(string id)
    {
        var (states, losses) = Train(Networks.Value.Create<float>(GoldenSpecs.Double(Cases[id]).Single()), Cases[id]);
        Agree.OfLargest(ExpectedLosses(Cases[id]), losses, 2e-5, 1e-3, "loss");
        foreach (var (steps, state) in Cases[id].After)
        {
            Agree.OfLargest(GoldenCase.Canonical(state.W, state.B), states[int.Parse(steps, CultureInfo.InvariantCulture)], 3e-4, 1e-3, $"parameters after {steps} steps");
        }
    }

    private static double[] ExpectedLosses(GoldenCase golden) => [.. golden.LossBeforeStep, golden.LossFinal];

    private static (Dictionary<int, double[]> States, double[] Losses) Train<T>(ITrainableNetwork<T> network, GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = GoldenCase.Flat(golden.X).To<T>();
        var targets = GoldenCase.Flat(golden.Target).To<T>();
        var parameters = GoldenCase.Canonical(golden.W, golden.B).To<T>();
        network.SetParameters(parameters);
        var step = network.Stepping(Optimizer(golden));
        var states = new Dictionary<int, double[]>();
        var losses = new List<double>();
        for (var k = 1; k <= golden.LossBeforeStep.Length; k++)
        {
            losses.Add(double.CreateChecked(step(inputs, targets)));
            network.GetParameters(parameters);
            states[k] = parameters.ToDouble();
        }

        losses.Add(double.CreateChecked(network.ComputeLoss(inputs, targets)));
        return (states, [.. losses]);
    }

    private static IOptimizer Optimizer(GoldenCase golden) => golden.Optimizer.StartsWith("sgd", StringComparison.Ordinal)
        ? new Sgd(golden.HyperValue("lr", double.NaN))
        {
            Momentum = golden.HyperValue("momentum", 0),
            Dampening = golden.HyperValue("dampening", 0),
            Nesterov = golden.Hyper.ContainsKey("nesterov"),
            WeightDecay = golden.HyperValue("weight_decay", 0),
        }
        : new Adam(golden.HyperValue("lr", double.NaN))
        {
            Beta1 = golden.Hyper["betas"].Deserialize<double[]>()![0],
            Beta2 = golden.Hyper["betas"].Deserialize<double[]>()![1],
            Epsilon = golden.HyperValue("eps", double.NaN),
            AmsGrad = golden.Hyper.ContainsKey("amsgrad"),
            WeightDecay = golden.HyperValue("weight_decay_L2_coupled", 0),
        };
}
