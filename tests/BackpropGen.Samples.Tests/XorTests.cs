using Xor;
using Xunit;

namespace BackpropGen.Samples.Tests;

public sealed class XorTests
{
    [Fact]
    public void The_best_of_several_restarts_has_all_four_rows_right_and_not_every_restart_has()
    {
        var network = new XorNetwork();
        var restarts = Restarts.Run(network);
        Assert.Equal(1, restarts.Best.Evaluation.Accuracy);
        Assert.True(restarts.Best.Evaluation.Loss < 0.01);
        Assert.Equal(restarts.Best.Evaluation, network.Evaluate(Restarts.TruthTable));
        Assert.Contains(restarts.All, restart => restart.Evaluation.Accuracy < 1);
    }
}
