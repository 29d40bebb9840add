using System;
using Xunit;

namespace BackpropGen.Tests.Optimizers;

/// <summary>The update of one parameter by hand, over two or three steps, at every place of a range of odd length.</summary>
public sealed class SgdTests
{
    private static readonly double[] Gradients = [2, -1, 4];

    [Fact]
    public void Takes_another_learning_rate() => OptimizerTrajectory.AssertTakesLearningRate(new Sgd(0.1) { Momentum = 0.5 });

    [Fact]
    public void Plain() => Trajectory(new Sgd(0.1), 0.8, 0.9, 0.5);

    [Fact]
    public void Weight_decay_is_added_to_the_gradient()
        => Trajectory(new Sgd(0.1) { WeightDecay = 0.5 }, 1 - 0.1 * (2 + 0.5), 0.75 - 0.1 * (-1 + 0.375), 0.8125 - 0.1 * (4 + 0.40625));

    // v: 2, 0.5·2 − 1 = 0, 4
    [Fact]
    public void Momentum() => Trajectory(new Sgd(0.1) { Momentum = 0.5 }, 0.8, 0.8, 0.4);

    // v: 2 (undamped), 0.5·2 − 0.75 = 0.25, 0.125 + 3
    [Fact]
    public void Dampening() => Trajectory(new Sgd(0.1) { Momentum = 0.5, Dampening = 0.25 }, 0.8, 0.775, 0.4625);

    // v: 2, 0, 4; g + μ v: 3, −1, 6
    [Fact]
    public void Nesterov() => Trajectory(new Sgd(0.1) { Momentum = 0.5, Nesterov = true }, 0.7, 0.8, 0.2);

    [Fact]
    public void Defaults_are_those_of_PyTorch()
    {
        Sgd sgd = new();
        Assert.Equal((1e-3, 0, 0, false, 0), (sgd.LearningRate, sgd.Momentum, sgd.Dampening, sgd.Nesterov, sgd.WeightDecay));
        Assert.Equal(0, sgd.StateCount);
        Assert.Equal(1, (sgd with { Momentum = 0.9 }).StateCount);
        sgd.Validate();
    }

    [Fact]
    public void The_default_value_is_refused_by_name()
        => AssertRefused(default, "default(Sgd) has no hyper-parameters. Use new Sgd() for the usual ones, or new Sgd(learningRate).");

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        new Sgd(0).Validate();
        AssertRefused(new Sgd(-1), "Sgd.LearningRate: expected a finite number that is not negative, got -1.");
        AssertRefused(new Sgd(double.NaN), "Sgd.LearningRate: expected a finite number that is not negative, got NaN.");
        AssertRefused(new Sgd(double.PositiveInfinity), "Sgd.LearningRate: expected");
        AssertRefused(new Sgd { Momentum = 1 }, "Sgd.Momentum: expected 0 or more and less than 1, got 1.");
        AssertRefused(new Sgd { Dampening = 1.5 }, "Sgd.Dampening: expected 0 to 1, got 1.5.");
        AssertRefused(new Sgd { WeightDecay = -1 }, "Sgd.WeightDecay: expected");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0.1)]
    public void Nesterov_needs_momentum_without_dampening(double momentum, double dampening)
        => AssertRefused(new Sgd { Momentum = momentum, Dampening = dampening, Nesterov = true }, "Sgd.Nesterov: expected Momentum above 0 and Dampening 0, got");

    [Fact]
    public void A_visitor_gets_the_struct_type()
        => Assert.Equal("Sgd of Single, Sgd of Double", $"{OptimizerTrajectory.NameThroughVisitor<float>(new Sgd())}, {OptimizerTrajectory.NameThroughVisitor<double>(new Sgd())}");

    [Fact]
    public void Gradients_of_another_length_are_refused()
        => Assert.StartsWith(
            "gradients: expected 2 values, got 3.",
            Assert.Throws<ArgumentException>(() => new Sgd().Update(new float[2], new float[3], new OptimizerState<float>([], 0, 2, 1))).Message,
            StringComparison.Ordinal);

    private static void Trajectory(Sgd sgd, params double[] expected) => OptimizerTrajectory.AssertMatches(sgd, 1, Gradients, expected);

    private static void AssertRefused(Sgd sgd, string message)
        => Assert.StartsWith(message, Assert.Throws<ArgumentException>(sgd.Validate).Message, StringComparison.Ordinal);
}
