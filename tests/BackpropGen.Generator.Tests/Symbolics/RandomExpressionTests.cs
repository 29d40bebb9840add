using System;
using System.Linq;
using BackpropGen.Generator.Symbolics;
using Xunit;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Simplifying and re-expressing keep the value, whatever the expression; the seeds are fixed, so a failure repeats.</summary>
public sealed class RandomExpressionTests
{
    private static readonly string[] Names = { "z", "t", "s" };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Simplify_keeps_the_value_and_has_nothing_left_to_do(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            Expr expression = Make(random, 4);
            Expr simple = Simplifier.Simplify(expression);
            AssertSame(random, expression, simple, _ => null);
            Assert.Equal(simple, Simplifier.Simplify(simple));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Reexpress_keeps_the_value(int seed)
    {
        var random = new Random(seed);
        Expr z = Expr.Variable("z");
        Expr[] definitions = { Sigmoid.Of(z), Tanh.Of(z), Exp.Of(z), Expm1.Of(z), Softplus.Of(z), SelectExpr.Of(z, Relation.Greater, 0, z, 1.7 * Expm1.Of(z)), Exp.Of(z - Expr.Variable("t")) };
        for (int i = 0; i < 60; i++)
        {
            Expr definition = definitions[random.Next(definitions.Length)];
            Expr expression = Make(random, 3) * Differentiator.By(definition, "z");
            Expr result = Reexpressor.Reexpress(expression, new[] { ("a", definition) });
            AssertSame(random, expression, result, name => name == "a" ? definition : null);
        }
    }

    [Fact]
    public void Canonical_form_does_not_depend_on_the_order_of_writing()
    {
        Expr a = Expr.Variable("a"), b = Expr.Variable("b");
        Assert.Equal((a * b) + (2 * a) + 1, 1 + a + (b * a) + a);
        Assert.Equal(((a * b) + 1).GetHashCode(), (1 + (b * a)).GetHashCode());
        Assert.NotEqual((Expr)(a - b), b - a);
    }

    private static void AssertSame(Random random, Expr expression, Expr other, Func<string, Expr?> definition)
    {
        for (int k = 0; k < 6; k++)
        {
            double[] values = Names.Select(_ => (random.NextDouble() * 4) - 2).ToArray();
            double Value(string name) => definition(name) is { } formula ? formula.Evaluate(Value) : values[Array.IndexOf(Names, name)];
            double expected = expression.Evaluate(Value), actual = other.Evaluate(Value);
            double scale = expression.Subtrees().Concat(other.Subtrees()).Select(part => Math.Abs(part.Evaluate(Value))).Where(double.IsFinite).DefaultIfEmpty(1).Max();
            bool same = !double.IsFinite(expected) || Math.Abs(expected - actual) <= 1e-10 * Math.Max(1, scale);
            Assert.True(same, $"{expression} = {expected:R}, but {other} = {actual:R} at {string.Join(", ", values)}");
        }
    }

    private static Expr Make(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            return random.Next(3) == 0 ? random.Next(-3, 4) : Expr.Variable(Names[random.Next(Names.Length)]);
        }

        Expr Part() => Make(random, depth - 1);
        Function[] unary = { Sigmoid, Tanh, Softplus, Abs, Erf, Expm1, Sign, LogCosh };
        return random.Next(9) switch
        {
            0 or 1 => Part() + Part(),
            2 => Part() - Part(),
            3 or 4 => Part() * Part(),
            5 => Part() / (1 + Abs.Of(Part())),
            6 => SelectExpr.Of(Part(), (Relation)random.Next(1, 5), Part(), Part(), Part()),
            7 => Exp.Of(Tanh.Of(Part())),
            _ => unary[random.Next(unary.Length)].Of(Part()),
        };
    }
}
