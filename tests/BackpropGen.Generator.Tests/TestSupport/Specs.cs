using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>Specs written down without source, for the stages behind the reader.</summary>
internal static class Specs
{
    public static NetworkSpec Network(int inputs, params LayerSpec[] layers) =>
        new() { Name = "Net", HintName = "Net.g.cs", Inputs = inputs, Layers = new EquatableArray<LayerSpec>(layers) };

    public static LayerSpec Dense(int units, ActivationKind activation = ActivationKind.Identity) =>
        new() { Kind = LayerKind.Dense, Units = units, Activation = activation };

    /// <summary>z where it is positive, slope · z elsewhere, with a slope that is trained.</summary>
    public static FunctionSpec PReLU(bool perUnit = false, string parameter = "slope")
    {
        var (z, slope) = (Expr.Variable(ActivationTable.Argument), new FunctionParameterSpec(parameter, 0.25, perUnit));
        return new() { Name = "PReLU", Formula = SelectExpr.Of(z, Relation.Greater, 0, z, Expr.Variable(slope.Variable) * z), Parameters = new([slope]) };
    }

    public static LayerSpec Add(params string[] sources) => new() { Kind = LayerKind.Add, Sources = new EquatableArray<string>(sources) };

    public static LayerSpec Concat(params string[] sources) => new() { Kind = LayerKind.Concat, Sources = new EquatableArray<string>(sources) };

    public static LayerSpec Dropout(double rate) => new() { Kind = LayerKind.Dropout, Rate = rate };

    public static LayerSpec LayerNorm { get; } = new() { Kind = LayerKind.LayerNorm };

    public static LayerSpec BatchNorm { get; } = new() { Kind = LayerKind.BatchNorm };
}
