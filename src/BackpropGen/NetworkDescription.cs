using System.Collections.Generic;

namespace BackpropGen;

/// <summary>What a network is, at run time: the one source for files, reports and exports.</summary>
public sealed record NetworkDescription
{
    /// <summary>The class's name without its namespace.</summary>
    public required string Name { get; init; }

    /// <summary>Values a row in.</summary>
    public required int InputCount { get; init; }

    /// <summary>Values a row out.</summary>
    public required int OutputCount { get; init; }

    /// <summary>Parameters, frozen ones included.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>The type of parameters and values.</summary>
    public required Precision Precision { get; init; }

    /// <summary>The loss; <see cref="BackpropGen.Loss.Auto"/> only where <see cref="LossMethod"/> stands in its place.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The name of the user's own loss, or null for a built-in one.</summary>
    public string? LossMethod { get; init; }

    /// <summary>The user's own loss as a formula of an output o and its target t, or null for a built-in one. The loss of a row is its mean over the outputs.</summary>
    public string? LossFormula { get; init; }

    /// <summary>The layers in the order declared; the last one is the output.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>What the loss is called.</summary>
    internal string LossName => LossMethod ?? Loss.ToString();
}

/// <summary>One layer of a network.</summary>
public sealed record LayerDescription
{
    /// <summary>The layer's own name, or one made of kind and number, such as <c>dense1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The attribute's name: <c>Dense</c>, <c>Add</c> and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>The layers it takes its input from, or <c>input</c>.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Values a row in.</summary>
    public required int InputCount { get; init; }

    /// <summary>Values a row out.</summary>
    public required int UnitCount { get; init; }

    /// <summary>
    /// The function that ends the layer; <see cref="BackpropGen.Activation.Identity"/> for layers without one. Of the user's own functions the built-in one that is the same,
    /// or <see cref="BackpropGen.Activation.Identity"/>.
    /// </summary>
    public Activation Activation { get; init; }

    /// <summary>The name of the user's own function that ends the layer, or null for a built-in one.</summary>
    public string? ActivationMethod { get; init; }

    /// <summary>The user's own function as a formula of z and its parameters, as it was written; or null for a built-in one. It is part of what a model file must agree with.</summary>
    public string? ActivationFormula { get; init; }

    /// <summary>Weights, then biases, then an activation's own parameters; gain, then shift; empty for layers without parameters.</summary>
    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    /// <summary>The sparse edges, one string a unit, or null for all edges.</summary>
    public IReadOnlyList<string>? Connections { get; init; }

    /// <summary>The probability that dropout drops a value; 0 for other layers.</summary>
    public double DropoutRate { get; init; }

    /// <summary>What the layer's function is called; null without one.</summary>
    internal string? ActivationName => ActivationMethod ?? (Activation == Activation.Identity ? null : Activation.ToString());
}

/// <summary>One tensor of parameters, a range of the canonical order.</summary>
public sealed record ParameterDescription
{
    /// <summary><c>weight</c>, <c>bias</c>, <c>gain</c>, <c>shift</c>, or <c>activation.</c> and the name of an activation's own parameter.</summary>
    public required string Name { get; init; }

    /// <summary>[to, from] for full weights, [edges] for sparse ones, [units] or [1] for the rest.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>Where it starts in the canonical order.</summary>
    public required int Offset { get; init; }

    /// <summary>How many values it has.</summary>
    public required int Count { get; init; }

    /// <summary>Whether training leaves it alone.</summary>
    public bool Frozen { get; init; }
}
