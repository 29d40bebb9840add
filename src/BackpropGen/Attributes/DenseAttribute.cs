using System;

namespace BackpropGen;

/// <summary>A fully connected layer: z = W a + b, followed by a = f(z).</summary>
/// <param name="units">Units, at least 1.</param>
/// <param name="activation">The function f. Default <see cref="BackpropGen.Activation.Identity"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>Units.</summary>
    public int Units { get; } = units;

    /// <summary>The function f.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Which biases the layer has. Default <see cref="BackpropGen.Bias.PerNeuron"/>.</summary>
    public Bias Bias { get; set; }

    /// <summary>Whether training leaves the biases alone. Default false.</summary>
    public bool FrozenBias { get; set; }

    /// <summary>Sparse edges: one string a unit, one character a source, <c>#</c> for an edge and <c>.</c> for none. Default: all edges.</summary>
    public string[]? Connections { get; set; }

    /// <summary>How the weights get their first values. Default <see cref="BackpropGen.Initializer.Auto"/>.</summary>
    public Initializer Initializer { get; set; }
}
