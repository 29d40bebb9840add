using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>
/// Formulas for hardware that multiplies and adds in one rounding: 1 − a² is <c>1f.AddProduct(-a, a)</c>. Values that are there early are gathered, so that the chain
/// from the last one to the result is as short as it can be. Bits change by that, so only single precision is printed so.
/// </summary>
internal static class MultiplyAdds
{
    /// <summary>c + a b.</summary>
    public static readonly Function AddProduct =
        new("AddProduct", "addproduct", Function.Elementary, arguments => arguments[0] + (arguments[1] * arguments[2]), () => Function.Parameter(0) + (Function.Parameter(1) * Function.Parameter(2)));

    /// <summary>The expression with sums of products as calls of <see cref="AddProduct"/>.</summary>
    /// <param name="expression">Any expression.</param>
    /// <param name="isEarly">Whether a variable's value is known long before the others.</param>
    public static Expr Fuse(Expr expression, Func<string, bool> isEarly) => expression switch
    {
        SumExpr sum => Sum(sum, isEarly),
        ProductExpr product => Product(product, isEarly),
        _ => expression.MapChildren(child => Fuse(child, isEarly)),
    };

    private static Expr Sum(SumExpr sum, Func<string, bool> isEarly)
    {
        var products = sum.Terms.Where(term => Factors(term) is { Count: > 1 }).ToList();
        var rest = sum.Terms.Except(products).Select(term => Fuse(term, isEarly)).ToList();
        if (rest.Count == 0)
        {
            rest.Add(Fuse(products[0], isEarly));
            products.RemoveAt(0);
        }

        return products.Select(Factors).Aggregate(SumExpr.Of(rest), (total, factors) =>
            AddProduct.Of(total, Fuse(ProductExpr.Of(factors.Take(factors.Count - 1)), isEarly), Fuse(factors[factors.Count - 1], isEarly)));
    }

    private static Expr Product(ProductExpr product, Func<string, bool> isEarly)
    {
        var factors = product.Factors.ToList();
        var fused = new List<Expr>();

        // a (1 − a) is a − a a
        foreach (var value in product.Factors.Where(factor => factor is VariableExpr && factors.Remove(1 - factor)))
        {
            factors.Remove(value);
            fused.Add(AddProduct.Of(value, -value, value));
        }

        // s (o − t) is s o − s t, and s t is there before o is
        var early = factors.Where(factor => factor.Variables.All(isEarly)).ToList();
        if (early.Any(factor => factor is not ConstantExpr) && factors.OfType<SumExpr>().FirstOrDefault(sum => IsDifference(sum, isEarly)) is { } difference)
        {
            var scale = ProductExpr.Of(early);
            var known = difference.Terms.Single(term => term.Variables.All(isEarly));
            factors = factors.Except(early).Where(factor => !factor.Equals(difference)).ToList();
            fused.Insert(0, AddProduct.Of(scale * known, scale, difference.Terms.Single(term => !term.Equals(known))));
        }

        return ProductExpr.Of(factors.Select(factor => Fuse(factor, isEarly)).Concat(fused));
    }

    private static bool IsDifference(SumExpr sum, Func<string, bool> isEarly) =>
        sum.Terms.Count == 2 && sum.Terms.Count(term => term.Variables.All(isEarly)) == 1 && sum.Terms.All(term => ProductExpr.Split(term).Remainder is VariableExpr);

    /// <summary>Powers written out; none where something is divided by. A sign alone is no factor.</summary>
    private static List<Expr> Factors(Expr term)
    {
        var (sign, rest) = ProductExpr.Split(term) is { Coefficient: -1 } negated ? (-1.0, negated.Remainder) : (1.0, term);
        var factors = ProductExpr.FactorsOf(rest).Select(PowerExpr.Split).ToList();
        if (factors.Any(factor => factor.Exponent < 0))
        {
            return new List<Expr>();
        }

        var written = factors.SelectMany(factor => Enumerable.Repeat(factor.Base, factor.Exponent)).ToList();
        written[0] = sign * written[0];
        return written;
    }
}
