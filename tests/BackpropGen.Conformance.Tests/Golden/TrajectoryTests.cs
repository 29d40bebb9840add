using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Whole training runs on the iris data, in batches of consecutive rows, the last one shorter.</summary>
public sealed class TrajectoryTests
{
    private static readonly JsonElement File = GoldenFile.Open("trajectories.json");

    // the file says nothing of the loss: it is the softmax cross-entropy in all of them
    private static readonly Dictionary<string, GoldenCase> Cases = File.GetProperty("cases").Deserialize<GoldenCase[]>()!
        .Where(c => c.Optimizer != "rmsprop")
        .ToDictionary(c => c.Id, c => c with { Loss = "softmax_ce" });

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GoldenSpecs.Compile(Cases.Values));

    public static TheoryData<string> Ids => GoldenFile.Ids(Cases.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Double_agrees(string id)
    {
        var golden = Cases[id];
        var (curve, parameters) = Train(Networks.Value.Create<double>(GoldenSpecs.Double(golden)), golden);
        Agree.Each(golden.LossCurve, curve, 1e-10, 0, "loss");
        Agree.OfLargest(GoldenCase.Canonical(golden.FinalWeights, golden.FinalBiases), parameters, 1e-10, 1e-3, "final parameters");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Float_agrees(string id)
    {
        var golden = Cases[id];
        var (curve, parameters) = Train(Networks.Value.Create<float>(GoldenSpecs.Double(golden).Single()), golden);
        Agree.OfLargest(golden.LossCurve, curve, 2e-5, 1e-3, "loss");
        Agree.OfLargest(GoldenCase.Canonical(golden.FinalWeights, golden.FinalBiases), parameters, 3e-4, 1e-3, "final parameters");
    }

    private static (double[] Curve, double[] Parameters) Train<T>(ITrainableNetwork<T> network, GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (inputs, targets) = Data<T>(golden.Shape[^1]);
        var parameters = GoldenCase.Canonical(golden.W, golden.B).To<T>();
        network.SetParameters(parameters);
        var step = network.Stepping(Optimizer(golden));
        var curve = new List<double>();
        for (var epoch = 0; epoch < golden.Epochs; epoch++)
        {
            curve.Add(double.CreateChecked(network.ComputeLoss(inputs, targets)));
            Epoch(step, golden, inputs, targets);
        }

        curve.Add(double.CreateChecked(network.ComputeLoss(inputs, targets)));
        network.GetParameters(parameters);
        return ([.. curve], parameters.ToDouble());
    }

    private static void Epoch<T>(Step<T> step, GoldenCase golden, T[] inputs, T[] targets)
    {
        var rows = inputs.Length / golden.Shape[0];
        for (var start = 0; start < rows; start += golden.Batch)
        {
            var count = Math.Min(golden.Batch, rows - start);
            var x = inputs.AsSpan(start * golden.Shape[0], count * golden.Shape[0]);
            var t = targets.AsSpan(start * golden.Shape[^1], count * golden.Shape[^1]);
            step(x, t);
        }
    }

    private static IOptimizer Optimizer(GoldenCase golden) => golden.Optimizer == "adam"
        ? new Adam(golden.HyperValue("lr", double.NaN))
        : new Sgd(golden.HyperValue("lr", double.NaN)) { Momentum = golden.HyperValue("momentum", 0) };

    private static (T[] Inputs, T[] Targets) Data<T>(int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var raw = File.GetProperty("raw_x").Deserialize<double[][]>()!;
        var labels = File.GetProperty("label").Deserialize<int[]>()!;
        var columns = raw[0].Length;
        var mean = Enumerable.Range(0, columns).Select(c => raw.Average(row => row[c])).ToArray();
        var deviation = Enumerable.Range(0, columns).Select(c => Math.Sqrt(raw.Average(row => Math.Pow(row[c] - mean[c], 2)))).ToArray();
        var inputs = raw.SelectMany(row => row.Select((value, c) => (value - mean[c]) / deviation[c])).ToArray();
        var targets = labels.SelectMany(label => Enumerable.Range(0, classes).Select(k => k == label ? 1.0 : 0.0)).ToArray();
        return (inputs.To<T>(), targets.To<T>());
    }
}
