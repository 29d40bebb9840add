using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Solves a definition a = f(z), linear-fractional in a power of one exponential kernel, for that power: from a = 1/(1 + e^(−z)) to e^z = a/(1 − a).</summary>
internal static class Inversion
{
    /// <summary>The kernel of <paramref name="definition"/> with its value in terms of <paramref name="value"/>, or null when there is no such solution.</summary>
    public static Kernel? Solve(Expr definition, Expr value)
    {
        Expr expanded = Kernel.Expand(definition);
        var exponents = expanded.Subtrees().Select(Kernel.Split).Where(split => split.HasValue).Select(split => split!.Value.Exponent).Distinct().ToList();
        if (exponents.Count != 1 || Rational.From(expanded, Kernel.Symbol(exponents[0])) is not { } fraction)
        {
            return null;
        }

        return SolveFraction(fraction, exponents[0], value);
    }

    /// <summary>The derivative of a function of one argument from its definition: in the function's own value where the definition can be solved, else simplified.</summary>
    public static Expr DerivativeInValue(Expr definition)
    {
        Expr derivative = Differentiator.Raw(definition, ((VariableExpr)Function.Parameter(0)).Name);
        var inValue = Solve(definition, Function.Value) is { } kernel ? Rational.From(derivative, kernel) : null;
        return Simplifier.Simplify(inValue is { IsPolynomial: true } ? inValue.ToExpr() : derivative);
    }

    private static Kernel? SolveFraction(Rational fraction, Expr exponent, Expr value)
    {
        if (fraction.Denominator is not { } denominator)
        {
            return null;
        }

        Expr kernel = FunctionTable.Exp.Of(exponent);
        var powers = Polynomial.TermsOf(fraction.Numerator).Concat(Polynomial.TermsOf(denominator))
            .Select(term => Polynomial.Exponent(term, kernel)).Where(power => power != 0).Distinct().ToList();
        if (powers.Count != 1)
        {
            return null;
        }

        // a = (p u + q)/(r u + s), so u = (q − a s)/(a r − p)
        var (p, q) = Split(fraction.Numerator, kernel, powers[0]);
        var (r, s) = Split(denominator, kernel, powers[0]);
        bool independent = new[] { p, q, r, s }.All(part => exponent.Variables.All(name => !part.DependsOn(name)));
        return independent && Rational.Multiply(Rational.Of(q - Polynomial.Times(s, value)), Rational.Of(Polynomial.Times(r, value) - p).Raise(-1)) is { } step ? new Kernel(exponent, powers[0], step) : null;
    }

    private static (Expr Slope, Expr Intercept) Split(Expr polynomial, Expr kernel, int power)
    {
        var terms = Polynomial.TermsOf(polynomial).ToLookup(term => Polynomial.Exponent(term, kernel) != 0);
        return (SumExpr.Of(terms[true].Select(term => term / PowerExpr.Of(kernel, power))), SumExpr.Of(terms[false]));
    }
}
