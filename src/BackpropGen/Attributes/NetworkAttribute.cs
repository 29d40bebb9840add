using System;

namespace BackpropGen;

/// <summary>
/// Makes a partial class a neural network: the layer attributes that follow, in their order, declare it, and the generator writes its
/// forward and backward pass.
/// </summary>
/// <param name="inputs">Values a row, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(int inputs) : Attribute
{
    /// <summary>Values a row.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>What training makes small. Default <see cref="BackpropGen.Loss.Auto"/>.</summary>
    public Loss Loss { get; set; }

    /// <summary>
    /// The name of a static method marked <see cref="LossAttribute"/>, of the network's class or a type around it, in the place of <see cref="Loss"/>; the loss is its mean
    /// over the outputs. Default null.
    /// </summary>
    public string? LossMethod { get; set; }

    /// <summary>The type of the same project that declares <see cref="LossMethod"/>. Default null: the network's class and the types around it.</summary>
    public Type? LossDeclaring { get; set; }

    /// <summary>The type of parameters and values. Default <see cref="BackpropGen.Precision.Single"/>.</summary>
    public Precision Precision { get; set; }

    /// <summary>Whether only prediction is generated: no training code, no training state. Default false.</summary>
    public bool InferenceOnly { get; set; }

    /// <summary>Where <see cref="BackpropGen.Loss.Huber"/> goes from quadratic to linear, greater than 0. Default 1.</summary>
    public double HuberDelta { get; set; } = 1;

    /// <summary>For the cross-entropies: targets become (1 − s) t + s / K, for K outputs. In [0, 1). Default 0.</summary>
    public double LabelSmoothing { get; set; }
}
