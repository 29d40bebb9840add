using System.Collections.Generic;
using static Lecture.Scalars;

namespace Lecture;

/// <summary>Document 001, number by number, from its printed weights to its first update.</summary>
internal static class Document001
{
    /// <summary>The forward pass. Outs of the output layer and E_total are the network's own; the rest follows from its weights.</summary>
    public static IReadOnlyList<Figure> Forward(LectureNetwork network)
    {
        double[] hiddenNets = network.HiddenNets(), hidden = network.HiddenOuts(), nets = network.OutputNets(), outs = network.Outs();
        return
        [
            new("net_h1", hiddenNets[0], "0.3775"),
            new("net_h2", hiddenNets[1]),
            new("out_h1", hidden[0], "0.593269992"),
            new("out_h2", hidden[1], "0.596884378"),
            new("net_o1", nets[0], "1.105905967"),
            new("net_o2", nets[1]),
            new("out_o1", outs[0], "0.75136507"),
            new("out_o2", outs[1], "0.772928465"),
            new("E_o1", HalfSquare(LectureNetwork.Targets[0] - outs[0]), "0.274811083"),
            new("E_o2", HalfSquare(LectureNetwork.Targets[1] - outs[1]), "0.023560026"),
            new("E_total", network.Error, "0.298371109"),
        ];
    }

    /// <summary>The backward pass to w5…w8: each factor of the chain rule, then δ and the products as the network computes them.</summary>
    public static IReadOnlyList<Figure> BackwardOutput(LectureNetwork network)
    {
        double[] outs = network.Outs(), hidden = network.HiddenOuts();
        LectureGradients gradients = network.Gradients();
        return
        [
            new("∂E_total/∂out_o1", outs[0] - LectureNetwork.Targets[0], "0.74136507"),
            new("∂E_total/∂out_o2", outs[1] - LectureNetwork.Targets[1]),
            new("∂out_o1/∂net_o1", SigmoidSlope(outs[0]), "0.186815602"),
            new("∂out_o2/∂net_o2", SigmoidSlope(outs[1])),
            new("∂net_o1/∂w5", hidden[0], "0.593269992", "= out_h1"),
            new("δ_o1", gradients.OutputDeltas[0], "0.138498562", "= ∂E_o1/∂net_o1"),
            new("δ_o2", gradients.OutputDeltas[1], Remark: "= ∂E_o2/∂net_o2"),
            new("∂E_total/∂w5", gradients.Weights[4], "0.082167041"),
            new("∂E_total/∂w6", gradients.Weights[5]),
            new("∂E_total/∂w7", gradients.Weights[6]),
            new("∂E_total/∂w8", gradients.Weights[7]),
        ];
    }

    /// <summary>The backward pass to w1…w4: the error reaches out_h1 over o1 and over o2.</summary>
    public static IReadOnlyList<Figure> BackwardHidden(LectureNetwork network)
    {
        LectureGradients gradients = network.Gradients();
        double[] hidden = network.HiddenOuts();
        double overO1 = gradients.OutputDeltas[0] * network.W2[0, 0];
        double overO2 = gradients.OutputDeltas[1] * network.W2[1, 0];
        return
        [
            new("∂net_o1/∂out_h1", network.W2[0, 0], "0.40", "= w5"),
            new("∂E_o1/∂out_h1", overO1, "0.055399425"),
            new("∂E_o2/∂out_h1", overO2, "-0.019049119", "printed from rounded factors: the last digit is 8"),
            new("∂E_total/∂out_h1", overO1 + overO2, "0.036350306"),
            new("∂out_h1/∂net_h1", SigmoidSlope(hidden[0]), "0.241300709"),
            new("∂out_h2/∂net_h2", SigmoidSlope(hidden[1])),
            new("∂net_h1/∂w1", LectureNetwork.Inputs[0], "0.05", "= i1"),
            new("δ_h1", gradients.HiddenDeltas[0], Remark: "= ∂E_total/∂net_h1"),
            new("δ_h2", gradients.HiddenDeltas[1], Remark: "= ∂E_total/∂net_h2"),
            new("∂E_total/∂w1", gradients.Weights[0], "0.000438568"),
            new("∂E_total/∂w2", gradients.Weights[1]),
            new("∂E_total/∂w3", gradients.Weights[2]),
            new("∂E_total/∂w4", gradients.Weights[3]),
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
