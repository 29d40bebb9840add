using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Xunit;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Formulas of hundreds of operations: what is made of them stays in proportion, so that an editor does not wait for it.</summary>
public sealed class LargeFormulaTests
{
    private static readonly Expr Z = Expr.Variable("z");

    private static readonly (string Name, Func<int, Expr> Factor)[] Factors =
    [
        ("sums", i => Z + i + 0.5),
        ("quotients", i => (Z + i + 0.5) / ((Z * Z) + i)),
        ("choices", i => SelectExpr.Of(Z, Relation.Greater, i, (i + 0.5) * Z, Z * Z)),
        ("logistic functions", i => 1 / (1 + Exp.Of(-i * Z))),
        ("hyperbolic tangents", i => Tanh.Of(((i + 0.5) * Z) + 0.1)),
    ];

    public static TheoryData<string> Names => new(Factors.Select(factor => factor.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_of_long_products_stay_in_proportion(string name)
    {
        Expr product = Product(name, 40);
        Assert.InRange(Differentiator.By(product, "z").Cost, 0, 20 * product.Cost);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Their_derivatives_are_right(string name)
    {
        var found = DerivativeCheck.Of(Product(name, 12));
        Assert.Null(found.Mismatch);
        Assert.NotEqual(0, found.Compared);
    }

    [Fact]
    public void High_powers_of_long_sums_have_no_normal_form() =>
        Assert.Null(Rational.From(PowerExpr.Of(Enumerable.Range(1, 8).Select(i => Sin.Of(i * Z)).Aggregate((Expr)1, (sum, term) => sum + term), 8)));

    private static Expr Product(string name, int count) =>
        Enumerable.Range(1, count).Select(Factors.Single(factor => factor.Name == name).Factor).Aggregate((product, factor) => product * factor);
}
