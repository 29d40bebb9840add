using System;
using System.Collections.Generic;
using System.Linq;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>An identity, read from left to right; gives null where it does not apply.</summary>
internal sealed record Rule(string Name, Func<Expr, Expr?> Apply);

/// <summary>The identities that simplify a node whose children are simple already. Each keeps the value and never costs accuracy.</summary>
internal static class SimplificationRules
{
    private static readonly HashSet<Function> Odd = new() { Tanh, Erf, Sign, Sin, Tan, Asin, Atan, Sinh, Asinh, Atanh, Cbrt };
    private static readonly HashSet<Function> Even = new() { Abs, LogCosh, Cos, Cosh };

    public static readonly IReadOnlyList<Rule> All = new[]
    {
        new Rule("f(constant) = constant", node => node is CallExpr call && call.Arguments.All(argument => argument is ConstantExpr) ? call.Evaluate(_ => 0) : null),
        new Rule("f(−u) = −f(u) for odd f", node => node is CallExpr call && Odd.Contains(call.Function) && IsNegative(call.Argument) ? -call.Function.Of(-call.Argument) : null),
        new Rule("f(−u) = f(u) for even f", node => node is CallExpr call && Even.Contains(call.Function) && IsNegative(call.Argument) ? call.Function.Of(-call.Argument) : null),
        new Rule("ln(e^u) = u", node => Argument(Log, node) is { } inner ? Argument(Exp, inner) : null),
        new Rule("e^(ln u) = u", node => Argument(Exp, node) is { } inner ? Argument(Log, inner) : null),
        new Rule("(e^u)^k = e^(k u)", node => node is PowerExpr power && Argument(Exp, power.Base) is { } u ? Exp.Of(power.Exponent * u) : null),
        new Rule("e^u e^v = e^(u + v)", MergeExponentials),
        new Rule("e^u − 1 = expm1(u)", node => node is SumExpr { Terms.Count: 2 } sum && IsConstant(sum.Terms[0], -1) && Argument(Exp, sum.Terms[1]) is { } u ? Expm1.Of(u) : null),
        new Rule("expm1(u) + 1 = e^u", node => node is SumExpr { Terms.Count: 2 } sum && IsConstant(sum.Terms[0], 1) && Argument(Expm1, sum.Terms[1]) is { } u ? Exp.Of(u) : null),
        new Rule("1/(1 + e^u) = σ(−u)", node => node is PowerExpr { Exponent: < 0 } power && OnePlusExp(power.Base) is { } u ? PowerExpr.Of(Sigmoid.Of(Negate(u)), -power.Exponent) : null),
        new Rule("e^u σ(−u) = σ(u)", ExpTimesSigmoid),
        new Rule("e^(−softplus(u)) = σ(−u)", node => Argument(Exp, node) is { } inner && Argument(Softplus, -inner) is { } u ? Sigmoid.Of(Negate(u)) : null),
        new Rule("ln(1 + e^u) = softplus(u)", node => Argument(Log, node) is { } inner && OnePlusExp(inner) is { } u ? Softplus.Of(u) : null),
        new Rule("log1p(e^u) = softplus(u)", node => Argument(Log1p, node) is { } inner && Argument(Exp, inner) is { } u ? Softplus.Of(u) : null),
        new Rule("ln σ(u) = −softplus(−u)", node => Argument(Log, node) is { } inner && Argument(Sigmoid, inner) is { } u ? -Softplus.Of(Negate(u)) : null),
        new Rule("ln(1 − σ(u)) = −softplus(u)", node => Argument(Log, node) is { } inner && Argument(Sigmoid, 1 - inner) is { } u ? -Softplus.Of(u) : null),
        new Rule("log1p(−σ(u)) = −softplus(u)", node => Argument(Log1p, node) is { } inner && Argument(Sigmoid, -inner) is { } u ? -Softplus.Of(u) : null),
        new Rule("xlogy(t, o) = t ln o where ln o needs no logarithm", UnfoldXLogY),
        new Rule("u sign(u) = |u|", node => ReplaceFactors(node, factor => Argument(Sign, factor), u => u, u => Abs.Of(u))),
        new Rule("c ? u : u = u", node => node is SelectExpr select && select.IfTrue.Equals(select.IfFalse) ? select.IfTrue : null),
        new Rule("a condition between constants is known", node => node is SelectExpr { Condition: { Left: ConstantExpr, Right: ConstantExpr } condition } select ? condition.Holds(_ => 0) ? select.IfTrue : select.IfFalse : null),
        new Rule("u ≤ u holds, u < u does not", node => node is SelectExpr { Condition: var condition } select && condition.Left.Equals(condition.Right) ? condition.Relation is Relation.Less or Relation.Greater ? select.IfFalse : select.IfTrue : null),
        new Rule("max(u, k) < c is u < c for k < c; min(u, k) > c is u > c for k > c", BoundInCondition),
        new Rule("c ? (c ? u : v) : w = c ? u : w", NestedSelect),
        new Rule("(c ? u : v) + (c ? w : x) = c ? u + w : v + x", SumOfSelects),
        new Rule("u (c ? v : w) = c ? u v : u w where that costs less", ProductIntoSelect),
        new Rule("−k (u − v) = k (v − u)", SignIntoSum),
    }.Concat(ElementaryRules.All).Concat(SpellingRules.All).ToList();

