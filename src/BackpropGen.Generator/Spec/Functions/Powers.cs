using System;
using BackpropGen.Generator.Symbolics;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Powers and roots in the form that is cheapest for their exponents.</summary>
internal static class Powers
{
    // Written out as products up to here; code for x¹⁰⁰ is better a call.
    private const int MaxWhole = 16;

    /// <summary>x to the power of y.</summary>
    public static Expr Of(Expr x, Expr y) => (x, y) switch
    {
        (ConstantExpr, ConstantExpr) => Pow.Of(x, y).Evaluate(_ => 0),
        (_, ConstantExpr { Value: 0.5 }) => Sqrt.Of(x),
        (_, ConstantExpr { Value: -0.5 }) => 1 / Sqrt.Of(x),
        (_, ConstantExpr exponent) when Math.Abs(exponent.Value) <= MaxWhole && exponent.Value == Math.Round(exponent.Value) => PowerExpr.Of(x, (int)exponent.Value),
        (ConstantExpr { Value: > 0 } @base, _) => Exp.Of(Math.Log(@base.Value) * y),
        _ => Pow.Of(x, y),
    };

    /// <summary>The root of a constant whole degree, else null; of an odd one it has the sign of x.</summary>
    public static Expr? Root(Expr x, Expr degree) => degree switch
    {
        ConstantExpr { Value: 2 } => Sqrt.Of(x),
        ConstantExpr { Value: 3 } => Cbrt.Of(x),
        ConstantExpr n when n.Value % 2 == 0 => Of(x, 1 / n.Value),
        ConstantExpr n => Sign.Of(x) * Of(Abs.Of(x), 1 / n.Value),
        _ => null,
    };
}
