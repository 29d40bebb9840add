using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>The check that no user's gradient is silently wrong finds what is wrong, and nothing else.</summary>
public sealed class DerivativeCheckTests
{
    private static readonly Expr Z = Expr.Variable("z"), T = Expr.Variable("t");

    public static TheoryData<string> Activations => new(ActivationTable.All.Where(pair => !pair.Row.NeedsLogSumExp).Select(pair => pair.Kind.ToString()));

    [Theory]
    [MemberData(nameof(Activations))]
    public void The_built_in_activations_pass(string kind) => Passes(ActivationTable.Of(System.Enum.Parse<ActivationKind>(kind)).Formula);

    [Fact]
    public void Ill_conditioned_formulas_pass()
    {
        Passes(Log.Of(1 - (1 / (1 + Exp.Of(-1.5 * Z)))));
        Passes((1 - Cos.Of(Z)) / (Z * Z));
        Passes(Exp.Of(3 * Z) / (1 + Exp.Of(3 * Z)));
        Passes(Pow.Of(Abs.Of(Z), 0.3));
        Passes(Sin.Of(500 * Z));
        Passes(Max.Of(0.9 * (T - Z), -0.1 * (T - Z)));
        Passes(Acosh.Of(Z) + Log.Of(Z - 1));
        Passes(Cos.Of(Exp.Of(Z) - T));
        Passes(Sin.Of(Z * Z * Z));
        var fast = Sin.Of(Pow.Of(Abs.Of(T) + 0.25, Atan.Of(Z * Z) - Cbrt.Of(Sinh.Of(2.5 * Tanh.Of(Z)))));
        Passes(fast * fast);
        Passes(Z - Cbrt.Of(Log.Of(1 + Exp.Of(Sinh.Of(4.75 * Z)))));
        Passes(Log.Of(1 + Exp.Of(Z * Sin.Of(-2.375 * System.Math.PI * Pow.Of(Z, T)))));
        Passes(Pow.Of(Sin.Of(Pow.Of(Z, Z)) + Z, -Z));
        Passes(SelectExpr.Of(Z, Relation.Greater, (Z * (1 - Z)) + (Z * Z), T, Z));
        Passes(Log.Of(Abs.Of(Z) + 0.25) * Tan.Of(0.875 * Tanh.Of(Cbrt.Of(Z) - SelectExpr.Of(Z, Relation.GreaterOrEqual, T, Z, T))));
    }

    [Theory]
    [InlineData(1.001)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_wrong_factor_is_found(double factor)
    {
        var formula = Tanh.Of(Z) * Z;
        var wrong = factor * Differentiator.By(formula, "z");
        Assert.StartsWith("∂/∂z is ", DerivativeCheck.Compare(formula, "z", wrong).Mismatch, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_swapped_branch_is_found()
    {
        var formula = SelectExpr.Of(Z, Relation.Greater, 0, Z * Z, 0.1 * Z);
        var wrong = SelectExpr.Of(Z, Relation.Greater, 0, 0.1, 2 * Z);
        Assert.NotNull(DerivativeCheck.Compare(formula, "z", wrong).Mismatch);
    }

    [Fact]
    public void A_derivative_by_another_variable_is_compared_too()
    {
        var formula = Z * T * T;
        Assert.Null(DerivativeCheck.Compare(formula, "t", 2 * Z * T).Mismatch);
        Assert.NotNull(DerivativeCheck.Compare(formula, "t", T * T).Mismatch);
    }

    [Fact]
    public void What_has_no_value_is_not_compared() => Assert.Equal(0, DerivativeCheck.Of(Sqrt.Of(-1 - (Z * Z))).Compared);

    private static void Passes(Expr formula)
    {
        var result = DerivativeCheck.Of(formula);
        Assert.Null(result.Mismatch);
        Assert.InRange(result.Compared, 3, int.MaxValue);
    }
}
