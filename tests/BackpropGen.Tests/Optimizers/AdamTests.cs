using System;
using Xunit;

namespace BackpropGen.Tests.Optimizers;

/// <summary>The update of one parameter by hand, with β₁ = ½ and β₂ = ¾ so that the numbers stay short.</summary>
public sealed class AdamTests
{
    private static readonly double[] Gradients = [2, -1, 4];

    private static Adam Short => new(0.1) { Beta1 = 0.5, Beta2 = 0.75 };

    [Fact]
    public void Takes_another_learning_rate() => OptimizerTrajectory.AssertTakesLearningRate(new Adam(0.1) { Beta1 = 0.5 });

    // m: 1, 0, 2;  m̂: 1/(1/2), 0/(3/4), 2/(7/8)
    // v: 1, 1, 4.75;  v̂: 1/(1/4), 1/(7/16), 4.75/(37/64)
    [Fact]
    public void Plain()
    {
        double first = 1 - 0.1 * 2 / (2 + 1e-8);
        Trajectory(Short, first, first, first - 0.1 * (2 / 0.875) / (Math.Sqrt(4.75 / 0.578125) + 1e-8));
    }

    [Fact]
    public void Epsilon_stands_outside_the_root()
        => Trajectory(Short with { Epsilon = 2 }, 0.95, 0.95, 0.95 - 0.1 * (2 / 0.875) / (Math.Sqrt(4.75 / 0.578125) + 2));

    // g: 2 + ½ · 1
    [Fact]
    public void Weight_decay_is_added_to_the_gradient()
        => OptimizerTrajectory.AssertMatches(new Adam(0.1) { Epsilon = 1.5, WeightDecay = 0.5 }, 1, [2], [1 - 0.1 * 2.5 / (2.5 + 1.5)]);

    // g: 4, 0;  m: 2, 1;  v: 4, 3, whose largest is 4
    [Fact]
    public void AmsGrad_corrects_the_largest_raw_square()
    {
        double first = 1 - 0.1 * 4 / (4 + 1e-8);
        double ams = first - 0.1 * (1 / 0.75) / (Math.Sqrt(4 / 0.4375) + 1e-8);
        double plain = first - 0.1 * (1 / 0.75) / (Math.Sqrt(3 / 0.4375) + 1e-8);
        OptimizerTrajectory.AssertMatches(Short with { AmsGrad = true }, 1, [4, 0], [first, ams]);
        OptimizerTrajectory.AssertMatches(Short, 1, [4, 0], [first, plain]);
    }

    [Fact]
    public void Defaults_are_those_of_PyTorch()
    {
        Adam adam = new();
        Assert.Equal((1e-3, 0.9, 0.999, 1e-8, false, 0), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.AmsGrad, adam.WeightDecay));
        Assert.Equal(2, adam.StateCount);
        Assert.Equal(3, (adam with { AmsGrad = true }).StateCount);
        adam.Validate();
    }

    [Fact]
    public void The_default_value_is_refused_by_name()
        => AssertRefused(default, "default(Adam) has no hyper-parameters. Use new Adam() for the usual ones, or new Adam(learningRate).");

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        new Adam(0).Validate();
        AssertRefused(new Adam(-0.5), "Adam.LearningRate: expected a finite number that is not negative, got -0.5.");
        AssertRefused(new Adam { Beta1 = 1 }, "Adam.Beta1: expected 0 or more and less than 1, got 1.");
        AssertRefused(new Adam { Beta2 = double.NaN }, "Adam.Beta2: expected 0 or more and less than 1, got NaN.");
        AssertRefused(new Adam { Epsilon = 0 }, "Adam.Epsilon: expected a finite number greater than 0, got 0.");
        AssertRefused(new Adam { WeightDecay = -1 }, "Adam.WeightDecay: expected");
    }

    [Fact]
    public void A_visitor_gets_the_struct_type()
        => Assert.Equal("Adam of Single, Adam of Double", $"{OptimizerTrajectory.NameThroughVisitor<float>(new Adam())}, {OptimizerTrajectory.NameThroughVisitor<double>(new Adam())}");

    [Fact]
    public void A_network_of_the_wrong_precision_is_told()
    {
        IOptimizer optimizer = default(SingleOnly);
        Assert.Equal("SingleOnly of Single", OptimizerTrajectory.NameThroughVisitor<float>(optimizer));
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => OptimizerTrajectory.NameThroughVisitor<double>(optimizer));
        Assert.Equal("SingleOnly does not implement IOptimizer<Double>, which a network of that precision needs.", error.Message);
    }

    private static void Trajectory(Adam adam, params double[] expected) => OptimizerTrajectory.AssertMatches(adam, 1, Gradients, expected);

    private static void AssertRefused(Adam adam, string message)
        => Assert.StartsWith(message, Assert.Throws<ArgumentException>(adam.Validate).Message, StringComparison.Ordinal);

    /// <summary>A user's own optimizer.</summary>
    private readonly record struct SingleOnly(double LearningRate) : IOptimizer<SingleOnly, float>
    {
        public int StateCount => 0;

        public void Validate()
        {
        }

        public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state)
        {
        }

        public SingleOnly WithLearningRate(double learningRate) => new(learningRate);
    }
}
