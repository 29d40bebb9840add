using System.Collections.Generic;
using BackpropGen;

namespace Lecture;

/// <summary>Document 001, number by number, from its printed weights to its first update.</summary>
internal static class Document001
{
    /// <summary>The forward pass.</summary>
    public static IReadOnlyList<Figure> Forward(LectureNetwork network)
    {
        NetworkTrace<double> trace = network.Traced();
        TracedValue<double> nets = trace["z¹"], outs = trace["a¹"], outputNets = trace["z²"], outputs = trace["o"];
        return
        [
            new("net_h1", nets[0, 0], "0.3775"),
            new("net_h2", nets[0, 1]),
            new("out_h1", outs[0, 0], "0.593269992"),
            new("out_h2", outs[0, 1], "0.596884378"),
            new("net_o1", outputNets[0, 0], "1.105905967"),
            new("net_o2", outputNets[0, 1]),
            new("out_o1", outputs[0, 0], "0.75136507"),
            new("out_o2", outputs[0, 1], "0.772928465"),
            new("E_o1", HalfSquare(LectureNetwork.Targets[0] - outputs[0, 0]), "0.274811083"),
            new("E_o2", HalfSquare(LectureNetwork.Targets[1] - outputs[0, 1]), "0.023560026"),
            new("E_total", trace.Loss, "0.298371109"),
        ];
    }

    /// <summary>The backward pass to w5…w8: each factor of the chain rule, then δ and the products.</summary>
    public static IReadOnlyList<Figure> BackwardOutput(LectureNetwork network)
    {
        NetworkTrace<double> trace = network.Traced();
        TracedValue<double> error = trace["∂E/∂o"], slope = trace["∂o/∂z²"], delta = trace["δ²"], weights = trace["∂E/∂W²"];
        return
        [
            new("∂E_total/∂out_o1", error[0, 0], "0.74136507"),
            new("∂E_total/∂out_o2", error[0, 1]),
            new("∂out_o1/∂net_o1", slope[0, 0], "0.186815602"),
            new("∂out_o2/∂net_o2", slope[0, 1]),
            new("∂net_o1/∂w5", trace["∂z²/∂W²"][0, 0], "0.593269992", "= out_h1"),
            new("δ_o1", delta[0, 0], "0.138498562", "= ∂E_o1/∂net_o1"),
            new("δ_o2", delta[0, 1], Remark: "= ∂E_o2/∂net_o2"),
            new("∂E_total/∂w5", weights[0, 0], "0.082167041"),
            new("∂E_total/∂w6", weights[0, 1]),
            new("∂E_total/∂w7", weights[1, 0]),
            new("∂E_total/∂w8", weights[1, 1]),
        ];
    }

    /// <summary>The backward pass to w1…w4: the error reaches out_h1 over o1 and over o2.</summary>
    public static IReadOnlyList<Figure> BackwardHidden(LectureNetwork network)
    {
        NetworkTrace<double> trace = network.Traced();
        TracedValue<double> outputDelta = trace["δ²"], slope = trace["∂a¹/∂z¹"], delta = trace["δ¹"], weights = trace["∂E/∂W¹"];
        return
        [
            new("∂net_o1/∂out_h1", network.W2[0, 0], "0.40", "= w5"),
            new("∂E_o1/∂out_h1", outputDelta[0, 0] * network.W2[0, 0], "0.055399425"),
            new("∂E_o2/∂out_h1", outputDelta[0, 1] * network.W2[1, 0], "-0.019049119", "printed from rounded factors: the last digit is 8"),
            new("∂E_total/∂out_h1", trace["∂E/∂a¹"][0, 0], "0.036350306"),
            new("∂out_h1/∂net_h1", slope[0, 0], "0.241300709"),
            new("∂out_h2/∂net_h2", slope[0, 1]),
            new("∂net_h1/∂w1", trace["∂z¹/∂W¹"][0, 0], "0.05", "= i1"),
            new("δ_h1", delta[0, 0], Remark: "= ∂E_total/∂net_h1"),
            new("δ_h2", delta[0, 1], Remark: "= ∂E_total/∂net_h2"),
            new("∂E_total/∂w1", weights[0, 0], "0.000438568"),
            new("∂E_total/∂w2", weights[0, 1]),
            new("∂E_total/∂w3", weights[1, 0]),
            new("∂E_total/∂w4", weights[1, 1]),
        ];
    }

    /// <summary>The weights after an update.</summary>
    public static IReadOnlyList<Figure> Updated(LectureNetwork network) =>
    [
        new("w1+", network.W1[0, 0], "0.149780716"),
        new("w2+", network.W1[0, 1], "0.19956143"),
        new("w3+", network.W1[1, 0], "0.24975114"),
        new("w4+", network.W1[1, 1], "0.29950229"),
        new("w5+", network.W2[0, 0], "0.35891648"),
        new("w6+", network.W2[0, 1], "0.408666186"),
        new("w7+", network.W2[1, 0], "0.511301270"),
        new("w8+", network.W2[1, 1], "0.561370121"),
    ];

    private static double HalfSquare(double error) => 0.5 * error * error;
}
