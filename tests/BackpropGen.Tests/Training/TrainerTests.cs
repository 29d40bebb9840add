using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Tests.Runtime;
using Xunit;

namespace BackpropGen.Tests.Training;

public sealed class TrainerTests
{
    private static readonly GradientDescent Slow = new(0.01);

    [Fact]
    public void A_thousand_rows_in_batches_of_20_are_50_steps()
    {
        var network = new LinearNetwork<double>(1, 1);
        network.Train(Line(1000), new TrainingOptions { Optimizer = Slow, BatchSize = 20, Epochs = 1 });

        Assert.Equal(Enumerable.Repeat(20, 50), network.BatchSizes);
    }

    [Theory]
    [InlineData(10, 4, new[] { 4, 4, 2 })]
    [InlineData(9, 4, new[] { 4, 4, 1 })]
    [InlineData(3, 1, new[] { 1, 1, 1 })]
    [InlineData(3, 3, new[] { 3 })]
    [InlineData(3, int.MaxValue, new[] { 3 })]
    [InlineData(40, null, new[] { 32, 8 })]
    public void A_last_partial_batch_is_trained_on(int rows, int? batchSize, int[] expected)
    {
        var network = new LinearNetwork<double>(1, 1);
        network.Train(Line(rows), new TrainingOptions { Optimizer = Slow, BatchSize = batchSize, Epochs = 1 });

        Assert.Equal(expected, network.BatchSizes);
    }

    [Theory]
    [InlineData(9, 4, new[] { 4, 5 })]
    [InlineData(10, 4, new[] { 4, 4, 2 })]
    [InlineData(5, 4, new[] { 5 })]
    [InlineData(4, 4, new[] { 4 })]
    public void With_batch_normalisation_a_single_last_row_joins_the_batch_before(int rows, int batchSize, int[] expected)
    {
        var network = new LinearNetwork<double>(1, 1, statistics: 2) { KeepBatches = true };
        network.Train(Line(rows), new TrainingOptions { Optimizer = Slow, BatchSize = batchSize, Epochs = 1 });

        Assert.Equal(expected, network.BatchSizes);
        Assert.Equal(Line(rows).Inputs.ToArray(), network.Batches.SelectMany(b => b).Order());
    }

