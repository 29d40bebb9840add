using System;

namespace BackpropGen;

/// <summary>A fully connected layer: z = W a + b, followed by a = f(z).</summary>
/// <param name="units">Units, at least 1.</param>
/// <param name="activation">The function f. Default <see cref="BackpropGen.Activation.Identity"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute
{
    /// <summary>A fully connected layer with an activation of the user's own.</summary>
    /// <param name="units">Units, at least 1.</param>
    /// <param name="activation">The name of a static method marked <see cref="ActivationAttribute"/>, of the network's class or a type around it.</param>
    public DenseAttribute(int units, string activation)
        : this(units) => ActivationMethod = activation;

    /// <summary>A fully connected layer with an activation of the user's own.</summary>
    /// <param name="units">Units, at least 1.</param>
    /// <param name="declaring">The type of the same project that declares the method.</param>
    /// <param name="activation">The name of a static method marked <see cref="ActivationAttribute"/>.</param>
    public DenseAttribute(int units, Type declaring, string activation)
        : this(units, activation) => ActivationDeclaring = declaring;

    /// <summary>Units.</summary>
    public int Units { get; } = units;

    /// <summary>The function f; <see cref="BackpropGen.Activation.Identity"/> where <see cref="ActivationMethod"/> stands in its place.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The method that is f, or null for a built-in one.</summary>
    public string? ActivationMethod { get; }

    /// <summary>The type that declares <see cref="ActivationMethod"/>, or null for the network's class and the types around it.</summary>
    public Type? ActivationDeclaring { get; }

    /// <summary>Which biases the layer has. Default <see cref="BackpropGen.Bias.PerNeuron"/>.</summary>
    public Bias Bias { get; set; }

    /// <summary>Whether training leaves the biases alone. Default false.</summary>
    public bool FrozenBias { get; set; }

    /// <summary>Sparse edges: one string a unit, one character a source, <c>#</c> for an edge and <c>.</c> for none. Default: all edges.</summary>
    public string[]? Connections { get; set; }

    /// <summary>How the weights get their first values. Default <see cref="BackpropGen.Initializer.Auto"/>.</summary>
    public Initializer Initializer { get; set; }
}
