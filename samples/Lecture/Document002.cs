using System;
using System.Collections.Generic;
using BackpropGen;

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
        NetworkTrace<double> trace = network.Traced();
        TracedValue<double> z1 = trace["z¹"], a1 = trace["a¹"], z2 = trace["z²"], a2 = trace["a²"];
        return
        [
            new("z₁¹", z1[0, 0]), new("z₂¹", z1[0, 1]), new("z₃¹", z1[0, 2]),
            new("a₁¹", a1[0, 0]), new("a₂¹", a1[0, 1]), new("a₃¹", a1[0, 2]),
            new("z₁²", z2[0, 0]), new("z₂²", z2[0, 1]),
            new("a₁²", a2[0, 0]), new("a₂²", a2[0, 1]),
            new("z³", trace["z³"][0, 0]),
            new("o", trace["o"][0, 0], "0.6718"),
            new("J(y, o)", trace.Loss, Remark: "= −ln o"),
        ];
    }

    /// <summary>The deltas, which become smaller towards the input.</summary>
    public static IReadOnlyList<Figure> Deltas(DerivationNetwork network)
    {
        NetworkTrace<double> trace = network.Traced();
        TracedValue<double> d2 = trace["δ²"], d1 = trace["δ¹"];
        return
        [
            new("δ³", trace["δ³"][0, 0], Remark: "= o − y"),
            new("δ₁²", d2[0, 0]),
            new("δ₂²", d2[0, 1]),
            new("δ₁¹", d1[0, 0], Remark: "= ∂E/∂w₁₀¹, whose input is 1"),
            new("δ₂¹", d1[0, 1]),
            new("δ₃¹", d1[0, 2]),
        ];
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
