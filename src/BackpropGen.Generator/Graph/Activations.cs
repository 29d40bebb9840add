using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>The function of a layer: a row of the table, or the user's own.</summary>
internal static class Activations
{
    public static ActivationRow Of(LayerSpec layer) => layer.Function is { } function
        ? new ActivationRow(function.Name, function.Notation, SpellingRules.Simplify(function.Formula!))
        : ActivationTable.Of(layer.Activation);

    /// <summary>The row of the table that a layer's function is, should the user have written one of these; else the identity.</summary>
    public static ActivationKind BuiltIn(LayerSpec layer) => layer.Function is { } function
        ? ActivationTable.All.FirstOrDefault(pair => pair.Row.Formula.Equals(SpellingRules.Simplify(function.Formula!))).Kind
        : layer.Activation;

    /// <summary>Whether the layer applies no function.</summary>
    public static bool IsIdentity(LayerSpec layer) => layer is { Function: null, Activation: ActivationKind.Identity };
}
