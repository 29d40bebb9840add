using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Derivatives of expressions.</summary>
internal static class Differentiator
{
    private const int FewFactors = 4;

    /// <summary>The simplified derivative by a variable. At a kink it is the derivative of the branch that the value itself takes there.</summary>
    public static Expr By(Expr expression, string variable) => Simplifier.Simplify(Raw(Simplifier.Simplify(expression), variable));

    /// <summary>The derivative as the rules give it.</summary>
    public static Expr Raw(Expr expression, string variable)
    {
        if (!expression.DependsOn(variable))
        {
            return Expr.Zero;
        }

        return expression switch
        {
            VariableExpr => Expr.One,
            SumExpr sum => SumExpr.Of(sum.Terms.Select(term => Raw(term, variable))),
            ProductExpr product => Product(product.Factors, variable),
            PowerExpr power => power.Exponent * PowerExpr.Of(power.Base, power.Exponent - 1) * Raw(power.Base, variable),
            CallExpr call => SumExpr.Of(call.Arguments.Select((argument, i) => Chain(call, i, Raw(argument, variable)))),
            _ => ((SelectExpr)expression).MapBranches(branch => Raw(branch, variable)),
        };
    }

    // Of many factors half by half: n log n factors in all, where each factor's derivative by all the others would be n².
    private static Expr Product(IReadOnlyList<Expr> factors, string variable)
    {
        if (factors.Count <= FewFactors)
        {
            return SumExpr.Of(factors.Select((factor, i) => Raw(factor, variable) * ProductExpr.Of(factors.Where((_, j) => j != i))));
        }

        int half = factors.Count / 2;
        var (first, second) = (factors.Take(half).ToList(), factors.Skip(half).ToList());
        return (Product(first, variable) * ProductExpr.Of(second)) + (ProductExpr.Of(first) * Product(second, variable));
    }

    private static Expr Chain(CallExpr call, int index, Expr inner) => inner.Equals(Expr.Zero) ? Expr.Zero : call.Function.Derivative(index, call) * inner;
}
