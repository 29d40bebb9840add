using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>When training ends, what the result says, and which parameters stay. The network's losses are dictated; its parameters tell the step.</summary>
public sealed class TrainingEndTests
{
    private static readonly TrainingOptions Basic = new() { Optimizer = new GradientDescent(0.01), Epochs = 8 };

    [Fact]
    public void The_target_loss_ends_it()
    {
        (TrainingResult result, double at) = Train(Basic with { TargetLoss = 3 }, 5, 4, 3, 2, 1);
        Assert.Equal((StopReason.TargetLoss, 3, 3), (result.StopReason, result.Epochs, at));
        Assert.Equal((3, 3.0, false), (result.BestEpoch, result.BestLoss, result.RestoredBest));
    }

    [Fact]
    public void Patience_ends_it_and_the_best_parameters_come_back()
    {
        (TrainingResult result, double at) = Train(Basic with { Patience = 2 }, 5, 4, 4.5, 4, 1);
        Assert.Equal((StopReason.NoImprovement, 4, 2), (result.StopReason, result.Epochs, at));
        Assert.Equal((2, 4.0, true), (result.BestEpoch, result.BestLoss, result.RestoredBest));
    }

    [Fact]
    public void Too_small_an_improvement_does_not_count_but_is_kept()
    {
        (TrainingResult result, double at) = Train(Basic with { Patience = 2, MinimalImprovement = 0.5 }, 5, 4.8, 4.6, 1);
        Assert.Equal((StopReason.NoImprovement, 3, 3), (result.StopReason, result.Epochs, at));
        Assert.Equal((3, 4.6), (result.BestEpoch, result.BestLoss));
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(true, 2)]
    public void Without_patience_the_best_comes_back_on_request_only(bool? restoreBest, double expected)
    {
        (TrainingResult result, double at) = Train(Basic with { Epochs = 5, RestoreBest = restoreBest }, 5, 1, 2, 3, 4);
        Assert.Equal((StopReason.Completed, 5, expected), (result.StopReason, result.Epochs, at));
    }