    [Theory]
    [InlineData(4, 1, "options")]
    [InlineData(1, 4, "data")]
    public void Batch_normalisation_refuses_batches_of_one_row(int rows, int batchSize, string argument)
    {
        var network = new LinearNetwork<double>(1, 1, statistics: 2);

        var e = Assert.Throws<ArgumentException>(() => network.Train(Line(rows), new TrainingOptions { Optimizer = Slow, BatchSize = batchSize }));
        Assert.Equal(argument, e.ParamName);
        Assert.Contains("at least 2 rows", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_epoch_takes_all_rows_once_in_an_order_of_its_own()
    {
        List<double[]> batches = Orders(seed: 3, shuffle: true);

        double[] first = [.. batches.Take(3).SelectMany(b => b)];
        double[] second = [.. batches.Skip(3).SelectMany(b => b)];
        Assert.Equal(Line(10).Inputs.ToArray(), first.Order());
        Assert.Equal(Line(10).Inputs.ToArray(), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(batches, Orders(seed: 3, shuffle: true));
        Assert.NotEqual(batches, Orders(seed: 4, shuffle: true));
    }

    [Fact]
    public void Without_shuffling_the_order_is_that_of_the_data()
    {
        Assert.Equal([.. Line(10).Inputs.ToArray(), .. Line(10).Inputs.ToArray()], Orders(seed: 3, shuffle: false).SelectMany(b => b));
    }

    [Fact]
    public void Shuffled_rows_keep_their_targets()
    {
        var network = new LinearNetwork<double>(2, 1);
        double[] inputs = [.. Enumerable.Range(0, 64).Select(i => (double)((i * 29 % 17) - 8) / 8)];
        double[] targets = [.. Enumerable.Range(0, 32).Select(i => (3 * inputs[2 * i]) - (2 * inputs[(2 * i) + 1]) + 1)];
        TrainingResult result = network.Train(new Dataset<double>(inputs, 2, targets, 1), new TrainingOptions { Optimizer = new GradientDescent(0.2), BatchSize = 5, Epochs = 300 });

        Assert.Equal(3, network.Parameters[0], 6);
        Assert.Equal(-2, network.Parameters[1], 6);
        Assert.Equal(1, network.Parameters[2], 6);
        Assert.True(result.History[^1].Loss < 1e-10);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        Assert.Equal(Learned(seed: 5), Learned(seed: 5));
        Assert.NotEqual(Learned(seed: 5), Learned(seed: 6));

        static float[] Learned(ulong seed)
        {
            var network = new LinearNetwork<float>(1, 1);
            var data = new Dataset<float>([1, 2, 3, 4, 5, 6, 7], 1, [2, 1, 4, 3, 6, 5, 8], 1);
            network.Train(data, new TrainingOptions { Optimizer = Slow, BatchSize = 2, Epochs = 20, Seed = seed });
            return network.Parameters;
        }
    }

    [Fact]
    public void Goes_on_from_the_present_parameters_and_resets_the_optimizer()
    {
        var network = new LinearNetwork<double>(1, 1);
        network.SetParameters([2, 0]);
        network.Train(Line(8), new TrainingOptions { Optimizer = Slow, Epochs = 3 });

        Assert.Equal([2, 0], network.Parameters);
        Assert.Equal(1, network.Resets);
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_of_the_steps_losses_weighted_by_rows()
    {
        var network = new LinearNetwork<double>(1, 1) { OnStep = step => step % 2 == 1 ? 1.0 : 4.0 };
        TrainingResult result = network.Train(Line(4), new TrainingOptions { Optimizer = Slow, BatchSize = 3, Epochs = 2 });

        Assert.Equal([(3 + 4) / 4.0, (3 + 4) / 4.0], result.History.Select(e => e.Loss));
        Assert.Equal([1, 2], result.History.Select(e => e.Epoch));
        Assert.All(result.History, e => Assert.True(double.IsNaN(e.ValidationLoss) && double.IsNaN(e.Accuracy)));
        Assert.Equal((StopReason.Completed, 2), (result.StopReason, result.Epochs));
    }

    [Fact]
    public void Measures_the_validation_data_after_each_epoch_and_tells_of_it()
    {
        var network = new LinearNetwork<double>(1, 1, LinearNetwork<double>.Describe(1, 1, loss: Loss.Hinge));
        var validation = new Dataset<double>([1, -1, 2], 1, [1, -1, -1], 1);
        var told = new List<TrainingProgress>();
        TrainingResult result = network.Train(Line(8), new TrainingOptions { Optimizer = Slow, Epochs = 3, Validation = validation }, new Progress(told.Add));

        Evaluation last = network.Evaluate(validation);
        Assert.Equal((last.Loss, last.Accuracy), (result.History[^1].ValidationLoss, result.History[^1].Accuracy));
        Assert.Equal(result.History.Select(e => new TrainingProgress(e.Epoch, 3, e.Loss, e.ValidationLoss, e.Accuracy)), told);
        Assert.Equal(3, told.Count);
    }

    [Fact]
    public void Without_validation_data_the_accuracy_is_that_of_the_training_data()
    {
        var network = new LinearNetwork<double>(1, 1, LinearNetwork<double>.Describe(1, 1, loss: Loss.Hinge));
        TrainingResult result = network.Train(Line(8), new TrainingOptions { Optimizer = Slow, Epochs = 1 });

        Assert.Equal(network.Evaluate(Line(8)).Accuracy, result.History[0].Accuracy);
    }

    [Fact]
    public void Cancelling_keeps_what_was_learned()
    {
        using var cancellation = new CancellationTokenSource();
        var network = new LinearNetwork<double>(1, 1)
        {
            OnStep = step =>
            {
                if (step == 5)
                {
                    cancellation.Cancel();
                }

                return null;
            },
        };
        double[] start = network.Parameters;
        TrainingResult result = network.Train(Line(8), new TrainingOptions { Optimizer = Slow, BatchSize = 2, Epochs = 9 }, null, cancellation.Token);

        Assert.Equal((StopReason.Cancelled, 1), (result.StopReason, result.Epochs));
        Assert.Equal(5, network.BatchSizes.Count);

        var same = new LinearNetwork<double>(1, 1);
        same.Train(Line(8), new TrainingOptions { Optimizer = Slow, BatchSize = 2, Epochs = 1 });
        Assert.NotEqual(start, network.Parameters);
        Assert.NotEqual(same.Parameters, network.Parameters);
    }

    [Fact]
    public void Cancelled_before_the_start_nothing_happens()
    {
        var network = new LinearNetwork<double>(1, 1);
        double[] start = network.Parameters;
        TrainingResult result = network.Train(Line(8), new TrainingOptions { Optimizer = Slow }, null, new CancellationToken(canceled: true));

        Assert.Equal((StopReason.Cancelled, 0), (result.StopReason, result.Epochs));
        Assert.Equal(start, network.Parameters);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_loss_that_is_not_finite_goes_back_to_the_end_of_the_last_whole_epoch(double loss)
    {
        var network = new LinearNetwork<double>(1, 1, statistics: 2) { OnStep = step => step == 11 ? loss : null };
        var options = new TrainingOptions { Optimizer = Slow, BatchSize = 2, Epochs = 9 };
        TrainingResult result = network.Train(Line(8), options);

        var good = new LinearNetwork<double>(1, 1, statistics: 2);
        good.Train(Line(8), options with { Epochs = 2 });
        Assert.Equal((StopReason.NonFiniteLoss, 2), (result.StopReason, result.Epochs));
        Assert.Equal(good.Parameters, network.Parameters);
        Assert.Equal(good.Statistics, network.Statistics);
        Assert.Equal(good.RandomState, network.RandomState);
        Assert.Equal(2, network.Resets);
    }

    [Fact]
    public void A_loss_that_is_not_finite_in_the_first_epoch_goes_back_to_the_start()
    {
        var network = new LinearNetwork<double>(1, 1, statistics: 2) { OnStep = step => step == 3 ? double.NaN : null };
        network.SetStatistics([5, 6]);
        double[] start = network.Parameters;
        TrainingResult result = network.Train(Line(8), new TrainingOptions { Optimizer = Slow, BatchSize = 2 });

        Assert.Equal((StopReason.NonFiniteLoss, 0), (result.StopReason, result.Epochs));
        Assert.Equal(start, network.Parameters);
        Assert.Equal([5, 6], network.Statistics);
    }

    [Fact]
    public void An_overflowing_last_update_of_an_epoch_is_not_kept()
    {
        var network = new LinearNetwork<float>(1, 1);
        float[] start = network.Parameters;
        var data = new Dataset<float>([1e15f, 2], 1, [1, 2], 1);
        TrainingResult result = network.Train(data, new TrainingOptions { Optimizer = new GradientDescent(1e30), Epochs = 5 });

        Assert.Equal((StopReason.NonFiniteLoss, 0), (result.StopReason, result.Epochs));
        Assert.Equal(start, network.Parameters);
    }

    [Fact]
    public void A_diverging_training_ends_with_finite_parameters()
    {
        var network = new LinearNetwork<float>(1, 1);
        var data = new Dataset<float>([1, 2, 3], 1, [1, 2, 3], 1);
        TrainingResult result = network.Train(data, new TrainingOptions { Optimizer = new GradientDescent(10), Epochs = 1000 });

        Assert.Equal(StopReason.NonFiniteLoss, result.StopReason);
        Assert.All(network.Parameters, p => Assert.True(float.IsFinite(p)));
        Assert.All(result.History, e => Assert.True(double.IsFinite(e.Loss)));
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var network = new LinearNetwork<double>(1, 1);
        network.BatchSizes.Capacity = 40_000;
        Dataset<double> data = Line(4000);
        long few = LeastAllocated(epochs: 2);
        long many = LeastAllocated(epochs: 3);

        // one epoch more has 1,000 steps more and one entry of the history
        Assert.InRange(many - few, 0, 999);

        // the least of some runs: a collection gives back what is left of the thread's buffer, which then counts as allocated
        long LeastAllocated(int epochs)
        {
            var options = new TrainingOptions { Optimizer = Slow, BatchSize = 4, Epochs = epochs };
            return AllocationAssert.Least(() => network.Train(data, options));
        }
    }

    private static List<double[]> Orders(ulong seed, bool shuffle)
    {
        var network = new LinearNetwork<double>(1, 1) { KeepBatches = true };
        network.Train(Line(10), new TrainingOptions { Optimizer = Slow, BatchSize = 4, Epochs = 2, Seed = seed, Shuffle = shuffle });
        return network.Batches;
    }

    /// <summary>y = 2x on x from −1 to 1.</summary>
    private static Dataset<double> Line(int rows)
    {
        double[] inputs = [.. Enumerable.Range(0, rows).Select(i => (2.0 * i / Math.Max(1, rows - 1)) - 1)];
        return new Dataset<double>(inputs, 1, inputs.Select(x => 2 * x).ToArray(), 1);
    }

    private sealed class Progress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
