using System;
using System.Linq;
using System.Runtime.Intrinsics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using BackpropGen.Runtime;
using Microsoft.CodeAnalysis;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Surroundings;

/// <summary>Single rows in registers stay there: the JIT inlines all of their arithmetic, so that none of it is compiled as a method of its own.</summary>
public sealed class InliningTests
{
    private const ActivationKind Tanh = ActivationKind.Tanh;
    private const ActivationKind Gelu = ActivationKind.Gelu;
    private const ActivationKind ReLU = ActivationKind.ReLU;

    /// <summary>The widest layer that a register of this machine holds, and others.</summary>
    private static readonly int Widest = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256.IsHardwareAccelerated ? Vector256<float>.Count : Vector128<float>.Count;

    private static readonly NetworkSpec[] Specs =
    [
        Network("Classes", 4, LossKind.Auto, Dense(Widest, Tanh), Dense(Widest, Tanh), Dense(3, ActivationKind.Softmax)),
        Network("Numbers", 7, LossKind.MeanSquaredError, Dense(Widest - 1, ReLU), Dense(Widest / 2, ActivationKind.Sigmoid), Dense(2)),
        Network("Logits", 9, LossKind.CrossEntropyWithLogits, Dense(Widest - 3, Gelu), Dense(Widest, Gelu), Dense(Widest, Gelu), Dense(4)),
        Network("Bounded", 6, LossKind.Huber, Dense(Widest, ActivationKind.Selu), Dense(Widest - 1, ActivationKind.Elu), Dense(4, Tanh)),
        Network("NarrowBetween", 5, LossKind.Huber, Dense(4, Tanh), Dense(Widest, ActivationKind.Silu), Dense(3, Tanh), Dense(Widest, Tanh), Dense(2)),
        Network("NarrowBelow", 9, LossKind.Auto, Dense(4, Tanh), Dense(3, Tanh), Dense(Widest - 1, Gelu), Dense(4, ActivationKind.Softmax)),
        Network("FourLayers", 9, LossKind.Auto, Dense(Widest - 3, Tanh), Dense(Widest - 1, Tanh), Dense(Widest - 1, ActivationKind.Silu), Dense(4, ActivationKind.Softmax)),
        Network("FiveLayers", 9, LossKind.Auto, Dense(Widest - 3, Tanh), Dense(Widest - 1, Tanh), Dense(Widest - 1, Tanh), Dense(Widest - 1, ActivationKind.Silu), Dense(4, ActivationKind.Softmax)),
        Network("Rectified", 9, LossKind.HalfSquaredError, Dense(Widest - 1, ReLU), Dense(Widest - 1, ReLU), Dense(Widest - 1, ReLU), Dense(Widest - 1, ReLU), Dense(4)),
        Network("Deep", 9, LossKind.Auto, Dense(Widest - 1, ReLU), Dense(Widest - 1, ReLU), Dense(Widest - 1, ReLU), Dense(4, ActivationKind.Sigmoid)),
    ];

    /// <summary>Formulas that products with a row a lane take on, the longest among them: eight times each in a kernel.</summary>
    private static readonly NetworkSpec[] Fused =
    [
        .. from activation in new[] { ReLU, ActivationKind.ReLU6, ActivationKind.LeakyReLU, ActivationKind.Elu, ActivationKind.Selu, ActivationKind.Softsign, ActivationKind.HardTanh, ActivationKind.HardSigmoid, ActivationKind.HardSwish, ActivationKind.Sigmoid, Tanh }
           select Network("With" + activation, 20, LossKind.MeanSquaredError, Dense(24, activation), Dense(27, activation), Dense(3)).Single(),
    ];

    [Fact]
    public void Formulas_within_products_are_no_calls()
    {
        var methods = Compiled(Fused, rows: 20);
        foreach (var spec in Fused)
        {
            Assert.Contains(methods, method => method.Contains($"{Declaration.FullName(spec)}+Formulas+D2", StringComparison.Ordinal) && method.Contains("LaneProduct", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(methods, method => method.Contains("+Formulas+", StringComparison.Ordinal) && method.Contains(":Apply", StringComparison.Ordinal));
        Assert.DoesNotContain(methods, method => method.StartsWith("BackpropGen.Runtime.Lanes", StringComparison.Ordinal));
    }

    [Fact]
    public void No_arithmetic_on_registers_is_a_call()
    {
        var specs = Specs.Select(spec => spec.Single()).ToArray();
        var methods = Compiled(specs, rows: 1);
        foreach (var spec in specs)
        {
            Assert.All(["PredictInRegisters", "ForwardInRegisters", "BackwardInRegisters"], part =>
                Assert.Contains(methods, method => method.Contains($"{Declaration.FullName(spec)}:{part}", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain(methods, method => method.Contains($".{nameof(RowRegisters)}:", StringComparison.Ordinal) || method.Contains(".LaneFunctions:", StringComparison.Ordinal) || method.StartsWith("BackpropGen.Runtime.Lanes", StringComparison.Ordinal));
    }

    /// <summary>The methods that the JIT compiles in a program that uses some networks.</summary>
    private static string[] Compiled(NetworkSpec[] specs, int rows)
    {
        var program = GeneratedNetworks.Compile(
            specs.Select(spec => (spec.Name, Declaration.Write(spec))).Append(("Program", ProgramOf(specs, rows))), new() { OutputKind = OutputKind.ConsoleApplication });
        return [.. JitListing.Of(program).Select(method => method.Name)];
    }

    private static string ProgramOf(NetworkSpec[] specs, int rows)
    {
        var uses = string.Concat(specs.Select(spec => $"        Use(new {Declaration.FullName(spec)}());\n"));
        return $$"""
            using BackpropGen;

            internal static class Program
            {
                private static void Main()
                {
            {{uses}}    }

                private static void Use(ITrainableNetwork<float> network)
                {
                    float[] x = new float[network.InputCount * {{rows}}], t = new float[network.OutputCount * {{rows}}], o = new float[network.OutputCount * {{rows}}];
                    network.Predict(x, o);
                    network.TrainStep(x, t, 0.5f);
                    network.TrainRows(x, t, 0.5f);
                }
            }
            """;
    }
}