    /// <summary>−u, a sum's minus taken into its terms.</summary>
    public static Expr Negate(Expr expression) => SumExpr.Of(new[] { -expression });

    private static bool IsConstant(Expr expression, double value) => expression is ConstantExpr constant && constant.Value == value;

    private static bool IsNegative(Expr expression) => expression is ProductExpr && ProductExpr.CoefficientOf(expression) < 0;

    private static bool IsOneOf(CallExpr call, params Function[] functions) => functions.Contains(call.Function);

    private static Expr? Argument(Function function, Expr expression) => expression is CallExpr call && call.Function.Equals(function) ? call.Argument : null;

    private static Expr? OnePlusExp(Expr expression) => Argument(Exp, expression - 1);

    private static Expr? MergeExponentials(Expr node)
    {
        if (node is not ProductExpr product)
        {
            return null;
        }

        var exponents = product.Factors.Select(factor => Argument(Exp, factor)).Where(exponent => exponent is not null).ToList();
        return exponents.Count < 2 ? null : ProductExpr.Of(product.Factors.Where(factor => Argument(Exp, factor) is null).Append(Exp.Of(SumExpr.Of(exponents!))));
    }

    private static Expr? ExpTimesSigmoid(Expr node) => ReplaceFactors(node, factor => Argument(Sigmoid, factor), u => Exp.Of(Negate(u)), u => Sigmoid.Of(Negate(u)));

    /// <summary>Replaces a factor f(u) and its companion, another factor, by one factor.</summary>
    public static Expr? ReplaceFactors(Expr node, Func<Expr, Expr?> argument, Func<Expr, Expr> companion, Func<Expr, Expr> merged)
    {
        if (node is not ProductExpr product)
        {
            return null;
        }

        foreach (var factor in product.Factors)
        {
            var (@base, exponent) = PowerExpr.Split(factor);
            if (exponent > 0 && argument(@base) is { } u && product.Factors.Any(other => PowerExpr.Split(other) is var split && split.Base.Equals(companion(u)) && split.Exponent > 0))
            {
                return node / @base / companion(u) * merged(u);
            }
        }

        return null;
    }

    private static Expr? UnfoldXLogY(Expr node)
    {
        if (node is not CallExpr call || !call.Function.Equals(XLogY))
        {
            return null;
        }

        if (call.Arguments[0] is ConstantExpr factor)
        {
            return factor * (factor.Value == 0 ? Expr.Zero : Log.Of(call.Arguments[1]));
        }

        Expr logarithm = Simplifier.Simplify(Log.Of(call.Arguments[1]));
        bool remains = logarithm.Subtrees().Any(part => part is CallExpr inner && IsOneOf(inner, Log, Log1p, XLogY));
        return remains ? null : call.Arguments[0] * logarithm;
    }

