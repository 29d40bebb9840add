using System;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>The textbook forms that must fall out of differentiation, simplification and known values.</summary>
public sealed class RequiredFormsTests
{
    private static readonly Expr Z = Expr.Variable("z"), T = Expr.Variable("t"), Lse = Expr.Variable("lse");

    private static string DerivativeWith(Expr loss, params (string, Expr)[] known) => Reexpressor.Reexpress(Differentiator.By(loss, "z"), known).ToString();

    [Fact]
    public void Log_loss_of_a_sigmoid_gives_a_minus_t() =>
        Assert.Equal("a − t", DerivativeWith(-XLogY.Of(T, Sigmoid.Of(Z)) - XLogY.Of(1 - T, 1 - Sigmoid.Of(Z)), ("a", Sigmoid.Of(Z))));

    [Fact]
    public void Squared_error_gives_twice_the_error() => Assert.Equal("2 (z − t)", DerivativeWith((Z - T) * (Z - T)));

    [Fact]
    public void Half_squared_error_gives_the_error() => Assert.Equal("z − t", DerivativeWith(0.5 * (Z - T) * (Z - T)));

    [Fact]
    public void Squared_error_of_a_sigmoid_keeps_its_factors() =>
        Assert.Equal("2 (a − t) a (1 − a)", DerivativeWith((Sigmoid.Of(Z) - T) * (Sigmoid.Of(Z) - T), ("a", Sigmoid.Of(Z))));

    [Fact]
    public void Squared_error_of_tanh_keeps_its_factors() =>
        Assert.Equal("2 (a − t) (1 − a²)", DerivativeWith((Tanh.Of(Z) - T) * (Tanh.Of(Z) - T), ("a", Tanh.Of(Z))));

    [Theory]
    [InlineData(nameof(ActivationKind.Sigmoid), "a (1 − a)")]
    [InlineData(nameof(ActivationKind.Tanh), "1 − a²")]
    [InlineData(nameof(ActivationKind.Softplus), "σ(z)")]
    [InlineData(nameof(ActivationKind.LogSigmoid), "σ(−z)")]
    [InlineData(nameof(ActivationKind.Elu), "z > 0 ? 1 : a + 1")]
    [InlineData(nameof(ActivationKind.Selu), "z > 0 ? 1.0507009873554805 : a + 1.7580993408473766")]
    [InlineData(nameof(ActivationKind.ReLU), "a > 0 ? 1 : 0")]
    [InlineData(nameof(ActivationKind.LeakyReLU), "z > 0 ? 1 : 0.01")]
    [InlineData(nameof(ActivationKind.Softsign), "1 / (|z| + 1)²")]
    [InlineData(nameof(ActivationKind.Silu), "σ(z) (z (1 − σ(z)) + 1)")]
    [InlineData(nameof(ActivationKind.Identity), "1")]
    [InlineData(nameof(ActivationKind.HardTanh), "z < 1 ? (z > −1 ? 1 : 0) : 0")]
    [InlineData(nameof(ActivationKind.HardSigmoid), "z + 3 < 6 ? (z + 3 > 0 ? 1/6 : 0) : 0")]
    [InlineData(nameof(ActivationKind.HardSwish), "z < −3 ? 0 : z > 3 ? 1 : z / 3 + ½")]
    [InlineData(nameof(ActivationKind.ReLU6), "z < 6 ? (z > 0 ? 1 : 0) : 0")]
    [InlineData(nameof(ActivationKind.Gelu), "0.3989422804014327 z exp(−½ z²) + ½ (erf(0.7071067811865476 z) + 1)")]
    [InlineData(nameof(ActivationKind.GeluTanh), "½ ((1 − tanh(z (0.035677408136300125 z² + 0.7978845608028654))²) z (0.10703222440890037 z² + 0.7978845608028654) + tanh(z (0.035677408136300125 z² + 0.7978845608028654)) + 1)")]
    [InlineData(nameof(ActivationKind.Mish), "z (1 − tanh(softplus(z))²) σ(z) + tanh(softplus(z))")]
    public void Activation_derivatives_use_the_value(string kind, string expected)
    {
        Expr formula = ActivationTable.Of(Enum.Parse<ActivationKind>(kind)).Formula;
        Assert.True(expected == DerivativeWith(formula, ("a", formula)), DerivativeWith(formula, ("a", formula)));
    }

    [Fact]
    public void A_value_stands_for_its_argument_in_a_condition_only_beside_what_is_exact()
    {
        Assert.Equal("a > t ? 1 : 0", DerivativeWith(Max.Of(Z, T), ("a", Max.Of(Z, T))));
        Assert.Equal("z > exp(t) ? 1 : 0", DerivativeWith(Max.Of(Z, Exp.Of(T)), ("a", Max.Of(Z, Exp.Of(T)))));
    }

    [Fact]
    public void Cross_entropy_of_softmax_is_linear_in_the_logit()
    {
        var composed = LossComposer.Compose(LossTable.Of(LossKind.CrossEntropy).Formula(new LossOptions()), ActivationTable.Of(ActivationKind.Softmax).Formula);
        Assert.True(composed.IsBetter);
        Assert.Equal("t (lse − z)", composed.Expression.ToString());
        Assert.Equal("−t", Differentiator.By(composed.Expression, "z").ToString());
        Assert.Equal("t", Differentiator.By(composed.Expression, "lse").ToString());
    }

    [Fact]
    public void A_common_factor_is_pulled_out()
    {
        Expr s = Expr.Variable("s"), p = Expr.Variable("p"), q = Expr.Variable("q");
        Assert.Equal("s (p q − t)", Simplifier.Simplify((s * p * q) - (s * T)).ToString());
        Assert.Equal("s (p q − t)", Reexpressor.Reexpress((s * Exp.Of(Z - Lse) * q) - (s * T), new[] { ("p", Exp.Of(Z - Lse)) }).ToString());
    }

    [Fact]
    public void Log_loss_of_a_sigmoid_is_made_of_softplus()
    {
        var composed = LossComposer.Compose(LossTable.Of(LossKind.BinaryCrossEntropy).Formula(new LossOptions()), Sigmoid.Of(Z));
        Assert.True(composed.IsBetter);
        Assert.Equal("t softplus(−z) + (1 − t) softplus(z)", composed.Expression.ToString());
    }
}
