using System;
using System.Collections.Generic;
using static Lecture.Scalars;

namespace Lecture;

/// <summary>Document 002, number by number: zᵢˡ, aᵢˡ, δᵢˡ and wᵢⱼˡ of unit i in layer l, from unit j of the layer before; wᵢ₀ is the bias.</summary>
internal static class Document002
{
    // of each parameter in canonical order
    private static readonly string[] Names =
    [
        "w₁₁¹", "w₂₁¹", "w₁₀¹", "w₂₀¹", "w₃₀¹", "w₁₁²", "w₁₂²", "w₂₁²", "w₂₂²", "w₂₃²", "w₁₁³", "w₁₂³",
    ];

    public static IReadOnlyList<Figure> Forward(DerivationNetwork network)
    {
        double[] z1 = network.FirstNets(), a1 = network.FirstActivations(), z2 = network.SecondNets(), a2 = network.SecondActivations();
        return
        [
            new("z₁¹", z1[0]), new("z₂¹", z1[1]), new("z₃¹", z1[2]),
            new("a₁¹", a1[0]), new("a₂¹", a1[1]), new("a₃¹", a1[2]),
            new("z₁²", z2[0]), new("z₂²", z2[1]),
            new("a₁²", a2[0]), new("a₂²", a2[1]),
            new("z³", Net(network.W3, 0, a2, bias: 0)),
            new("o", network.Output(), "0.6718"),
            new("J(y, o)", network.ComputeLoss(DerivationNetwork.Inputs, DerivationNetwork.Targets), Remark: "= −ln o"),
        ];
    }

    /// <summary>The deltas, which become smaller towards the input. Those of layers without biases come from δ = ∂E/∂w / a of one of their edges.</summary>
    public static IReadOnlyList<Figure> Deltas(DerivationNetwork network)
    {
        double[] gradients = network.Gradients(), a1 = network.FirstActivations(), a2 = network.SecondActivations();
        return
        [
            new("δ³", Gradient("w₁₁³") / a2[0], Remark: "= o − y"),
            new("δ₁²", Gradient("w₁₁²") / a1[0]),
            new("δ₂²", Gradient("w₂₁²") / a1[0]),
            new("δ₁¹", Gradient("w₁₀¹"), Remark: "= ∂E/∂w₁₀¹, whose input is 1"),
            new("δ₂¹", Gradient("w₂₀¹")),
            new("δ₃¹", Gradient("w₃₀¹")),
        ];

        double Gradient(string name) => gradients[Array.IndexOf(Names, name)];
    }

    public static IReadOnlyList<Figure> Gradients(DerivationNetwork network) => Named("∂E/∂", network.Gradients());

    /// <summary>The weights after an update, and what the network says then.</summary>
    public static IReadOnlyList<Figure> Updated(DerivationNetwork network)
    {
        var parameters = new double[DerivationNetwork.ParameterCount];
        network.GetParameters(parameters);
        return [.. Named(string.Empty, parameters), new("o", network.Output(), Remark: "printed 0.7043: see below")];
    }

    private static IReadOnlyList<Figure> Named(string prefix, double[] values) =>
        Array.ConvertAll(Names, name => new Figure(prefix + name, values[Array.IndexOf(Names, name)]));
}
