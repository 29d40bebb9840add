using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>The 2-2-2 example of document 001: its first step, 10,001 updates under three readings of the biases, momentum, and the errata.</summary>
public sealed class Seed001Tests
{
    private static readonly JsonElement Golden = GoldenFile.Open("seed001_mazur.json");

    private static readonly double[] Inputs = Golden.Doubles("inputs");

    private static readonly double[] Targets = Golden.Doubles("targets");

    private static readonly double LearningRate = Golden.Double("lr");

    private static readonly Dictionary<string, NetworkSpec> Specs = new()
    {
        ["frozen"] = Lecture("Frozen", layer => layer with { FrozenBias = true }),
        ["per_neuron"] = Lecture("PerNeuron", layer => layer),
        ["shared"] = Lecture("Shared", layer => layer with { Bias = BiasKind.Shared }),
    };

    private static readonly Lazy<GeneratedNetworks> Networks = new(() =>
        GeneratedNetworks.Compile(Specs.Values.SelectMany(spec => new[] { spec, spec.Single() })));

    public static TheoryData<string, string, double> DoubleRuns => new()
    {
        { "frozen_float64", "frozen", 0 },
        { "per_neuron_float64", "per_neuron", 0 },
        { "shared_bias_float64", "shared", 0 },
        { "momentum0.9_frozen_float64", "frozen", 0.9 },
        { "momentum0.9_per_neuron_float64", "per_neuron", 0.9 },
        { "momentum0.9_shared_float64", "shared", 0.9 },
    };

    public static TheoryData<string, string, double> FloatRuns => new()
    {
        { "frozen_float32", "frozen", 0 },
        { "per_neuron_float32", "per_neuron", 0 },
        { "shared_float32", "shared", 0 },
        { "momentum0.9_frozen_float32", "frozen", 0.9 },
        { "momentum0.9_per_neuron_float32", "per_neuron", 0.9 },
    };

    [Theory]
    [MemberData(nameof(DoubleRuns))]
    public void Double_updates_agree(string run, string bias, double momentum)
    {
        var network = Networks.Value.Create<double>(Specs[bias]);
        Run(network, bias, momentum, Golden.GetProperty(run), (steps, expected, actual) =>
        {
            Agree.Each(expected.Parameters, actual.Parameters, 1e-10, 1e-13, $"parameters after {steps} updates");
            Agree.Each(expected.Outputs, actual.Outputs, 1e-10, 1e-13, $"outputs after {steps} updates");
            Agree.One(expected.Error, actual.Error, 1e-10, 1e-13, $"error after {steps} updates");
        });
    }

    [Theory]
    [MemberData(nameof(FloatRuns))]
    public void Float_updates_agree(string run, string bias, double momentum)
    {
        var network = Networks.Value.Create<float>(Specs[bias].Single());
        Run(network, bias, momentum, Golden.GetProperty(run), (steps, expected, actual) =>
        {
            Agree.OfLargest(expected.Parameters, actual.Parameters, 3e-4, 1e-3, $"parameters after {steps} updates");
            Agree.OfLargest(expected.Outputs, actual.Outputs, 5e-6, 1e-3, $"outputs after {steps} updates");
            Agree.OfLargest([expected.Error], [actual.Error], 2e-5, 1e-3, $"error after {steps} updates");
        });
    }

    // frozen biases have gradients all the same
    [Theory]
    [InlineData("frozen")]
    [InlineData("per_neuron")]
    public void First_gradients_agree(string bias)
    {
        var network = Networks.Value.Create<double>(Specs[bias]);
        network.SetParameters(Canonical(bias, Golden.Doubles("w0"), Golden.Doubles("b0")));
        var gradients = new double[network.ParameterCount];
        var error = network.ComputeGradients(Inputs, Targets, gradients);
        Agree.Each(Canonical(bias, Golden.Doubles("grad_w"), Golden.Doubles("grad_b")), gradients, 1e-11, 1e-13, "gradients");
        Agree.One(0.298371108760003, error, 1e-12, 1e-13, "error");
    }

