using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A sum of two or more terms: no sum among them, at most one constant, no two alike but for a coefficient.</summary>
internal sealed record SumExpr(EquatableArray<Expr> Terms) : Expr(Hash(3, Terms.GetHashCode()), CostOf(Terms))
{
    public override IReadOnlyList<Expr> Children => Terms;

    protected override int Rank => 6;

    public static Expr Of(IEnumerable<Expr> terms)
    {
        double constant = 0;
        var coefficients = new Dictionary<Expr, double>();
        foreach (var term in terms.SelectMany(Flatten))
        {
            if (term is ConstantExpr number)
            {
                constant += number.Value;
                continue;
            }

            var (coefficient, rest) = ProductExpr.Split(term);
            coefficients.TryGetValue(rest, out double before);
            coefficients[rest] = before + coefficient;
        }

        var result = coefficients.Where(term => term.Value != 0).OrderBy(term => term.Key, Comparer<Expr>.Create(Compare))
            .Select(term => ProductExpr.Scaled(term.Value, term.Key)).ToList();
        if (constant != 0)
        {
            result.Insert(0, Constant(constant));
        }

        return result.Count switch { 0 => Zero, 1 => result[0], _ => new SumExpr(new EquatableArray<Expr>(result)) };
    }

    public override double Evaluate(Func<string, double> variable) => Terms.Sum(term => term.Evaluate(variable));

    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children);

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => 0;

    // A term's coefficient of −1 is a subtraction, no multiplication; only a sum that begins with a minus pays for it.
    private static int CostOf(EquatableArray<Expr> terms) => terms.Count - 1 - Math.Min(terms.Count(IsNegated), terms.Count - 1) + terms.Sum(term => term.Cost);

    private static bool IsNegated(Expr term) => term is ProductExpr && ProductExpr.CoefficientOf(term) == -1;

    // A minus before a sum belongs to its terms; any other coefficient stays outside, where it is one multiplication.
    private static IEnumerable<Expr> Flatten(Expr term)
    {
        if (term is SumExpr sum)
        {
            return sum.Terms;
        }

        var (coefficient, rest) = ProductExpr.Split(term);
        return coefficient == -1 && rest is SumExpr negated ? negated.Terms.Select(part => -part) : new[] { term };
    }
}

/// <summary>A product of two or more factors: no product among them, at most one constant (the first), no base twice.</summary>
internal sealed record ProductExpr(EquatableArray<Expr> Factors) : Expr(Hash(4, Factors.GetHashCode()), Factors.Count - 1 + Factors.Sum(factor => factor.Cost))
{
    public override IReadOnlyList<Expr> Children => Factors;

    protected override int Rank => 3;

    public static Expr Of(IEnumerable<Expr> factors)
    {
        double constant = 1;
        var exponents = new Dictionary<Expr, int>();
        foreach (var factor in factors.SelectMany(factor => factor is ProductExpr product ? product.Factors : (IEnumerable<Expr>)new[] { factor }))
        {
            if (factor is ConstantExpr number)
            {
                constant = Fold(constant, number.Value);
                continue;
            }

            var (@base, exponent) = PowerExpr.Split(factor);
            exponents.TryGetValue(@base, out int before);
            exponents[@base] = before + exponent;
        }

        var result = exponents.Where(factor => factor.Value != 0).OrderBy(factor => factor.Key, Comparer<Expr>.Create(Compare))
            .Select(factor => PowerExpr.Of(factor.Key, factor.Value)).ToList();
        if (constant == 0 || result.Count == 0)
        {
            return Constant(constant == 0 ? 0 : constant);
        }

        if (constant != 1)
        {
            result.Insert(0, Constant(constant));
        }

        return result.Count == 1 ? result[0] : new ProductExpr(new EquatableArray<Expr>(result));
    }

    /// <summary>The constant factor (1 when there is none) and the rest.</summary>
    public static (double Coefficient, Expr Remainder) Split(Expr expression) => expression switch
    {
        ConstantExpr number => (number.Value, One),
        ProductExpr product when product.Factors[0] is ConstantExpr number => (number.Value, product.Factors.Count == 2 ? product.Factors[1] : new ProductExpr(new EquatableArray<Expr>(product.Factors.Skip(1)))),
        _ => (1, expression),
    };

    /// <summary>The constant factor, 1 when there is none.</summary>
    public static double CoefficientOf(Expr expression) => (expression is ProductExpr product ? product.Factors[0] : expression) is ConstantExpr number ? number.Value : 1;

    /// <summary>A remainder, as <see cref="Split"/> gives it, with another constant factor than 0.</summary>
    public static Expr Scaled(double coefficient, Expr remainder)
    {
        double folded = Fold(1, coefficient);
        return folded == 1 ? remainder : new ProductExpr(new EquatableArray<Expr>(FactorsOf(remainder).Prepend(Constant(folded))));
    }

    /// <summary>The factors of an expression that need not be a product.</summary>
    public static IReadOnlyList<Expr> FactorsOf(Expr expression) => expression is ProductExpr product ? product.Factors : new[] { expression };

    public override double Evaluate(Func<string, double> variable) => Factors.Aggregate(1.0, (value, factor) => value * factor.Evaluate(variable));

    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children);

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => 0;

    // √½ √½ is ½ and λ (1/λ) is 1, which rounding misses by a unit or two in the last place.
    private static double Fold(double left, double right)
    {
        const double TwoUlps = 5e-16;
        double product = left * right, halves = Math.Round(2 * product) / 2;
        return Math.Abs(product - halves) <= TwoUlps * Math.Abs(halves) ? halves : product;
    }
}

/// <summary>An integer power other than 0 and 1; the power −1 is the reciprocal.</summary>
internal sealed record PowerExpr(Expr Base, int Exponent) : Expr(Hash(5, Base.GetHashCode(), Exponent), Base.Cost + Math.Abs(Exponent) - 1 + (Exponent < 0 ? DivisionCost : 0))
{
    private const int DivisionCost = 4;

    public override IReadOnlyList<Expr> Children => new[] { Base };

    protected override int Rank => 2;

    public static Expr Of(Expr @base, int exponent) => (@base, exponent) switch
    {
        (_, 0) => One,
        (_, 1) => @base,
        (ConstantExpr number, _) => Constant(Math.Pow(number.Value, exponent)),
        (PowerExpr inner, _) => Of(inner.Base, inner.Exponent * exponent),
        (ProductExpr product, _) => ProductExpr.Of(product.Factors.Select(factor => Of(factor, exponent))),
        _ => new PowerExpr(@base, exponent),
    };

    /// <summary>Base and exponent of an expression that need not be a power.</summary>
    public static (Expr Base, int Exponent) Split(Expr expression) => expression is PowerExpr power ? (power.Base, power.Exponent) : (expression, 1);

    public override double Evaluate(Func<string, double> variable)
    {
        double value = Base.Evaluate(variable);
        double power = 1;
        for (int i = 0; i < Math.Abs(Exponent); i++)
        {
            power *= value;
        }

        return Exponent < 0 ? 1 / power : power;
    }

    public override Expr WithChildren(IReadOnlyList<Expr> children) => Of(children[0], Exponent);

    public override int GetHashCode() => base.GetHashCode();

    protected override int CompareOwn(Expr other) => Compare(Base, ((PowerExpr)other).Base) is var byBase && byBase != 0 ? byBase : Exponent.CompareTo(((PowerExpr)other).Exponent);
}
