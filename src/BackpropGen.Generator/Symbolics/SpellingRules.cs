using System;
using System.Collections.Generic;
using System.Linq;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The ways in which users write the logistic function, tanh and softplus for want of these in the base library, or to keep them finite.</summary>
internal static class SpellingRules
{
    public static readonly IReadOnlyList<Rule> All = new[]
    {
        new Rule("2k σ(u) − k = k tanh(u/2)", node => node is SumExpr sum ? Sigmoidal(sum, Sigmoid, (k, c) => c == -2 * k, (k, c, u) => -k * Tanh.Of(0.5 * u)) : null),
        new Rule("(e^u − 1) σ(−u) = tanh(u/2)", node => SimplificationRules.ReplaceFactors(node, factor => Argument(Expm1, factor), u => Sigmoid.Of(SimplificationRules.Negate(u)), u => Tanh.Of(0.5 * u))),
        new Rule("e^u ± e^(−u) = 2 cosh(u), 2 sinh(u)", Hyperbolic),
        new Rule("ln(1/u) = −ln u", node => Argument(Log, node) is PowerExpr { Exponent: -1 } reciprocal ? -Log.Of(reciprocal.Base) : null),
        new Rule("log1p(u − 1) = ln u", node => Argument(Log1p, node) is SumExpr sum && sum.Terms[0].Equals(Expr.Constant(-1)) ? Log.Of(sum + 1) : null),
        new Rule("ln(c ? u : v) = c ? ln u : ln v where no logarithm remains", LogarithmOfChoice),
        new Rule("max(u, 0) + softplus(−|u|) = softplus(u)", StableSoftplus),
    };

    /// <summary>A user's formula with its logistic functions, simplified.</summary>
    /// <remarks>½ (1 + tanh(z/2)) is σ(z). That is no rule of the simplifier's, since beside other factors, as in GELU, tanh is as good, and cheaper to derive.</remarks>
    public static Expr Simplify(Expr formula) => Simplifier.Simplify(formula.Rewrite(LogisticOfTanh));

    private static Expr? Argument(Function function, Expr expression) => expression is CallExpr call && call.Function.Equals(function) ? call.Argument : null;

    // k (1 ± tanh(u)) or k ± k tanh(u), by itself
    private static Expr? LogisticOfTanh(Expr node)
    {
        var (factor, rest) = ProductExpr.Split(node);
        return rest is SumExpr sum ? Sigmoidal(sum, Tanh, (k, c) => Math.Abs(c) == Math.Abs(k), (k, c, u) => 2 * k * factor * Sigmoid.Of(2 * Math.Sign(c * k) * u)) : null;
    }

    // k + c f(u)
    private static Expr? Sigmoidal(SumExpr sum, Function function, Func<double, double, bool> applies, Func<double, double, Expr, Expr> result)
    {
        if (sum.Terms.Count != 2 || sum.Terms[0] is not ConstantExpr constant)
        {
            return null;
        }

        var (coefficient, rest) = ProductExpr.Split(sum.Terms[1]);
        return Argument(function, rest) is { } u && applies(constant.Value, coefficient) ? result(constant.Value, coefficient, u) : null;
    }

    private static Expr? Hyperbolic(Expr node)
    {
        if (node is not SumExpr sum)
        {
            return null;
        }

        foreach (var term in sum.Terms)
        {
            var (coefficient, rest) = ProductExpr.Split(term);
            if (Argument(Exp, rest) is not { } u || ProductExpr.CoefficientOf(u) <= 0)
            {
                continue;
            }

            var other = Exp.Of(SimplificationRules.Negate(u));
            foreach (var sign in new[] { 1, -1 })
            {
                if (sum.Terms.Contains(sign * coefficient * other))
                {
                    return sum - term - (sign * coefficient * other) + (2 * coefficient * (sign > 0 ? Cosh : Sinh).Of(u));
                }
            }
        }

        return null;
    }

    private static Expr? StableSoftplus(Expr node)
    {
        if (node is not SumExpr sum)
        {
            return null;
        }

        foreach (var term in sum.Terms)
        {
            var (coefficient, rest) = ProductExpr.Split(term);
            if (Argument(Softplus, rest) is { } inner && Argument(Abs, -inner) is { } size
                && new[] { size, SimplificationRules.Negate(size) }.SelectMany(Positive).FirstOrDefault(part => sum.Terms.Contains(coefficient * part.Max)) is { Max: { } max } found)
            {
                return sum - term - (coefficient * max) + (coefficient * Softplus.Of(found.Of));
            }
        }

        return null;
    }

    private static (Expr Max, Expr Of)[] Positive(Expr u) => new[] { (Max.Of(u, 0), u), (Max.Of(0, u), u) };

    // In a loss that takes one logarithm of the probability of what is right.
    private static Expr? LogarithmOfChoice(Expr node)
    {
        if (Argument(Log, node) is not SelectExpr choice)
        {
            return null;
        }

        var inside = choice.MapBranches(branch => Simplifier.Simplify(Log.Of(branch)));
        return inside.Subtrees().Any(part => part is CallExpr call && call.Function.Equals(Log)) ? null : inside;
    }
}
