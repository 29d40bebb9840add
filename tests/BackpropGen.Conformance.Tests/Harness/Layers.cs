using BackpropGen.Generator;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>Short forms of layer specs.</summary>
internal static class Layers
{
    public static LayerSpec Dense(int units, ActivationKind activation = ActivationKind.Identity) =>
        new() { Kind = LayerKind.Dense, Units = units, Activation = activation };

    /// <summary>A dense layer with an activation of <see cref="UserFunctions"/>.</summary>
    public static LayerSpec Dense(int units, string function) => Dense(units) with { Function = UserFunctions.Activation(function) };

    public static LayerSpec Activate(string function) => Activate(ActivationKind.Identity) with { Function = UserFunctions.Activation(function) };

    public static LayerSpec Sparse(ActivationKind activation, params string[] connections) =>
        Dense(connections.Length, activation) with { HasConnections = true, Connections = new(connections) };

    public static LayerSpec Activate(ActivationKind activation) => new() { Kind = LayerKind.Activate, Activation = activation };

    public static LayerSpec Add(params string[] sources) => new() { Kind = LayerKind.Add, Sources = new(sources) };

    public static LayerSpec Concat(params string[] sources) => new() { Kind = LayerKind.Concat, Sources = new(sources) };

    public static LayerSpec Dropout(double rate) => new() { Kind = LayerKind.Dropout, Rate = rate };

    public static LayerSpec LayerNorm() => new() { Kind = LayerKind.LayerNorm };

    public static LayerSpec BatchNorm() => new() { Kind = LayerKind.BatchNorm };

    /// <summary>A network of layers in double precision.</summary>
    public static NetworkSpec Network(string name, int inputs, LossKind loss, params LayerSpec[] layers) =>
        new() { Name = name, Inputs = inputs, Loss = loss, IsDouble = true, Layers = new(layers) };

    /// <summary>The same network in single precision, its name ended by <c>Single</c>.</summary>
    public static NetworkSpec Single(this NetworkSpec spec) => spec with { Name = spec.Name + "Single", IsDouble = false };
}
