using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>An expression as statements: locals, each over the ones before, and what is left.</summary>
internal sealed record SharedParts(EquatableArray<(string Name, Expr Definition)> Locals, Expr Result)
{
    /// <summary>Takes calls that occur more than once, and those that are raised to a power, out of an expression, so that printed code computes them once.</summary>
    /// <param name="expression">What is to be computed.</param>
    /// <param name="name">The name of the local number k, from 0; it must be a variable's name in the printed code too.</param>
    public static SharedParts Of(Expr expression, Func<int, string> name)
    {
        var locals = new List<(string, Expr)>();
        while (NextShared(expression) is { } shared)
        {
            string local = name(locals.Count);
            locals.Add((local, shared));
            expression = expression.Rewrite(node => node.Equals(shared) ? Expr.Variable(local) : null);
        }

        return new SharedParts(new EquatableArray<(string, Expr)>(locals), expression);
    }

    // The innermost first: what surrounds it is then shared in terms of it.
    private static Expr? NextShared(Expr expression)
    {
        var repeated = Occurrences(expression).GroupBy(part => part).Where(group => group.Count() > 1).Select(group => group.Key);
        return repeated.OrderBy(part => part.Cost).FirstOrDefault();
    }

    // A square is printed as two factors, so its base counts twice.
    private static IEnumerable<Expr> Occurrences(Expr expression)
    {
        var own = expression is CallExpr { Function.Cost: > Function.Elementary } ? new[] { expression } : Enumerable.Empty<Expr>();
        int times = expression is PowerExpr power ? Math.Abs(power.Exponent) : 1;
        var inner = expression.Children.SelectMany(Occurrences).ToList();
        return own.Concat(Enumerable.Repeat(inner, times).SelectMany(parts => parts));
    }
}
