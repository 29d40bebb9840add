using System;
using BackpropGen.Generator.Symbolics;
using Xunit;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Identities of powers, circular and hyperbolic functions, as users' formulas need them.</summary>
public sealed class ElementaryRulesTests
{
    private static readonly Expr Z = Expr.Variable("z"), P = Expr.Variable("p");

    public static TheoryData<string, string> Forms
    {
        get
        {
            var forms = new TheoryData<string, string>();
            void Add(Expr written, string simplified) => forms.Add(Simplifier.Simplify(written).ToString(), simplified);
            void AddDerivative(Expr formula, string derivative) => forms.Add(Differentiator.By(formula, "z").ToString(), derivative);
            Add(Pow.Of(Z, 3), "z³");
            Add(Pow.Of(Z, -1), "1 / z");
            Add(Pow.Of(Z, 0), "1");
            Add(Pow.Of(Z, 0.5), "√(z)");
            Add(Pow.Of(Z, -0.5), "1 / √(z)");
            Add(Pow.Of(Z, 1.5), "z √(z)");
            Add(Pow.Of(Z, -1.5), "1 / (z √(z))");
            Add(Pow.Of(Z, 1.7), "z^1.7");
            Add(Pow.Of(Z + 1, -P), "(z + 1)^(−p)");
            Add(Sqrt.Of(Z * Z), "|z|");
            Add(PowerExpr.Of(Cbrt.Of(Z), 6), "z²");
            Add(Tan.Of(Atan.Of(Z)), "z");
            Add(Sinh.Of(Z) / Cosh.Of(Z), "tanh(z)");
            Add(Cosh.Of(Z) / Sinh.Of(Z), "1 / tanh(z)");
            Add(Sin.Of(Z) / Cos.Of(Z) * P, "p tan(z)");
            Add(Sin.Of(3 * Z) * Cos.Of(3 * Z), "½ sin(6 z)");
            Add((P * Sin.Of(Z) * Sin.Of(Z)) + Z + (P * Cos.Of(Z) * Cos.Of(Z)), "p + z");
            Add((Cosh.Of(Z) * Cosh.Of(Z)) - (Sinh.Of(Z) * Sinh.Of(Z)), "1");
            Add(Sin.Of(-Z) + Cos.Of(-2 * Z), "cos(2 z) − sin(z)");
            Add(SelectExpr.Of(Z + P, Relation.GreaterOrEqual, P + Z, Z, P), "z");
            Add(SelectExpr.Of(Z, Relation.Less, Z, Z, P), "p");
            AddDerivative(Z + (Sin.Of(3 * Z) * Sin.Of(3 * Z) / 3), "sin(6 z) + 1");
            AddDerivative(Cos.Of(Z), "−sin(z)");
            AddDerivative(Tan.Of(Z), "tan(z)² + 1");
            AddDerivative(Pow.Of(Z, 2.5), "2.5 z √(z)");
            AddDerivative(Pow.Of(Z, P), "p = 0 ? 0 : p z^(p − 1)");
            AddDerivative(Pow.Of(2, Z), "0.6931471805599453 2^z");
            AddDerivative(Cbrt.Of(Z), "1 / (3 ∛(z)²)");
            AddDerivative(Hypot.Of(Z, P), "hypot(z, p) = 0 ? 0 : z / hypot(z, p)");
            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Form(string actual, string expected) => Assert.Equal(expected, actual);

    [Theory]
    [InlineData(nameof(Pow), 0, 3.0, 0, 0)]
    [InlineData(nameof(Pow), 0, 0, 0, 0)]
    [InlineData(nameof(Pow), 0, 1, 1, 0)]
    [InlineData(nameof(Pow), -2, 3, 12, double.NaN)]
    [InlineData(nameof(Pow), double.PositiveInfinity, -1, 0, 0)]
    [InlineData(nameof(Atan2), 0, 0, 0, 0)]
    [InlineData(nameof(Atan2), 0, -2, -0.5, 0)]
    [InlineData(nameof(Hypot), 0, 0, 0, 0)]
    [InlineData(nameof(Hypot), -3, 0, -1, 0)]
    public void Derivatives_at_kinks_and_ends(string name, double x, double y, double byFirst, double bySecond)
    {
        Function function = name == nameof(Pow) ? Pow : name == nameof(Atan2) ? Atan2 : Hypot;
        double By(string variable) => Differentiator.By(function.Of(Expr.Variable("x"), Expr.Variable("y")), variable).Evaluate(which => which == "x" ? x : y);
        Assert.Equal(byFirst, By("x"));
        Assert.Equal(bySecond, By("y"));
    }
}