    [Fact]
    public void With_patience_the_end_may_stay()
    {
        (TrainingResult result, double at) = Train(Basic with { Patience = 2, RestoreBest = false }, 5, 6, 7);
        Assert.Equal((StopReason.NoImprovement, 3, false), (result.StopReason, at, result.RestoredBest));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 3)]
    public void After_cancellation_the_best_stays_on_request(bool restoreBest, double expected)
    {
        using var source = new CancellationTokenSource();
        double[] losses = [5, 1, 3];
        var network = Dictated(losses, onStep: step => (step == 3 ? source.Cancel : (Action)(() => { }))());
        TrainingResult result = network.Train(Row, Basic with { RestoreBest = restoreBest }, cancellationToken: source.Token);
        Assert.Equal((StopReason.Cancelled, 3, expected), (result.StopReason, result.Epochs, network.Parameters[0]));
    }

    [Fact]
    public void Cancelled_within_an_epoch_the_best_of_the_whole_ones_comes_back()
    {
        using var source = new CancellationTokenSource();
        double[] losses = [5, 5, 1, 1, 3, 3];
        var network = Dictated(losses, onStep: step => (step == 5 ? source.Cancel : (Action)(() => { }))());
        TrainingResult result = network.Train(TwoRows, Basic with { BatchSize = 1, RestoreBest = true }, cancellationToken: source.Token);
        Assert.Equal((StopReason.Cancelled, 2, 4), (result.StopReason, result.Epochs, network.Parameters[0]));
        Assert.Equal((2, 5), (result.BestEpoch, result.Updates));
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_placed_and_the_last_whole_epoch_comes_back()
    {
        (TrainingResult result, double at) = Train(Basic with { BatchSize = 1, Patience = 9 }, TwoRows, 5, 5, 6, 6, 7, double.NaN);
        Assert.Equal((StopReason.NonFiniteLoss, 2, 4), (result.StopReason, result.Epochs, at));
        Assert.Equal(new BatchPosition(3, 2), result.NonFiniteAt);
        Assert.False(result.RestoredBest);
    }

    [Fact]
    public void No_time_is_no_step()
    {
        (TrainingResult result, double at) = Train(Basic with { TimeLimit = TimeSpan.FromTicks(1) }, 1);
        Assert.Equal((StopReason.TimeLimit, 0, 0L), (result.StopReason, result.Epochs, result.Updates));
        Assert.Equal(0, at);
        Assert.Null(result.BestEpoch);
    }

    [Fact]
    public void The_gradients_norm_ends_it()
    {
        var network = new LinearNetwork<double>(1, 1);
        var data = new Dataset<double>([1, 2, 3, 4, 5], 1, [2, 4, 6, 8, 11], 1);
        TrainingResult result = network.Train(data, new TrainingOptions { Optimizer = new GradientDescent(0.05), BatchSize = 5, Epochs = 5000, GradientNorm = 1e-3 });

        double[] gradient = new double[2];
        network.ComputeGradients(data.Inputs, data.Targets, gradient);
        Assert.Equal(StopReason.GradientNorm, result.StopReason);
        Assert.InRange(Math.Sqrt(gradient.Sum(g => g * g)), 0, 1e-3);
        Assert.InRange(result.Epochs, 10, 4999);
    }

    [Fact]
    public void Validation_is_watched_where_there_is_some_every_so_many_epochs()
    {
        var network = Dictated([9, 8, 7, 6, 5, 4]);
        var validation = new Dataset<double>([0], 1, [3.0], 1);
        TrainingResult result = network.Train(Row, Basic with { Epochs = 6, ValidateEvery = 2, Validation = validation, RestoreBest = true });

        // the bias, which predicts for an input of 0, is 10 less the step
        Assert.Equal([double.NaN, 25, double.NaN, 9, double.NaN, 1], result.History.Select(e => e.ValidationLoss));
        Assert.Equal((6, 1.0), (result.BestEpoch, result.BestLoss));
    }

    [Fact]
    public void Patience_counts_epochs_and_judges_measured_ones()
    {
        var network = Dictated([9, 9, 9, 9, 9, 9, 9, 9]);
        var validation = new Dataset<double>([0], 1, [8.0], 1);
        TrainingResult result = network.Train(Row, Basic with { ValidateEvery = 2, Patience = 3, Validation = validation });

        Assert.Equal((StopReason.NoImprovement, 6, 2), (result.StopReason, result.Epochs, result.BestEpoch));
        Assert.Equal(2, network.Parameters[0]);
    }

    [Fact]
    public void Ends_out_of_range_are_refused_by_name()
    {
        Refused("Patience", () => new TrainingOptions { Patience = 0 });
        Refused("MinimalImprovement", () => new TrainingOptions { MinimalImprovement = -1 });
        Refused("GradientNorm", () => new TrainingOptions { GradientNorm = double.NaN });
        Refused("TimeLimit", () => new TrainingOptions { TimeLimit = TimeSpan.Zero });
        Refused("ValidateEvery", () => new TrainingOptions { ValidateEvery = 0 });
        Refused("Threads", () => new TrainingOptions { Threads = 0 });

        static void Refused(string name, Func<object> make) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);
    }

    private static Dataset<double> Row => new([1], 1, [1], 1);

    private static Dataset<double> TwoRows => new([1, 2], 1, [1, 2], 1);

    private static (TrainingResult Result, double Weight) Train(TrainingOptions options, params double[] losses) => Train(options, Row, losses);

    private static (TrainingResult Result, double Weight) Train(TrainingOptions options, Dataset<double> data, params double[] losses)
    {
        var network = Dictated(losses);
        return (network.Train(data, options), network.Parameters[0]);
    }

    // its weight is the number of the last step, its bias 10 less that
    private static LinearNetwork<double> Dictated(double[] losses, Action<int>? onStep = null)
    {
        LinearNetwork<double>? network = null;
        network = new LinearNetwork<double>(1, 1)
        {
            OnStep = step =>
            {
                network!.SetParameters([step, 10 - step]);
                onStep?.Invoke(step);
                return losses[step - 1];
            },
        };
        network.SetParameters([0, 10]);
        return network;
    }
}
