using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>What a function is to give at a point, and how far rounding may lead from it.</summary>
internal sealed class Expectation
{
    private static readonly Expr[] Variables = [Expr.Variable("z"), Expr.Variable("p")];

    // more of it than 1% of a number tells nothing
    private const double MostOfInterest = 0.01, SingleUnit = 1.3e-7;

    private readonly Formula _formula;
    private readonly Lazy<Expr> _written, _simplified;
    private readonly Lazy<Expr>[] _derivatives;

    public Expectation(Formula formula)
    {
        _formula = formula;
        _written = new(() => formula.ToExpression(Variables));
        _simplified = new(() => Simplifier.Simplify(_written.Value));
        _derivatives = [new(() => Differentiator.By(_written.Value, "z")), new(() => Differentiator.By(_written.Value, "p"))];
    }

    /// <summary>Whether the compiler can take the function: a constant part that is no number is an error.</summary>
    public static bool IsAcceptable(Formula formula)
    {
        var expression = formula.ToExpression(Variables);
        return !expression.Subtrees().Concat(Simplifier.Simplify(expression).Subtrees()).Any(part => part is ConstantExpr { Value: var value } && !double.IsFinite(value));
    }

    /// <summary>What is wrong with results at a point; null if nothing is.</summary>
    public string? Judge(double z, double p, bool single, (double Value, double ByArgument, double ByParameter) actual)
    {
        double unit = single ? SingleUnit : Rounding.Unit;
        double At(string name) => name == "z" ? z : p;
        var byArgument = Differences.At(Points.Along(_formula, 0, z, p), z);
        var byParameter = Differences.At(Points.Along(_formula, 1, z, p), p);
        if (byArgument is null || byParameter is null)
        {
            return null;
        }

        double lost = Rounding.Of(_written.Value, At, unit) + Rounding.Of(_simplified.Value, At, unit) + (unit * byArgument.Scale);
        return Compare("value", byArgument.Value, actual.Value, lost)
            ?? Slope("z", byArgument, actual.ByArgument, _derivatives[0].Value, At, unit)
            ?? Slope("p", byParameter, actual.ByParameter, _derivatives[1].Value, At, unit);
    }

    private static string? Slope(string name, Differences expected, double actual, Expr derivative, Func<string, double> at, double unit) => expected.Derivative is not { } slope
        ? null
        : Compare("derivative by " + name, slope, actual, expected.Uncertainty + (1e-8 * Math.Max(1, Math.Abs(slope))) + Rounding.Of(derivative, at, unit) + (unit * expected.Scale));

    private static string? Compare(string what, double expected, double actual, double lost)
    {
        const double Margin = 16;
        double allowed = Margin * lost;
        return Math.Abs(actual - expected) <= allowed || !(lost < MostOfInterest * Math.Max(1, Math.Abs(expected))) ? null : $"{what}: {actual:R}, expected {expected:R} ± {allowed:G2}";
    }
}
