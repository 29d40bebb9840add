using System;
using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;
using Xunit;

namespace BackpropGen.Generator.Tests.Symbolics;

/// <summary>Every derivative against sixth-order finite differences of the formula it came from.</summary>
public sealed class DerivativeTests
{
    // None within a step of a kink, of o = t or of Huber's δ.
    private static readonly double[] Points = { -4.7, -2.3, -1.37, -0.61, -0.123, 0.237, 0.71, 1.43, 2.77, 4.1, 6.9 };
    private static readonly double[] Probabilities = { 0.17, 0.24, 0.41, 0.77, 0.83 };

    public static TheoryData<string> Activations => new(Formulas.Activations.Select(kind => kind.ToString()));

    public static TheoryData<string> Losses => new(Formulas.Losses.Select(kind => kind.ToString()));

    public static TheoryData<string> Functions => new(Formulas.Functions.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activation(string kind)
    {
        Expr formula = ActivationTable.Of(Enum.Parse<ActivationKind>(kind)).Formula;
        foreach (string variable in formula.Variables)
        {
            foreach (double z in Points)
            {
                AssertDerivative(formula, variable, name => name == "z" ? z : 1.3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss(string kind)
    {
        Expr formula = Formulas.Loss(Enum.Parse<LossKind>(kind), huberDelta: 0.4);
        bool ofProbabilities = formula.Subtrees().Any(part => part is CallExpr { Function.Name: "XLogY" });
        foreach (double o in ofProbabilities ? Probabilities : Points)
        {
            foreach (double t in ofProbabilities ? new[] { 0, 0.3, 1 } : new[] { -1, 0.5, 1 })
            {
                AssertDerivative(formula, LossTable.Output, name => name == LossTable.Output ? o : t);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_of_an_activation(string kind)
    {
        foreach (var activation in new[] { ActivationKind.Sigmoid, ActivationKind.Softmax, ActivationKind.Softplus, ActivationKind.HardSwish })
        {
            Expr composed = LossComposer.Compose(Formulas.Loss(Enum.Parse<LossKind>(kind)), ActivationTable.Of(activation).Formula).Expression;
            foreach (string variable in composed.Variables.Where(name => name != "t"))
            {
                AssertDerivative(composed, variable, name => name switch { "z" => 0.23, "lse" => 0.9, _ => 0.3 });
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_by_each_argument(string name)
    {
        var function = Formulas.Functions.Single(candidate => candidate.Name == name);
        int arity = name is "Max" or "Min" or "XLogY" or "Pow" or "Atan2" or "Hypot" ? 2 : 1;
        double least = name == "Acosh" ? 1 : 0;
        Expr call = function.Of(new[] { Expr.Variable("x"), Expr.Variable("y") }.Take(arity).ToArray());
        foreach (string variable in call.Variables)
        {
            foreach (double x in Probabilities)
            {
                AssertDerivative(call, variable, name => name == "x" ? least + x : 0.6);
            }
        }
    }

    private static void AssertDerivative(Expr formula, string variable, Func<string, double> values)
    {
        const double Step = 2e-3;
        double At(int steps) => formula.Evaluate(name => values(name) + (name == variable ? steps * Step : 0));
        double expected = ((45 * (At(1) - At(-1))) - (9 * (At(2) - At(-2))) + At(3) - At(-3)) / (60 * Step);
        Expr derivative = Differentiator.By(formula, variable);
        double actual = derivative.Evaluate(values);
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"d/d{variable} {formula} = {derivative}: {actual:R}, finite differences {expected:R} at {values(variable)}");
    }
}
