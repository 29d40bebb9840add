using BackpropGen.Tests.Documentation;
using Xunit;

namespace BackpropGen.Tests.Optimizers;

/// <summary>The optimizer of one's own that the documentation shows.</summary>
public sealed class OwnOptimizerTests
{
    // m: 0.5 · 2 = 1, 0.5 − 2 = −1.5, −0.75 + 2 = 1.25
    [Fact]
    public void It_runs_as_ours_do() => OptimizerTrajectory.AssertMatches(new Signum(0.1, Momentum: 0.5), 1, [2, -4, 4], [0.9, 1, 0.9]);

    [Fact]
    public void It_takes_another_learning_rate() => OptimizerTrajectory.AssertTakesLearningRate(new Signum(0.1));

    [Fact]
    public void A_loop_gets_its_struct_type() => Assert.Equal("Signum of Double", OptimizerTrajectory.NameThroughVisitor<double>(new Signum(0.1)));
}
