using System;
using BackpropGen;

namespace Lecture;

/// <summary>The scalars that stand between the numbers a network gives by itself.</summary>
internal static class Scalars
{
    /// <summary>σ(z) = 1 / (1 + e⁻ᶻ).</summary>
    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>σ′(z), from a = σ(z).</summary>
    public static double SigmoidSlope(double a) => a * (1 - a);

    /// <summary>The net input of one unit: zᵢ = Σⱼ W[i, j] aⱼ + bᵢ; an absent edge counts 0.</summary>
    public static double Net(WeightView<double> weights, int unit, ReadOnlySpan<double> sources, double bias)
    {
        double net = bias;
        for (int source = 0; source < sources.Length; source++)
        {
            net += weights[unit, source] * sources[source];
        }

        return net;
    }
}
