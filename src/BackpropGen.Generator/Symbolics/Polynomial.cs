using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Arithmetic on expanded polynomials, written as canonical sums of monomials over atoms (anything that is not a sum, product or power).</summary>
internal static class Polynomial
{
    /// <summary>More terms than this are not worth expanding: the written form is shorter.</summary>
    public const int MaxTerms = 32;

    // Of so many products of terms few are alike: the expanded product is too long as well.
    private const int MaxProducts = 256;

    // A coefficient that should have cancelled is left with the rounding error of the others.
    private const double RoundingError = 1e-14;

    public static IReadOnlyList<Expr> TermsOf(Expr polynomial) => polynomial is SumExpr sum ? sum.Terms : polynomial.Equals(Expr.Zero) ? Array.Empty<Expr>() : new[] { polynomial };

    /// <summary>The expanded product; null when it, or a factor, is too long to be worth expanding.</summary>
    public static Expr? Multiply(Expr? left, Expr? right) => left is null || right is null || TermsOf(left).Count * TermsOf(right).Count > MaxProducts
        ? null
        : SumExpr.Of(TermsOf(left).SelectMany(_ => TermsOf(right), (a, b) => a * b));

    /// <summary>The expanded product with a single term.</summary>
    public static Expr Times(Expr polynomial, Expr term) => SumExpr.Of(TermsOf(polynomial).Select(own => own * term));

    /// <summary>The expanded power; null when it is too long to be worth expanding.</summary>
    public static Expr? Power(Expr polynomial, int exponent) => Enumerable.Repeat(polynomial, exponent).Aggregate((Expr?)Expr.One, Multiply);

    /// <summary>The quotient when <paramref name="divisor"/> divides exactly, else null.</summary>
    public static Expr? TryDivide(Expr dividend, Expr divisor)
    {
        var atoms = TermsOf(dividend).Concat(TermsOf(divisor)).SelectMany(AtomsOf).Distinct().OrderBy(atom => atom, Comparer<Expr>.Create(Expr.Compare)).ToList();
        Expr lead = Leading(divisor, atoms);
        double scale = Scale(dividend);
        Expr quotient = Expr.Zero;
        Expr rest = dividend;
        for (int step = 0; step < MaxTerms && !rest.Equals(Expr.Zero); step++)
        {
            Expr part = Leading(rest, atoms) / lead;
            if (ProductExpr.FactorsOf(part).Any(factor => PowerExpr.Split(factor).Exponent < 0))
            {
                return null;
            }

            quotient += part;
            rest = DropRounding(rest - Times(divisor, part), scale);
        }

        return rest.Equals(Expr.Zero) ? quotient : null;
    }

    /// <summary>The monomial that divides every term, without a coefficient.</summary>
    public static Expr CommonMonomial(Expr polynomial)
    {
        var terms = TermsOf(polynomial);
        return terms.Count == 0 ? Expr.One : ProductExpr.Of(AtomsOf(terms[0]).Select(atom => PowerExpr.Of(atom, terms.Min(term => Exponent(term, atom)))));
    }

    /// <summary>The exponent of an atom in a monomial.</summary>
    public static int Exponent(Expr monomial, Expr atom)
    {
        var factors = ProductExpr.FactorsOf(monomial);
        for (int i = 0; i < factors.Count; i++)
        {
            var (@base, exponent) = PowerExpr.Split(factors[i]);
            if (@base.Equals(atom))
            {
                return exponent;
            }
        }

        return 0;
    }

    private static IEnumerable<Expr> AtomsOf(Expr monomial) =>
        ProductExpr.FactorsOf(monomial).Where(factor => factor is not ConstantExpr).Select(factor => PowerExpr.Split(factor).Base);

    private static Expr Leading(Expr polynomial, IReadOnlyList<Expr> atoms) =>
        TermsOf(polynomial).OrderByDescending(term => atoms.Select(atom => Exponent(term, atom)).ToList(), Comparer<List<int>>.Create(Lexicographic)).First();

    private static int Lexicographic(List<int> left, List<int> right) => left.Zip(right, (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0);

    private static double Scale(Expr polynomial) => TermsOf(polynomial).Select(term => Math.Abs(ProductExpr.CoefficientOf(term))).DefaultIfEmpty(0).Max();

    private static Expr DropRounding(Expr polynomial, double scale) =>
        SumExpr.Of(TermsOf(polynomial).Where(term => Math.Abs(ProductExpr.CoefficientOf(term)) > RoundingError * scale));
}
