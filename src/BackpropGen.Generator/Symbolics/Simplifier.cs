using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Gives the cheapest of the equal forms that the rules, factoring and the rational normal form lead to.</summary>
internal static class Simplifier
{
    // Rules lead to ever simpler nodes; the bound only guards against a pair of rules that undo each other.
    private const int MaxSteps = 64;

    // Beyond this the written form of a formula is kept: normal forms of large expressions are larger still.
    private const int MaxCostOfNormalForm = 150;

    // The networks of a compilation are much alike, so that most of their formulas have been simplified before.
    private const int MaxRemembered = 10_000;

    [ThreadStatic]
    private static Dictionary<Expr, Expr>? _remembered;

    public static Expr Simplify(Expr expression)
    {
        var remembered = _remembered ??= new Dictionary<Expr, Expr>();
        if (remembered.TryGetValue(expression, out var known))
        {
            return known;
        }

        Expr result = ToFixedPoint(expression);
        if (remembered.Count > MaxRemembered)
        {
            remembered.Clear();
        }

        remembered[expression] = result;
        remembered[result] = result;
        return result;
    }

    /// <summary>The cheapest; of equally cheap ones the first.</summary>
    public static Expr CheapestOf(IEnumerable<Expr> candidates) => candidates.Aggregate((best, next) => next.Cost < best.Cost ? next : best);

    private static Expr ToFixedPoint(Expr expression)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            Expr next = Cheapest(ApplyRules(expression.MapChildren(Simplify)));
            if (next.Equals(expression))
            {
                return next;
            }

            expression = next;
        }

        return expression;
    }

    private static Expr ApplyRules(Expr node)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            var rewritten = SimplificationRules.All.Select(rule => rule.Apply(node)).FirstOrDefault(result => result is not null && !result.Equals(node));
            if (rewritten is null)
            {
                return node;
            }

            node = rewritten.MapChildren(Simplify);
        }

        return node;
    }

    private static Expr Cheapest(Expr node)
    {
        if (node is not (SumExpr or ProductExpr))
        {
            return node;
        }

        var candidates = new List<Expr> { Factoring.Factor(node) };
        if (CanExpand(node) && node.Cost < MaxCostOfNormalForm && Rational.From(node) is { } rational)
        {
            candidates.Add(Factoring.FactorNumerator(rational));
        }

        return CheapestOf(candidates);
    }

    // Only sums within products and quotients have another normal form than they are written in.
    private static bool CanExpand(Expr node) => (node is SumExpr sum ? sum.Terms : (IReadOnlyList<Expr>)new[] { node }).Select(ProductExpr.FactorsOf)
        .Any(factors => factors.Any(factor => factor is PowerExpr { Exponent: < 0 }) || factors.Count(factor => factor is ConstantExpr || PowerExpr.Split(factor).Base is SumExpr) > (node is SumExpr ? 0 : 1));
}
