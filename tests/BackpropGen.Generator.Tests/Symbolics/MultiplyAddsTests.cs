using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

public sealed class MultiplyAddsTests
{
    private static readonly Expr O = Expr.Variable("o"), T = Expr.Variable("t"), S = Expr.Variable("s"), E = Expr.Variable("e");

    public static TheoryData<string, string> Printed => new()
    {
        { nameof(Logistic), "o.AddProduct(-o, o)" },
        { nameof(Tangent), "1f.AddProduct(-o, o)" },
        { nameof(Delta), "o.AddProduct(-o, o) * (-s * t).AddProduct(s, o)" },
        { nameof(Difference), "o - t" },
        { nameof(Quotient), "e + o / t" },
    };

    private static Expr Logistic => O * (1 - O);

    private static Expr Tangent => 1 - (O * O);

    private static Expr Delta => S * (O - T) * O * (1 - O);

    private static Expr Difference => O - T;

    private static Expr Quotient => E + (O / T);

    private static Dictionary<string, Expr> Expressions => new()
    {
        [nameof(Logistic)] = Logistic, [nameof(Tangent)] = Tangent, [nameof(Delta)] = Delta, [nameof(Difference)] = Difference, [nameof(Quotient)] = Quotient,
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void Sums_of_products_are_multiply_adds(string name, string expected) =>
        Assert.Equal(expected, CSharpPrinter.Print(MultiplyAdds.Fuse(Expressions[name], IsEarly), Dialect.ScalarSingle, variable => variable));

    [Fact]
    public void Values_stay()
    {
        foreach (var (name, expression) in Formulas.All())
        {
            var fused = MultiplyAdds.Fuse(expression, IsEarly);
            foreach (var z in new[] { -2.9, -0.6, 0.3, 1.7, 4.4 })
            {
                double Variable(string variable) => variable switch { "z" => z, "t" => 0.7, "o" => 0.4, "lse" => 5, _ => 0.25 };
                var (expected, actual) = (expression.Evaluate(Variable), fused.Evaluate(Variable));
                Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, Math.Abs(expected)), $"{name} at {z}: {expected:R}, fused {actual:R}");
            }
        }
    }

    private static bool IsEarly(string name) => name is "s" or "t";
}
