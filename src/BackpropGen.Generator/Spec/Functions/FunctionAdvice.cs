using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>What may be said of a function that could be read: that nothing is learned through it, or that it is not finite everywhere.</summary>
internal static class FunctionAdvice
{
    public static IEnumerable<FunctionProblem> Find(IMethodSymbol method, FunctionRole role, FunctionReading reading)
    {
        if (reading.Function.Formula is not { } written)
        {
            return Enumerable.Empty<FunctionProblem>();
        }

        var formula = SpellingRules.Simplify(written);
        var learning = Learning(method, role, reading, formula).ToArray();
        return learning.Length > 0 || role == FunctionRole.Loss ? learning : Unstable(reading, formula);
    }

    private static IEnumerable<FunctionProblem> Learning(IMethodSymbol method, FunctionRole role, FunctionReading reading, Expr formula)
    {
        var argument = role == FunctionRole.Activation ? ActivationTable.Argument : LossTable.Output;
        if (Differentiator.By(formula, argument).Equals(Expr.Zero))
        {
            yield return new(DiagnosticDescriptors.FunctionFlat, reading.Name, new object[] { method.Name, method.Parameters[0].Name });
        }
        else if (DerivativeCheck.Of(reading.Function.Formula!).Compared == 0)
        {
            yield return new(DiagnosticDescriptors.FunctionUnchecked, reading.Name, new object[] { method.Name });
        }

        for (var i = 0; i < reading.Function.Parameters.Count; i++)
        {
            if (Differentiator.By(formula, reading.Function.Parameters[i].Variable).Equals(Expr.Zero))
            {
                var parameter = method.Parameters[i + 1];
                yield return new(DiagnosticDescriptors.FunctionParameterUnused, parameter.Locations[0], new object[] { method.Name, parameter.Name });
            }
        }
    }

    private static IEnumerable<FunctionProblem> Unstable(FunctionReading reading, Expr formula) => UnstableSpots.Find(formula, new Ranges()).Select(spot =>
    {
        string Text(Expr part) => MathNotation.Print(part, reading.Function.VariableNotation);
        var (rule, message) = spot.Kind switch
        {
            Instability.Logarithm => (DiagnosticDescriptors.UnstableLogarithm, new object[] { Text(spot.Part), spot.Part is CallExpr { Function.Name: "Log1p" } ? -1 : 0, Text(spot.Argument) }),
            Instability.Exponential => (DiagnosticDescriptors.UnstableExponential, new object[] { Text(spot.Part), Text(spot.Argument) }),
            _ => (DiagnosticDescriptors.UnstableDivision, new object[] { Text(spot.Part), Text(spot.Argument) }),
        };
        return new FunctionProblem(rule, Place(spot, reading), message);
    });

    /// <summary>The smallest expression in the source that becomes the part, or contains it; else the method's name.</summary>
    private static Location Place(UnstableSpot spot, FunctionReading reading) => reading.Origins
        .Select(origin => (Formula: Simplifier.Simplify(origin.Key), origin.Value))
        .Where(origin => origin.Formula.Subtrees().Contains(spot.Part))
        .OrderBy(origin => origin.Formula.Cost)
        .Select(origin => origin.Value)
        .FirstOrDefault() ?? reading.Name;
}
