using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>Steps allocate nothing, whatever the schedule: an epoch of many steps allocates what one of few does.</summary>
public sealed class TrainingAllocationTests
{
    private const int WarmUpEpochs = 30;

    public static TheoryData<LearningRateSchedule?> Schedules =>
    [
        null,
        new ConstantRate(),
        new StepDecay(20),
        new MultiStepDecay([10, 100]),
        new ExponentialDecay(0.999),
        new PolynomialDecay(1000, 2),
        new CosineDecay(1000),
        new CosineRestarts(30, 2),
        new OneCycle(1000),
        new LinearWarmUp(100).Then(100, new CosineDecay(900)),
        new LinearWarmUp(100).Times(new ReduceOnPlateau()).Times(new StepDecay(2) { PerEpoch = true }),
    ];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void An_epochs_allocation_does_not_depend_on_its_steps(LearningRateSchedule? schedule)
    {
        var options = new TrainingOptions { Optimizer = new Adam(1e-4), Schedule = schedule, Epochs = WarmUpEpochs + 4, RestoreBest = true, Validation = Waves.Validation };
        long few = LeastOfAnEpoch(options with { BatchSize = 32 });
        long many = LeastOfAnEpoch(options with { BatchSize = 1 });

        // 62 steps more: the smallest object in each would be 62 × 24 bytes
        Assert.InRange(many, 0, few + 62);
        Assert.InRange(many, 0, 1000);
    }

    [Fact]
    public void Nor_with_weights_layer_reports_and_limits()
    {
        float[] weights = [.. Enumerable.Range(1, Waves.Training.RowCount).Select(w => (float)w)];
        Dataset<float> data = Waves.Training.WithWeights(weights);
        var options = new TrainingOptions { Optimizer = new Sgd(1e-4), Epochs = WarmUpEpochs + 4, LayerReports = true, Update = new UpdateOptions { L1 = 0.001, ClipNorm = 1 } };

        // a layer report allocates by the network, not by the steps
        long few = LeastOfAnEpoch(options with { BatchSize = 32 }, data);
        Assert.InRange(LeastOfAnEpoch(options with { BatchSize = 1 }, data), 0, few + 62);
    }

    private static long LeastOfAnEpoch(TrainingOptions options, Dataset<float>? data = null)
    {
        long least = long.MaxValue;
        using IEnumerator<EpochReport> epochs = new WaveNetwork().TrainEpochs(data ?? Waves.Training, options).GetEnumerator();
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(epochs.MoveNext());
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
