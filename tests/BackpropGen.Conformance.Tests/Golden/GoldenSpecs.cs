using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>The networks of the reference cases. Cases of one architecture share one class.</summary>
internal static class GoldenSpecs
{
    private static readonly Dictionary<string, ActivationKind> Activations = new()
    {
        ["identity"] = ActivationKind.Identity,
        ["sigmoid"] = ActivationKind.Sigmoid,
        ["logsigmoid"] = ActivationKind.LogSigmoid,
        ["tanh"] = ActivationKind.Tanh,
        ["relu"] = ActivationKind.ReLU,
        ["relu6"] = ActivationKind.ReLU6,
        ["leaky_relu"] = ActivationKind.LeakyReLU,
        ["elu"] = ActivationKind.Elu,
        ["selu"] = ActivationKind.Selu,
        ["softplus"] = ActivationKind.Softplus,
        ["softsign"] = ActivationKind.Softsign,
        ["gelu_erf"] = ActivationKind.Gelu,
        ["gelu_tanh"] = ActivationKind.GeluTanh,
        ["silu"] = ActivationKind.Silu,
        ["mish"] = ActivationKind.Mish,
        ["hardtanh"] = ActivationKind.HardTanh,
        ["hardsigmoid"] = ActivationKind.HardSigmoid,
        ["hardswish"] = ActivationKind.HardSwish,
        ["softmax"] = ActivationKind.Softmax,
    };

    private static readonly Dictionary<string, (LossKind Kind, double HuberDelta, double LabelSmoothing)> Losses = new()
    {
        ["half_sse_batchmean"] = (LossKind.HalfSquaredError, 1, 0),
        ["half_sse_sum"] = (LossKind.HalfSquaredError, 1, 0),
        ["mse"] = (LossKind.MeanSquaredError, 1, 0),
        ["mae"] = (LossKind.MeanAbsoluteError, 1, 0),
        ["huber_1"] = (LossKind.Huber, 1, 0),
        ["huber_0.5"] = (LossKind.Huber, 0.5, 0),
        ["logcosh"] = (LossKind.LogCosh, 1, 0),
        ["bce"] = (LossKind.BinaryCrossEntropy, 1, 0),
        ["bce_soft"] = (LossKind.BinaryCrossEntropy, 1, 0),
        ["bce_with_logits"] = (LossKind.BinaryCrossEntropyWithLogits, 1, 0),
        ["softmax_ce"] = (LossKind.CrossEntropy, 1, 0),
        ["ce_soft_targets"] = (LossKind.CrossEntropy, 1, 0),
        ["ce_with_logits"] = (LossKind.CrossEntropyWithLogits, 1, 0),
        ["ce_label_smoothing_0.1"] = (LossKind.CrossEntropyWithLogits, 1, 0.1),
        ["hinge"] = (LossKind.Hinge, 1, 0),
        ["squared_hinge"] = (LossKind.SquaredHinge, 1, 0),
        ["poisson_nll"] = (LossKind.PoissonNegativeLogLikelihood, 1, 0),
        ["kl_div"] = (LossKind.KullbackLeibler, 1, 0),
    };

    /// <summary>The spec of a case's network, in double precision.</summary>
    public static NetworkSpec Double(GoldenCase golden)
    {
        var loss = Losses[golden.Loss];
        var layers = golden.Activations.Zip(golden.Shape.Skip(1), (activation, units) => Layers.Dense(units, Activations[activation]));
        return Layers.Network(Name(golden), golden.Shape[0], loss.Kind, [.. layers]) with { HuberDelta = loss.HuberDelta, LabelSmoothing = loss.LabelSmoothing };
    }

    /// <summary>The networks of all cases, in double and in single precision.</summary>
    public static GeneratedNetworks Compile(IEnumerable<GoldenCase> cases) =>
        GeneratedNetworks.Compile(cases.Select(Double).SelectMany(spec => new[] { spec, spec.Single() }));

    private static string Name(GoldenCase golden)
    {
        var loss = Losses[golden.Loss];
        var activations = golden.Activations.Select(activation => Activations[activation].ToString());
        var options = (loss.HuberDelta != 1 ? "Narrow" : "") + (loss.LabelSmoothing != 0 ? "Smoothed" : "");
        return $"Net{string.Join('x', golden.Shape)}_{string.Join('_', activations)}_{loss.Kind}{options}";
    }
}
