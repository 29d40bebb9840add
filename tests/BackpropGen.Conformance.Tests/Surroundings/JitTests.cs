using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Surroundings;

/// <summary>No generated method is so large that the JIT gives up optimising it: its own list of what it compiled says how.</summary>
public sealed class JitTests
{
    private const ActivationKind Tanh = ActivationKind.Tanh;

    private static readonly NetworkSpec[] Specs =
    [
        Network("SixtyLayers", 20, LossKind.Auto, [.. Enumerable.Repeat(Dense(33, Tanh), 59), Dense(3)]),
        Network("SixtySmallLayers", 4, LossKind.Auto, [.. Enumerable.Repeat(Dense(6, ActivationKind.Gelu), 59), Dense(3)]),
        Network("SixtyNorms", 4, LossKind.Auto, [.. Enumerable.Repeat<LayerSpec[]>([Dense(6), LayerNorm(), Activate(Tanh)], 20).SelectMany(block => block), Dense(3)]),
        Network("LargestUnrolled", 16, LossKind.Auto, Dense(16, ActivationKind.Mish), Dense(16, ActivationKind.GeluTanh), Dense(16, ActivationKind.Softmax)),
        Network("ManyUnrolled", 8, LossKind.Auto, [.. Enumerable.Repeat(Dense(12, ActivationKind.Silu), 12), Dense(8, ActivationKind.Softmax)]),
        Network("Widest", 512, LossKind.Auto, Dense(4096, ActivationKind.ReLU), Dense(64, ActivationKind.Softmax)),
        Network("WideConcat", 8, LossKind.Auto, [.. Enumerable.Range(0, 40).Select(i => Dense(9, Tanh) with { Name = $"part{i}", From = "input" }), Concat([.. Enumerable.Range(0, 40).Select(i => $"part{i}")]), Dense(3)]),
        Network("WideAdd", 8, LossKind.Auto, [.. Enumerable.Range(0, 40).Select(i => Dense(9, Tanh) with { Name = $"part{i}", From = "input" }), Add([.. Enumerable.Range(0, 40).Select(i => $"part{i}")]), Dense(3)]),
        Network("EveryActivation", 40, LossKind.Auto, [.. Enum.GetValues<ActivationKind>().Select(activation => Dense(40, activation)), Dense(3)]),
        Network("EverySmallActivation", 5, LossKind.Auto, [.. Enum.GetValues<ActivationKind>().Select(activation => Dense(5, activation)), Dense(3)]),
    ];

    [Fact]
    public void Every_method_is_optimised()
    {
        var specs = Specs.SelectMany(spec => new[] { spec, spec.Single() }).ToArray();
        var program = GeneratedNetworks.Compile(
            specs.Select(spec => (spec.Name, Declaration.Write(spec))).Append(("Program", ProgramOf(specs))), new() { OutputKind = OutputKind.ConsoleApplication });
        var methods = JitListing.Of(program);
        var emitted = methods.Where(method => method.Name.Contains(Declaration.DefaultNamespace + ".", StringComparison.Ordinal)).ToList();

        // each network's passes must have been among them
        Assert.All(specs, spec => Assert.Contains(emitted, method => method.Name.Contains($"{Declaration.FullName(spec)}:TrainStep", StringComparison.Ordinal)));
        Assert.All(emitted, method => Assert.Equal((method.Name, "FullOpts"), method));
    }

    private static string ProgramOf(NetworkSpec[] specs)
    {
        var uses = string.Concat(specs.Select(spec => $"        Use<{(spec.IsDouble ? "double" : "float")}>(new {Declaration.FullName(spec)}());\n"));
        return $$"""
            using System;
            using System.Numerics;
            using BackpropGen;

            internal static class Program
            {
                private static void Main()
                {
            {{uses}}    }

                private static void Use<T>(ITrainableNetwork<T> network)
                    where T : unmanaged, IBinaryFloatingPointIeee754<T>
                {
                    T[] x = new T[5 * network.InputCount], t = new T[5 * network.OutputCount], o = new T[5 * network.OutputCount];
                    T[] g = new T[network.ParameterCount], d = new T[x.Length];
                    network.Predict(x, o);
                    network.PredictClass(x.AsSpan(0, network.InputCount));
                    network.ComputeLoss(x, t);
                    network.ComputeGradients(x, t, g);
                    network.ComputeGradients(x, t, g, d);
                    network.TrainStep(x, t, T.Zero);
                    network.TrainRows(x, t, T.Zero);
                    foreach (var optimizer in new IOptimizer[] { new Sgd(0.1) { Momentum = 0.9 }, new Adam(0.1) })
                    {
                        optimizer.Accept(new Steps<T>(network, x, t));
                    }

                    network.GetParameters(g);
                    network.SetParameters(g);
                }

                private sealed class Steps<T>(ITrainableNetwork<T> network, T[] x, T[] t) : IOptimizerVisitor<T, T>
                    where T : unmanaged, IBinaryFloatingPointIeee754<T>
                {
                    public T Visit<TOptimizer>(TOptimizer optimizer)
                        where TOptimizer : struct, IOptimizer<TOptimizer, T> => network.TrainStep(x, t, optimizer) + network.TrainRows(x, t, optimizer);
                }
            }
            """;
    }
}