    [Fact]
    public void The_gradient_of_a_shared_bias_is_the_sum_over_its_units()
    {
        var network = Networks.Value.Create<double>(Specs["shared"]);
        network.SetParameters(Canonical("shared", Golden.Doubles("w0"), Golden.Doubles("b0")));
        var gradients = new double[network.ParameterCount];
        network.ComputeGradients(Inputs, Targets, gradients);
        var b = Golden.Doubles("grad_b");
        Agree.Each([b[0] + b[1], b[2] + b[3]], [gradients[4], gradients[9]], 1e-11, 1e-13, "bias gradients");
    }

    // the document prints 0.291027924 after one update, 0.015912196 and 0.984065734 after 10,000: what comes when the output weights are
    // overwritten before the hidden deltas δ¹ = (W²)ᵀ δ² ⊙ σ′(z¹) are taken
    [Fact]
    public void Printed_errata_come_from_output_weights_overwritten_too_soon()
    {
        var network = Networks.Value.Create<double>(Specs["frozen"]);
        var states = Golden.GetProperty("inplace_frozen_float64");
        double[] p = Canonical("frozen", Golden.Doubles("w0"), Golden.Doubles("b0")), g = new double[p.Length];
        for (var steps = 1; steps <= 10_001; steps++)
        {
            network.SetParameters(p);
            network.ComputeGradients(Inputs, Targets, g);
            OverwriteTooSoon(p, g);
            if (states.TryGetProperty(steps.ToString(CultureInfo.InvariantCulture), out var state))
            {
                network.SetParameters(p);
                Agree.One(state.Double("E"), network.ComputeLoss(Inputs, Targets), 1e-10, 1e-13, $"error after {steps} updates");
                Agree.Each(Canonical("frozen", state.Doubles("w"), state.Doubles("b")), p, 1e-10, 1e-13, $"parameters after {steps} updates");
            }
        }
    }

    // canonical order: W¹ 0–3, b¹ 4–5, W² 6–9, b² 10–11; the gradients by the biases are the deltas
    private static void OverwriteTooSoon(double[] p, double[] g)
    {
        double[] right = [(p[6] * g[10]) + (p[8] * g[11]), (p[7] * g[10]) + (p[9] * g[11])];
        for (var i = 6; i < 10; i++)
        {
            p[i] -= LearningRate * g[i];
        }

        double[] wrong = [(p[6] * g[10]) + (p[8] * g[11]), (p[7] * g[10]) + (p[9] * g[11])];
        for (var i = 0; i < 4; i++)
        {
            p[i] -= LearningRate * g[i] * wrong[i / 2] / right[i / 2];
        }
    }

    private static NetworkSpec Lecture(string name, Func<LayerSpec, LayerSpec> option)
    {
        var layer = option(Dense(2, ActivationKind.Sigmoid));
        return Network("Lecture" + name, 2, LossKind.HalfSquaredError, layer, layer);
    }

    private static double[] Canonical(string bias, double[] w, double[] b) => bias == "shared"
        ? [.. w[..4], b[0], .. w[4..], b[2]]
        : [.. w[..4], .. b[..2], .. w[4..], .. b[2..]];

    private static void Run<T>(ITrainableNetwork<T> network, string bias, double momentum, JsonElement states, Action<int, State, State> check)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] inputs = Inputs.To<T>(), targets = Targets.To<T>(), outputs = new T[2];
        var parameters = Canonical(bias, Golden.Doubles("w0"), Golden.Doubles("b0")).To<T>();
        network.SetParameters(parameters);
        var step = momentum == 0
            ? (x, t) => network.TrainStep(x, t, T.CreateChecked(LearningRate))
            : network.Stepping(new Sgd(LearningRate) { Momentum = momentum });
        var last = states.EnumerateObject().Max(state => int.Parse(state.Name, CultureInfo.InvariantCulture));
        for (var steps = 0; steps <= last; steps++)
        {
            if (states.TryGetProperty(steps.ToString(CultureInfo.InvariantCulture), out var state))
            {
                network.GetParameters(parameters);
                network.Predict(inputs, outputs);
                var error = double.CreateChecked(network.ComputeLoss(inputs, targets));
                check(steps, Expected(state, bias), new(parameters.ToDouble(), outputs.ToDouble(), error));
            }

            step(inputs, targets);
        }
    }

    private static State Expected(JsonElement state, string bias) =>
        new(Canonical(bias, state.Doubles("w"), state.Doubles("b")), [state.Double("o1"), state.Double("o2")], state.Double("E"));

    private sealed record State(double[] Parameters, double[] Outputs, double Error);
}
