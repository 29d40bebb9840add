using System;

namespace BackpropGen;

/// <summary>An activation as a layer of its own.</summary>
/// <param name="activation">The function f.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivateAttribute(Activation activation) : LayerAttribute
{
    /// <summary>An activation of the user's own as a layer.</summary>
    /// <param name="activation">The name of a static method marked <see cref="ActivationAttribute"/>, of the network's class or a type around it.</param>
    public ActivateAttribute(string activation)
        : this(Activation.Identity) => ActivationMethod = activation;

    /// <summary>An activation of the user's own as a layer.</summary>
    /// <param name="declaring">The type of the same project that declares the method.</param>
    /// <param name="activation">The name of a static method marked <see cref="ActivationAttribute"/>.</param>
    public ActivateAttribute(Type declaring, string activation)
        : this(activation) => ActivationDeclaring = declaring;

    /// <summary>The function f; <see cref="BackpropGen.Activation.Identity"/> where <see cref="ActivationMethod"/> stands in its place.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The method that is f, or null for a built-in one.</summary>
    public string? ActivationMethod { get; }

    /// <summary>The type that declares <see cref="ActivationMethod"/>, or null for the network's class and the types around it.</summary>
    public Type? ActivationDeclaring { get; }
}

/// <summary>The sum of layers of one width.</summary>
/// <param name="sources">The names of two or more layers, or <c>input</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute(params string[] sources) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Sources { get; } = sources;
}

/// <summary>The outputs of layers, one after the other.</summary>
/// <param name="sources">The names of two or more layers, or <c>input</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute(params string[] sources) : LayerAttribute
{
    /// <summary>The names of the layers.</summary>
    public string[] Sources { get; } = sources;
}
