using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Conformance.Tests.Costs;

/// <summary>Computes one number of a formula, a part that occurs several times once.</summary>
internal sealed class CountedFormula(Func<string, Counted> variable)
{
    private readonly Dictionary<Expr, Counted> _known = [];

    public Counted Of(Expr formula)
    {
        if (!_known.TryGetValue(formula, out var value))
        {
            _known[formula] = value = Compute(formula);
        }

        return value;
    }

    private Counted Compute(Expr formula) => formula switch
    {
        ConstantExpr constant => constant.Value,
        VariableExpr name => variable(name.Name),
        SumExpr sum => Sum(sum),
        ProductExpr product => Product(product.Factors),
        PowerExpr power => Product([power]),
        CallExpr call => Counted.One(call.Function.Evaluate([.. call.Arguments.Select(argument => Of(argument).Value)])),
        SelectExpr select => Select(select),
        _ => throw new NotSupportedException(formula.GetType().Name),
    };

    private Counted Sum(SumExpr sum)
    {
        Counted? total = null;
        foreach (var term in sum.Terms)
        {
            var isSubtracted = ProductExpr.Split(term).Coefficient < 0;
            var value = Of(isSubtracted ? -term : term);
            total = total is not { } before ? (isSubtracted ? -value : value) : isSubtracted ? before - value : before + value;
        }

        return total!.Value;
    }

    private Counted Product(IEnumerable<Expr> factors)
    {
        Counted? above = null, below = null;
        var isNegative = false;
        foreach (var factor in factors)
        {
            if (factor is ConstantExpr { Value: -1 })
            {
                isNegative = true;
                continue;
            }

            var (@base, exponent) = PowerExpr.Split(factor);
            var value = Of(@base);
            for (var i = 0; i < Math.Abs(exponent); i++)
            {
                if (exponent > 0)
                {
                    above = Times(above, value);
                }
                else
                {
                    below = Times(below, value);
                }
            }
        }

        var result = below is { } divisor ? (above ?? 1) / divisor : above!.Value;
        return isNegative ? -result : result;
    }

    private Counted Select(SelectExpr select)
    {
        double left = Of(select.Condition.Left).Value, right = Of(select.Condition.Right).Value;
        Counted whenTrue = Of(select.IfTrue), whenFalse = Of(select.IfFalse);
        var holds = new Comparison(Expr.Constant(left), select.Condition.Relation, Expr.Constant(right)).Holds(_ => 0);
        return Counted.One((holds ? whenTrue : whenFalse).Value);
    }

    private static Counted Times(Counted? product, Counted factor) => product is { } before ? before * factor : factor;
}
