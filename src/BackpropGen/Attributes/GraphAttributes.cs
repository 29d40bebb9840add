using System;

namespace BackpropGen;

/// <summary>An activation as a layer of its own.</summary>
/// <param name="activation">The function f.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ActivateAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The function f.</summary>
    public Activation Activation { get; } = activation;
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
