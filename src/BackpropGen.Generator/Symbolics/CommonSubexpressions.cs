using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Takes function calls that occur more than once out of a formula, so that each is computed once.</summary>
internal static class CommonSubexpressions
{
    /// <summary>The calls to compute first, innermost first, and the formula that uses them by name.</summary>
    /// <param name="formula">Any formula.</param>
    /// <param name="name">The name of the value number 0, 1, …</param>
    public static (IReadOnlyList<(string Name, Expr Definition)> Values, Expr Formula) Extract(Expr formula, Func<int, string> name)
    {
        var values = new List<(string Name, Expr Definition)>();
        while (Repeated(formula) is { } call)
        {
            var value = Expr.Variable(name(values.Count));
            values.Add((name(values.Count), call));
            formula = formula.Rewrite(node => node.Equals(call) ? value : null);
        }

        return (values, formula);
    }

    private static Expr? Repeated(Expr formula) => formula.Subtrees()
        .OfType<CallExpr>()
        .Where(call => call.Function.Cost > Function.Elementary)
        .GroupBy(call => (Expr)call)
        .Where(group => group.Count() > 1)
        .Select(group => group.Key)
        .OrderBy(call => call.Cost)
        .ThenBy(call => call.ToString(), StringComparer.Ordinal)
        .FirstOrDefault();
}
