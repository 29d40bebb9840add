using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A quotient of polynomials with what cancels cancelled: the normal form in which equal rational expressions meet.</summary>
/// <remarks>
/// The numerator is expanded; the denominator stays a product of powers, each base with a leading coefficient of 1. What is too long to be worth expanding is null, and so is
/// what is made of it.
/// </remarks>
internal sealed class Rational
{
    private readonly Expr _numerator;
    private readonly IReadOnlyDictionary<Expr, int> _denominator;

    private Rational(Expr numerator, IReadOnlyDictionary<Expr, int> denominator) => (_numerator, _denominator) = (numerator, denominator);

    public Expr Numerator => _numerator;

    public bool IsPolynomial => _denominator.Count == 0;

    /// <summary>The denominator, expanded.</summary>
    public Expr? Denominator => _denominator.Aggregate((Expr?)Expr.One, (product, factor) => Polynomial.Multiply(product, Polynomial.Power(factor.Key, factor.Value)));

    /// <summary>The normal form; powers of a kernel become powers of its value. Null when a kernel's power has no value, too.</summary>
    public static Rational? From(Expr expression, Kernel? kernel = null) => expression switch
    {
        SumExpr sum => Fold(sum.Terms, kernel, Add),
        ProductExpr product => Fold(product.Factors, kernel, Multiply),
        PowerExpr power when Math.Abs((long)power.Exponent) > Polynomial.MaxTerms => null,
        PowerExpr power => From(power.Base, kernel) is { } inner && (power.Exponent > 0 || !inner._numerator.Equals(Expr.Zero)) ? inner.Raise(power.Exponent) : null,
        _ when kernel?.ExponentOf(expression) is { } exponent => kernel.Value(exponent),
        _ => Of(expression),
    };

    public static Rational Of(Expr polynomial) => new(polynomial, new Dictionary<Expr, int>());

    public static Rational? Add(Rational? left, Rational? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var common = new Dictionary<Expr, int>(left._denominator.ToDictionary(factor => factor.Key, factor => factor.Value));
        foreach (var factor in right._denominator)
        {
            common[factor.Key] = Math.Max(factor.Value, common.TryGetValue(factor.Key, out int exponent) ? exponent : 0);
        }

        return left.Extended(common) is { } addend && right.Extended(common) is { } other ? Make(addend + other, common) : null;
    }

    public static Rational? Multiply(Rational? left, Rational? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var denominator = left._denominator.ToDictionary(factor => factor.Key, factor => factor.Value);
        foreach (var factor in right._denominator)
        {
            denominator.TryGetValue(factor.Key, out int exponent);
            denominator[factor.Key] = exponent + factor.Value;
        }

        return Make(Polynomial.Multiply(left._numerator, right._numerator), denominator);
    }

    /// <summary>The power; a negative one exchanges numerator and denominator.</summary>
    public Rational? Raise(int exponent)
    {
        if (exponent >= 0)
        {
            return Make(Polynomial.Power(_numerator, exponent), _denominator.ToDictionary(factor => factor.Key, factor => factor.Value * exponent));
        }

        // The new denominator: leading coefficient, common monomial and what is left, apart from each other.
        double lead = ProductExpr.CoefficientOf(Polynomial.TermsOf(_numerator)[0]);
        Expr monomial = Polynomial.CommonMonomial(_numerator);
        Expr rest = Polynomial.Times(_numerator, 1 / (lead * monomial));
        var denominator = ProductExpr.FactorsOf(monomial).Where(factor => factor is not ConstantExpr).Select(PowerExpr.Split).ToDictionary(factor => factor.Base, factor => factor.Exponent);
        if (rest is not ConstantExpr)
        {
            denominator.TryGetValue(rest, out int before);
            denominator[rest] = before + 1;
        }

        return Denominator is { } numerator ? Make(Polynomial.Times(numerator, 1 / lead), denominator)?.Raise(-exponent) : null;
    }

    /// <summary>The expression, its numerator expanded.</summary>
    public Expr ToExpr() => ProductExpr.Of(new[] { _numerator }.Concat(_denominator.Select(factor => PowerExpr.Of(factor.Key, -factor.Value))));

    private static Rational? Fold(IReadOnlyList<Expr> parts, Kernel? kernel, Func<Rational?, Rational?, Rational?> combine) =>
        parts.Skip(1).Aggregate(From(parts[0], kernel), (result, part) => result is null ? null : combine(result, From(part, kernel)));

    private static Rational? Make(Expr? numerator, Dictionary<Expr, int> denominator)
    {
        if (numerator is null || Polynomial.TermsOf(numerator).Count > Polynomial.MaxTerms)
        {
            return null;
        }

        foreach (var factor in denominator.Keys.ToList())
        {
            while (denominator[factor] > 0 && Polynomial.TryDivide(numerator, factor) is { } quotient)
            {
                numerator = quotient;
                denominator[factor]--;
            }
        }

        return new Rational(numerator, denominator.Where(factor => factor.Value > 0).ToDictionary(factor => factor.Key, factor => factor.Value));
    }

    private Expr? Extended(IReadOnlyDictionary<Expr, int> common) => common.Aggregate((Expr?)_numerator, (product, factor) =>
        Polynomial.Multiply(product, Polynomial.Power(factor.Key, factor.Value - (_denominator.TryGetValue(factor.Key, out int own) ? own : 0))));
}
