using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>Specs written down without source, for the stages behind the reader.</summary>
internal static class Specs
{
    public static NetworkSpec Network(int inputs, params LayerSpec[] layers) =>
        new() { Name = "Net", HintName = "Net.g.cs", Inputs = inputs, Layers = new EquatableArray<LayerSpec>(layers) };

    public static LayerSpec Dense(int units, ActivationKind activation = ActivationKind.Identity) =>
        new() { Kind = LayerKind.Dense, Units = units, Activation = activation };

    public static LayerSpec Add(params string[] sources) => new() { Kind = LayerKind.Add, Sources = new EquatableArray<string>(sources) };

    public static LayerSpec Concat(params string[] sources) => new() { Kind = LayerKind.Concat, Sources = new EquatableArray<string>(sources) };

    public static LayerSpec Dropout(double rate) => new() { Kind = LayerKind.Dropout, Rate = rate };

    public static LayerSpec LayerNorm { get; } = new() { Kind = LayerKind.LayerNorm };

    public static LayerSpec BatchNorm { get; } = new() { Kind = LayerKind.BatchNorm };
}
