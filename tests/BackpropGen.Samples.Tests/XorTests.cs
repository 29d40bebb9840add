using System.Linq;
using Xor;
using Xunit;

namespace BackpropGen.Samples.Tests;

public sealed class XorTests
{
    [Fact]
    public void The_best_of_several_restarts_has_all_four_rows_right_and_not_every_restart_has()
    {
        var restarts = Restarts.Run(Enumerable.Range(0, 10).Select(seed => (ulong)seed));
        Assert.Equal(1, restarts[0].Evaluation.Accuracy);
        Assert.True(restarts[0].Evaluation.Loss < 0.01);
        Assert.Contains(restarts, restart => restart.Evaluation.Accuracy < 1);
    }
}
