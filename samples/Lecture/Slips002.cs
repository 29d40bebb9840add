using System.Collections.Generic;
using BackpropGen;

namespace Lecture;

/// <summary>
/// Where document 002's 0.7043 comes from: two slips at once. In δ₂² it takes 1 − a₁² for 1 − a₂², and in the update it puts each weight
/// itself in the place of the learning rate: w − w δ a.
/// </summary>
internal static class Slips002
{
    // where the canonical order has what depends on δ₂²
    private const int SecondUnitEdges = 7;

    public static IReadOnlyList<Figure> Printed() =>
    [
        new("o, no slip", After(wrongIndex: false, weightAsRate: false)),
        new("o, wrong index", After(wrongIndex: true, weightAsRate: false)),
        new("o, weight as rate", After(wrongIndex: false, weightAsRate: true)),
        new("o, both slips", After(wrongIndex: true, weightAsRate: true), "0.7043"),
    ];

    private static double After(bool wrongIndex, bool weightAsRate)
    {
        DerivationNetwork network = DerivationNetwork.AsPrinted();
        var weights = new double[DerivationNetwork.ParameterCount];
        network.GetParameters(weights);
        double[] gradients = wrongIndex ? WrongIndexGradients(network) : network.Gradients();
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= (weightAsRate ? weights[i] : DerivationNetwork.LearningRate) * gradients[i];
        }

        network.SetParameters(weights);
        return network.Output();
    }

    /// <summary>The gradients that follow from the wrong δ₂²; those of the output's edges do not depend on it.</summary>
    private static double[] WrongIndexGradients(DerivationNetwork network)
    {
        NetworkTrace<double> trace = network.Traced();
        double[] gradients = network.Gradients(), a1 = trace["a¹"].Values.ToArray(), a2 = trace["a²"].Values.ToArray();
        double delta1 = gradients[SecondUnitEdges - 2] / a1[0];
        double delta2 = gradients[SecondUnitEdges] / a1[0] * (1 - a2[0]) / (1 - a2[1]);
        for (int unit = 0; unit < a1.Length; unit++)
        {
            double sum = (network.W2[0, unit] * delta1) + (network.W2[1, unit] * delta2);
            double delta = sum * trace["∂a¹/∂z¹"][0, unit];
            gradients[SecondUnitEdges + unit] = delta2 * a1[unit];

            // of the bias, and of the edge from x₁ = 1 that the first two units have
            gradients[2 + unit] = delta;
            if (unit < 2)
            {
                gradients[unit] = delta;
            }
        }

        return gradients;
    }
}
