using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The order in which people write terms and factors: a − t and 1 − a, 2 (a − t) a (1 − a).</summary>
internal static class PrintOrder
{
    /// <summary>Terms that are added first, those that are subtracted last; a constant leads only where it is all that is added.</summary>
    public static IReadOnlyList<Expr> Terms(SumExpr sum)
    {
        bool constantLeads = sum.Terms.Skip(1).All(IsNegative);
        return sum.Terms.OrderBy(term => IsNegative(term) ? 2 : term is ConstantExpr && !constantLeads ? 1 : 0).ToList();
    }

    /// <summary>The coefficient and the factors above and below the line.</summary>
    public static (double Coefficient, IReadOnlyList<Expr> Above, IReadOnlyList<Expr> Below) Factors(Expr expression)
    {
        var (coefficient, rest) = ProductExpr.Split(expression);
        var factors = ProductExpr.FactorsOf(rest).Where(factor => !factor.Equals(Expr.One)).ToLookup(factor => PowerExpr.Split(factor).Exponent > 0);
        return (coefficient, Grouped(factors[true].ToList()), Grouped(factors[false].Select(factor => PowerExpr.Of(factor, -1)).ToList()));
    }

    public static bool IsNegative(Expr term) => ProductExpr.CoefficientOf(term) < 0;

    // A variable (or call) with a factor in it alone, as a and 1 − a, is written beside that factor, after the rest.
    private static List<Expr> Grouped(IReadOnlyList<Expr> factors)
    {
        var partners = factors.Where(factor => !IsSum(factor)).ToDictionary(
            factor => factor, factor => factors.Where(other => IsSum(other) && IsIn(PowerExpr.Split(other).Base, PowerExpr.Split(factor).Base)).ToList());
        var taken = new HashSet<Expr>(partners.Values.SelectMany(sums => sums));
        return partners.Where(entry => entry.Value.Count == 0 && entry.Key is not CallExpr).Select(entry => entry.Key)
            .Concat(factors.Where(factor => IsSum(factor) && !taken.Contains(factor)).OrderByDescending(factor => factor.Variables.Count))
            .Concat(partners.Where(entry => entry.Value.Count == 0 && entry.Key is CallExpr).Select(entry => entry.Key))
            .Concat(partners.Where(entry => entry.Value.Count > 0).SelectMany(entry => new[] { entry.Key }.Concat(entry.Value)))
            .Distinct().ToList();
    }

    private static bool IsSum(Expr factor) => PowerExpr.Split(factor).Base is SumExpr;

    private static bool IsIn(Expr sum, Expr atom) => sum.Variables.SetEquals(atom.Variables) && (atom is CallExpr
        ? sum.Subtrees().Contains(atom)
        : sum.Children.SelectMany(ProductExpr.FactorsOf).Any(factor => PowerExpr.Split(factor).Base.Equals(atom)));
}
