using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Derivatives of expressions.</summary>
internal static class Differentiator
{
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
            ProductExpr product => SumExpr.Of(product.Factors.Select((factor, i) => Raw(factor, variable) * ProductExpr.Of(product.Factors.Where((_, j) => j != i)))),
            PowerExpr power => power.Exponent * PowerExpr.Of(power.Base, power.Exponent - 1) * Raw(power.Base, variable),
            CallExpr call => SumExpr.Of(call.Arguments.Select((argument, i) => Chain(call, i, Raw(argument, variable)))),
            _ => ((SelectExpr)expression).MapBranches(branch => Raw(branch, variable)),
        };
    }

    private static Expr Chain(CallExpr call, int index, Expr inner) => inner.Equals(Expr.Zero) ? Expr.Zero : call.Function.Derivative(index, call) * inner;
}
