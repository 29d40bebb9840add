using System;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The exponential e^w in whose powers a family of functions is rational, and a value for them.</summary>
/// <param name="Exponent">w, with a leading coefficient of 1.</param>
/// <param name="Step">Only powers e^(k w) with k a multiple of this have a value.</param>
/// <param name="StepValue">The value of e^(Step w).</param>
internal sealed record Kernel(Expr Exponent, int Step, Rational StepValue)
{
    /// <summary>The kernel that stands for itself: powers stay powers of e^w.</summary>
    public static Kernel Symbol(Expr exponent) => new(exponent, 1, Rational.Of(FunctionTable.Exp.Of(exponent)));

    /// <summary>The w of an exponential e^(k w) and its k; null for anything else, a k that is no integer, or one so large that its power is not worth expanding.</summary>
    public static (Expr Exponent, int Power)? Split(Expr expression)
    {
        if (expression is not CallExpr { Function.Name: "Exp" } call)
        {
            return null;
        }

        var (coefficient, rest) = ProductExpr.Split(call.Argument);
        if (rest is SumExpr sum && ProductExpr.CoefficientOf(sum.Terms[0]) < 0)
        {
            (coefficient, rest) = (-coefficient, SumExpr.Of(new[] { -rest }));
        }

        return coefficient == Math.Round(coefficient) && coefficient != 0 && Math.Abs(coefficient) <= Polynomial.MaxTerms ? (rest, (int)coefficient) : null;
    }

    /// <summary>Calls of functions that are defined by exponentials, replaced by their definitions.</summary>
    public static Expr Expand(Expr expression) => expression.Rewrite(node =>
        node is CallExpr { Function.Definition: { } definition } call && Expand(Function.Bind(definition, call)) is var bound && bound is not CallExpr ? bound : null);

    /// <summary>The k of e^(k w), or null when the expression is something else.</summary>
    public int? ExponentOf(Expr expression) => Split(expression) is { } split && split.Exponent.Equals(Exponent) ? split.Power : null;

    /// <summary>The value of e^(k w), or null when there is none.</summary>
    public Rational? Value(int power) => power % Step == 0 ? StepValue.Raise(power / Step) : null;
}
