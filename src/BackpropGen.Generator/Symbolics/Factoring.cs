using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Pulls common factors out of sums where the result costs no more: a − a² = a (1 − a).</summary>
internal static class Factoring
{
    // Beyond this a sum stays as it is: looking for what saves most takes time with a high power of the number of terms.
    private const int MaxCost = 1000;

    public static Expr Factor(Expr expression)
    {
        if (expression is not SumExpr { Cost: <= MaxCost } sum)
        {
            return expression;
        }

        // The factor that saves most, then the same again inside and outside of it.
        (Expr Factor, Expr Inner, Expr Outer)? best = null;
        int bestCost = int.MaxValue;
        foreach (var factor in CandidatesOf(sum))
        {
            var parts = sum.Terms.ToLookup(term => Contains(term, factor));
            Expr inner = SumExpr.Of(parts[true].Select(term => term / factor)), outer = SumExpr.Of(parts[false]);
            int cost = ((factor * inner) + outer).Cost;

            // A factor of all terms is pulled out even when that costs the same: a product reads better, and its sign shows.
            bool saves = outer.Equals(Expr.Zero) ? cost <= sum.Cost : cost < sum.Cost;
            (best, bestCost) = saves && cost < bestCost ? ((factor, inner, outer), cost) : (best, bestCost);
        }

        return best is var (pulled, within, apart) ? (pulled * Factor(within)) + Factor(apart) : sum;
    }

    /// <summary>A rational expression with its numerator factored.</summary>
    public static Expr FactorNumerator(Rational rational)
    {
        Expr expression = rational.ToExpr();
        return expression is SumExpr ? Factor(expression) : ProductExpr.Of(ProductExpr.FactorsOf(expression).Select(Factor));
    }

    private static bool Contains(Expr term, Expr factor) => factor is ConstantExpr number
        ? Math.Abs(ProductExpr.CoefficientOf(term)) == number.Value
        : Polynomial.Exponent(term, factor) > 0;

    // Bases in two terms or more, and the size of a coefficient that all terms have.
    private static IEnumerable<Expr> CandidatesOf(SumExpr sum)
    {
        double size = Math.Abs(ProductExpr.CoefficientOf(sum.Terms[0]));
        if (size != 1 && sum.Terms.All(term => Contains(term, size)))
        {
            yield return size;
        }

        var bases = sum.Terms.SelectMany(ProductExpr.FactorsOf).Where(factor => factor is not ConstantExpr).Select(PowerExpr.Split).Where(factor => factor.Exponent > 0);
        foreach (var group in bases.GroupBy(factor => factor.Base).Where(group => group.Count() > 1))
        {
            yield return group.Key;
        }
    }
}
