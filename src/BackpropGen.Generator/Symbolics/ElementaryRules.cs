using System;
using System.Collections.Generic;
using System.Linq;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Identities of powers, circular and hyperbolic functions: what users' formulas and their derivatives are full of.</summary>
internal static class ElementaryRules
{
    // Larger whole exponents are written out as no shorter code.
    private const int MaxWrittenPower = 8;

    public static readonly IReadOnlyList<Rule> All = new[]
    {
        new Rule("x^n with whole n is a product; x^(n + ½) is √x times one", node => node is CallExpr call && call.Function.Equals(Pow) && call.Arguments[1] is ConstantExpr exponent ? Power(call.Argument, exponent.Value) : null),
        new Rule("√(u²) = |u|", node => node is CallExpr call && call.Function.Equals(Sqrt) && call.Argument is PowerExpr { Exponent: 2 } square ? Abs.Of(square.Base) : null),
        new Rule("u/√u = √u", RootOfOwnSquare),
        new Rule("(∛u)³ = u", node => node is PowerExpr power && power.Exponent % 3 == 0 && power.Base is CallExpr call && call.Function.Equals(Cbrt) ? PowerExpr.Of(call.Argument, power.Exponent / 3) : null),
        Inverse("tan(arctan(u)) = u", Tan, Atan),
        Inverse("sinh(arsinh(u)) = u", Sinh, Asinh),
        Inverse("arsinh(sinh(u)) = u", Asinh, Sinh),
        Inverse("artanh(tanh(u)) = u", Atanh, Tanh),
        Quotient("sin(u)/cos(u) = tan(u)", Sin, Cos, Tan),
        Quotient("sinh(u)/cosh(u) = tanh(u)", Sinh, Cosh, Tanh),
        new Rule("sin(u) cos(u) = ½ sin(2u) where that costs less", DoubleAngle),
        SquaresToConstant("sin²(u) + cos²(u) = 1", Sin, Cos, sign: 1),
        SquaresToConstant("cosh²(u) − sinh²(u) = 1", Cosh, Sinh, sign: -1),
    };

    private static Expr? Power(Expr x, double exponent)
    {
        double whole = Math.Floor(exponent);
        if (Math.Abs(exponent) > MaxWrittenPower || (exponent != whole && exponent != whole + 0.5))
        {
            return null;
        }

        // −½ as 1/√x, not as √x/x
        bool negative = exponent < 0 && exponent != whole;
        return exponent == whole ? PowerExpr.Of(x, (int)exponent) : negative ? PowerExpr.Of(x, (int)whole + 1) / Sqrt.Of(x) : PowerExpr.Of(x, (int)whole) * Sqrt.Of(x);
    }

    // The quotient is NaN at 0, where the derivative of u √u, which has it, is 0.
    private static Expr? RootOfOwnSquare(Expr node)
    {
        var factors = ProductExpr.FactorsOf(node).Select(PowerExpr.Split).ToList();
        var root = factors.Where(factor => factor.Exponent < 0).Select(factor => factor.Base).OfType<CallExpr>()
            .FirstOrDefault(call => call.Function.Equals(Sqrt) && factors.Any(factor => factor.Exponent > 0 && factor.Base.Equals(call.Argument)));
        return root is null ? null : node * root * root / root.Argument;
    }

    private static Rule Inverse(string name, Function outer, Function inner) => new(name, node =>
        node is CallExpr call && call.Function.Equals(outer) && call.Argument is CallExpr argument && argument.Function.Equals(inner) ? argument.Argument : null);

    private static Rule Quotient(string name, Function above, Function below, Function quotient) => new(name, node => WherePairs(node, above, below, (exponent, other) => exponent * other < 0, (u, exponent) =>
        PowerExpr.Of(quotient.Of(u), exponent) * PowerExpr.Of(below.Of(u), exponent) / PowerExpr.Of(above.Of(u), exponent)));

    private static Expr? DoubleAngle(Expr node) => WherePairs(node, Sin, Cos, (exponent, other) => exponent > 0 && other > 0, (u, _) => 0.5 * Sin.Of(2 * u) / Sin.Of(u) / Cos.Of(u));

    /// <summary>The product times what replaces one pair of factors f(u)ᵐ g(u)ⁿ, if that costs less.</summary>
    private static Expr? WherePairs(Expr node, Function first, Function second, Func<int, int, bool> applies, Func<Expr, int, Expr> replacement)
    {
        if (node is not ProductExpr product)
        {
            return null;
        }

        var powers = product.Factors.Select(PowerExpr.Split).Where(power => power.Base is CallExpr).ToDictionary(power => power.Base, power => power.Exponent);
        foreach (var power in powers)
        {
            Expr u = ((CallExpr)power.Key).Argument;
            if (((CallExpr)power.Key).Function.Equals(first) && powers.TryGetValue(second.Of(u), out int other) && applies(power.Value, other))
            {
                Expr merged = node * replacement(u, Math.Sign(power.Value));
                return merged.Cost < node.Cost ? merged : null;
            }
        }

        return null;
    }

    // c f² + sign c g² is c, whatever else is in the sum.
    private static Rule SquaresToConstant(string name, Function first, Function second, int sign) => new(name, node =>
    {
        if (node is not SumExpr sum)
        {
            return null;
        }

        foreach (var term in sum.Terms)
        {
            var square = ProductExpr.FactorsOf(term).OfType<PowerExpr>().FirstOrDefault(power => power.Exponent == 2 && power.Base is CallExpr call && call.Function.Equals(first));
            Expr? partner = square is null ? null : sign * term / square * PowerExpr.Of(second.Of(((CallExpr)square.Base).Argument), 2);
            if (partner is not null && sum.Terms.Contains(partner))
            {
                return sum - term - partner + (term / square!);
            }
        }

        return null;
    });
}
