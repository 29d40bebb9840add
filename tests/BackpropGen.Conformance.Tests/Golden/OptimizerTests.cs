using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Parameters and losses along steps of every optimizer, with all their options.</summary>
public sealed class OptimizerTests
{
    private static readonly IReadOnlyDictionary<string, GoldenCase> Cases = GoldenFile.Cases("optimizers.json");

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
        var step = network.Stepping(GoldenOptimizers.Of(golden), Options(golden));
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

    private static UpdateOptions Options(GoldenCase golden) => new()
    {
        L1 = golden.L1,
        ClipNorm = golden.Clip is { Kind: "norm" } norm ? norm.Max : 0,
        ClipValue = golden.Clip is { Kind: "value" } value ? value.Max : 0,
        ExemptBiases = golden.L1 > 0 || golden.WeightDecayOfWeights > 0,
    };
}
