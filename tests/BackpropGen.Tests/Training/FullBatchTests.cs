using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>How the loop drives an optimizer that works on the whole data set.</summary>
public sealed class FullBatchTests
{
    public static TheoryData<FullBatchEnd, StopReason> Ends => new()
    {
        { FullBatchEnd.Gradient, StopReason.GradientNorm },
        { FullBatchEnd.Loss, StopReason.TargetLoss },
        { FullBatchEnd.StepSize, StopReason.Converged },
        { FullBatchEnd.NoProgress, StopReason.Converged },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Its_own_end_is_named(FullBatchEnd end, StopReason expected)
    {
        TrainingResult result = Train(new Dictated([4, 3, 2], end));
        Assert.Equal((expected, 3, 3), (result.StopReason, result.Epochs, result.Updates));
        Assert.Equal([4, 3, 2], result.History.Select(e => e.Loss));
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_no_epoch()
    {
        TrainingResult result = Train(new Dictated([4, 3, 2], FullBatchEnd.NotFinite));
        Assert.Equal((StopReason.NonFiniteLoss, 2), (result.StopReason, result.Epochs));
        Assert.Equal(new BatchPosition(3, 1), result.NonFiniteAt);
    }

    [Fact]
    public void Other_ends_hold_too()
    {
        Assert.Equal(StopReason.TargetLoss, Train(new Dictated([4, 3, 2], FullBatchEnd.None), new TrainingOptions { TargetLoss = 3 }).StopReason);
        Assert.Equal(StopReason.Completed, Train(new Dictated([4, 3, 2], FullBatchEnd.None), new TrainingOptions { Epochs = 3 }).StopReason);
    }

    [Theory]
    [InlineData("BatchSize")]
    [InlineData("Schedule")]
    public void What_it_cannot_take_is_refused(string option)
    {
        var options = option == "BatchSize" ? new TrainingOptions { BatchSize = 2 } : new TrainingOptions { Schedule = new ConstantRate() };
        var e = Assert.Throws<ArgumentException>(() => Train(new Dictated([1], FullBatchEnd.None), options));
        Assert.Contains(option, e.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Dictated), e.Message, StringComparison.Ordinal);
    }

    private static TrainingResult Train(IOptimizer optimizer, TrainingOptions? options = null)
    {
        var data = new Dataset<double>([1, 2, 3], 1, [1, 2, 3], 1);
        return new LinearNetwork<double>(1, 1).Train(data, (options ?? new TrainingOptions()) with { Optimizer = optimizer });
    }

    private sealed class Dictated(double[] losses, FullBatchEnd end) : IFullBatchOptimizer, IFullBatchRun
    {
        private int _iteration;

        public double LearningRate => 1;

        public int StateCount => 0;

        public void Validate()
        {
        }

        public IFullBatchRun Begin<T>(ITrainableNetwork<T> network, Dataset<T> data)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => this;

        public FullBatchIteration Iterate()
        {
            double loss = losses[_iteration++];
            return new FullBatchIteration(loss, 1, _iteration == losses.Length ? end : FullBatchEnd.None);
        }
    }
}
