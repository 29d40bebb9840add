using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Numbers in formulas: as people write them.</summary>
public sealed class MathNotationTests
{
    [Theory]
    [InlineData(0.5, "½ x")]
    [InlineData(1.0 / 6, "x / 6")]
    [InlineData(2.0 / 7, "2/7 x")]
    [InlineData(2.0 / 3, "2/3 x")]
    [InlineData(0.01, "0.01 x")]
    [InlineData(0.15625, "0.15625 x")]
    [InlineData(0.7978845608028654, "0.7978845608028654 x")]
    public void Factors_are_short_where_they_have_a_short_name(double factor, string expected)
        => Assert.Equal(expected, MathNotation.Print(Expr.Constant(factor) * Expr.Variable("x")));

    [Fact]
    public void Numbers_can_take_the_place_of_names()
        => Assert.Equal("({o} − {t}) · {o} · (1 − {o})", MathNotation.PrintForNumbers((Expr.Variable("o") - Expr.Variable("t")) * Expr.Variable("o") * (1 - Expr.Variable("o")), name => "{" + name + "}"));
}