    private static Expr? SumOfSelects(Expr node)
    {
        if (node is not SumExpr sum)
        {
            return null;
        }

        // with their factors: 2 (c ? u : v) is c ? 2 u : 2 v where it meets another
        var choices = sum.Terms.Select(term => (Term: term, Select: ProductExpr.FactorsOf(term).OfType<SelectExpr>().FirstOrDefault())).Where(pair => pair.Select is not null).ToList();
        var same = choices.GroupBy(pair => pair.Select!.Condition).FirstOrDefault(group => group.Count() > 1)?.ToList();
        if (same is null)
        {
            return null;
        }

        Expr Branch(Func<SelectExpr, Expr> branch) => Simplifier.Simplify(SumExpr.Of(same.Select(pair => pair.Term / pair.Select! * branch(pair.Select!))));
        Expr joined = new SelectExpr(same[0].Select!.Condition, Branch(select => select.IfTrue), Branch(select => select.IfFalse));
        Expr whole = SumExpr.Of(sum.Terms.Except(same.Select(pair => pair.Term)).Append(joined));
        return whole.Cost <= node.Cost ? whole : null;
    }

    private static SelectExpr? BoundInCondition(Expr node)
    {
        if (node is not SelectExpr { Condition: { Left: CallExpr call, Right: ConstantExpr limit } condition } select || !IsOneOf(call, Max, Min)
            || call.Arguments[1] is not ConstantExpr bound)
        {
            return null;
        }

        bool isMax = call.Function.Equals(Max);
        bool applies = isMax
            ? condition.Relation is Relation.Less or Relation.LessOrEqual && bound.Value < limit.Value
            : condition.Relation is Relation.Greater or Relation.GreaterOrEqual && bound.Value > limit.Value;
        return applies ? new SelectExpr(condition with { Left = call.Argument }, select.IfTrue, select.IfFalse) : null;
    }

    private static SelectExpr? NestedSelect(Expr node)
    {
        if (node is not SelectExpr select)
        {
            return null;
        }

        Expr ifTrue = select.IfTrue is SelectExpr inTrue && inTrue.Condition.Equals(select.Condition) ? inTrue.IfTrue : select.IfTrue;
        Expr ifFalse = select.IfFalse is SelectExpr inFalse && inFalse.Condition.Equals(select.Condition) ? inFalse.IfFalse : select.IfFalse;
        return ifTrue == select.IfTrue && ifFalse == select.IfFalse ? null : new SelectExpr(select.Condition, ifTrue, ifFalse);
    }

    private static Expr? ProductIntoSelect(Expr node)
    {
        if (node is not ProductExpr product)
        {
            return null;
        }

        // Of many choices, each combination of conditions would be a branch: then only one with a branch of zero takes the others in, since it does so once.
        var selects = product.Factors.OfType<SelectExpr>().ToList();
        bool isMany = selects.Select(select => select.Condition).Distinct().Count() > 2;
        if (selects.FirstOrDefault(choice => !isMany || choice.IfTrue.Equals(Expr.Zero) || choice.IfFalse.Equals(Expr.Zero)) is not { } select)
        {
            return null;
        }

        Expr rest = node / select;
        Expr inside = select.MapBranches(branch => Simplifier.Simplify(branch * rest));
        return inside.Cost < node.Cost ? inside : null;
    }

    private static Expr? SignIntoSum(Expr node)
    {
        if (!IsNegative(node))
        {
            return null;
        }

        // Only a sum with a minus to lose; the first such, so that the result is one and the same.
        var sum = ProductExpr.FactorsOf(node).OfType<SumExpr>().FirstOrDefault(factor => factor.Terms.Any(term => ProductExpr.CoefficientOf(term) < 0));
        return sum is null ? null : -(node / sum) * Negate(sum);
    }
}
