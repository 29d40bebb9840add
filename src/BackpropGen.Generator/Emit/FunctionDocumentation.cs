using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>The user's own functions and their derivatives as formulas, for the comment of the class.</summary>
internal static class FunctionDocumentation
{
    private static readonly string[] Extremes = { "Max", "Min" }, Kinked = { "Abs", "Sign", "Max", "Min" };

    /// <summary>The lines of a network's functions, each function once, and what is said of their kinks.</summary>
    public static IEnumerable<string> Of(NetworkSpec network)
    {
        var activations = network.Layers.Select(layer => layer.Function).OfType<FunctionSpec>().Distinct().ToArray();
        var lines = activations.SelectMany(function => Lines(function, "(z)", Derivatives(function)));
        var functions = activations.ToList();
        if (network is { LossFunction: { } loss, InferenceOnly: false })
        {
            lines = lines.Concat(Lines(loss, "(o, t)", new[] { ($"∂{loss.Name}/∂o", LossTable.Output) }));
            functions.Add(loss);
        }

        return functions.Any(function => Has(function, Kinked)) ? lines.Append("at a kink the derivative is that of the branch that the value takes" + (functions.Any(function => Has(function, Extremes)) ? "; of max and min of equals, of the second" : "")) : lines;
    }

    private static IEnumerable<(string Notation, string Variable)> Derivatives(FunctionSpec function) =>
        new[] { (function.Name + "′(z)", ActivationTable.Argument) }.Concat(function.Parameters.Select(parameter => ($"∂{function.Name}/∂{parameter.Name}", parameter.Variable)));

    private static IEnumerable<string> Lines(FunctionSpec function, string arguments, IEnumerable<(string Notation, string Variable)> derivatives)
    {
        string Text(Expr formula) => MathNotation.Print(formula, function.VariableNotation);
        yield return $"{function.Name}{arguments} = {Text(SpellingRules.Simplify(function.Formula!))}";
        foreach (var (notation, variable) in derivatives)
        {
            yield return $"{notation} = {Text(Differentiator.By(SpellingRules.Simplify(function.Formula!), variable))}";
        }
    }

    private static bool Has(FunctionSpec function, string[] kinds) =>
        function.Formula!.Subtrees().Any(part => part is CallExpr call ? kinds.Contains(call.Function.Name) : part is SelectExpr && kinds == Kinked);
}
