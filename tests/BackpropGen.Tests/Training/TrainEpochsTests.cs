using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>The pull form, schedules and threads in the loop, with generated networks.</summary>
public sealed class TrainEpochsTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new Adam(0.01), BatchSize = 8, Epochs = 5, Validation = Waves.Validation };

    [Fact]
    public void The_pull_form_trains_as_Train_does()
    {
        var (pulled, trained) = (new WaveNetwork(), new WaveNetwork());
        TrainingEpochs epochs = pulled.TrainEpochs(Waves.Training, Options);
        List<EpochReport> reports = [.. epochs];
        TrainingResult result = trained.Train(Waves.Training, Options);

        Assert.Equal(result.History, reports.Select(r => r.Record));
        Assert.Equal(result.History, epochs.Result!.History);
        Assert.Equal(Parameters(trained), Parameters(pulled));
        Assert.Equal([null, null, null, null, StopReason.Completed], reports.Select(r => r.StopReason));
        Assert.Equal(5 * 8, reports[^1].Updates);
    }

    [Fact]
    public void Nothing_happens_before_the_first_epoch_is_asked_for()
    {
        var network = new WaveNetwork();
        TrainingEpochs epochs = network.TrainEpochs(Waves.Training, Options);
        Assert.Null(epochs.Result);
        Assert.Equal(Parameters(new WaveNetwork()), Parameters(network));
    }

    [Fact]
    public void Leaving_early_is_a_cancellation()
    {
        var network = new WaveNetwork();
        TrainingEpochs epochs = network.TrainEpochs(Waves.Training, Options);
        Assert.Equal(2, epochs.Take(2).Count());
        Assert.Equal((StopReason.Cancelled, 2), (epochs.Result!.StopReason, epochs.Result.Epochs));
        Assert.Throws<InvalidOperationException>(() => epochs.Count());
    }

    [Fact]
    public void A_cancelled_token_ends_the_enumeration()
    {
        using var source = new CancellationTokenSource();
        TrainingEpochs epochs = new WaveNetwork().TrainEpochs(Waves.Training, Options, source.Token);
        foreach (EpochReport report in epochs)
        {
            if (report.Epoch == 3)
            {
                source.Cancel();
            }
        }

        Assert.Equal((StopReason.Cancelled, 3), (epochs.Result!.StopReason, epochs.Result.Epochs));
    }

    [Fact]
    public void A_schedule_is_what_a_loop_by_hand_does()
    {
        LearningRateSchedule schedule = new LinearWarmUp(20).Times(new StepDecay(2, 0.5) { PerEpoch = true });
        var (trained, byHand) = (new WaveNetwork(), new WaveNetwork());
        TrainingResult result = trained.Train(Waves.Training, Options with { Schedule = schedule, Shuffle = false });

        for (int update = 0; update < 40; update++)
        {
            int start = update % 8 * 8;
            double rate = schedule.Rate(new SchedulePosition(update, update / 8), 0.01, []);
            byHand.TrainStep(Waves.Training.Inputs.Slice(start, 8), Waves.Training.Targets.Slice(start, 8), new Adam(rate));
        }

        Assert.Equal(Parameters(byHand), Parameters(trained));
        Assert.Equal([.. Enumerable.Range(1, 5).Select(e => schedule.Rate(new SchedulePosition((8 * e) - 1, e - 1), 0.01, []))], result.History.Select(e => e.LearningRate));
    }

    [Fact]
    public void A_plateau_lowers_the_rate_within_the_run_and_not_in_the_next()
    {
        var options = Options with { Optimizer = new Sgd(0), Epochs = 4, Schedule = new ReduceOnPlateau { Patience = 1, Factor = 0.5 }.Times(new ConstantRate()) };
        for (int run = 0; run < 2; run++)
        {
            TrainingResult result = new WaveNetwork().Train(Waves.Training, options with { Optimizer = new Sgd(1e-12) });
            Assert.Equal([1e-12, 1e-12, 1e-12, 0.5e-12], result.History.Select(e => e.LearningRate));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Threads_are_lent_for_the_run_and_change_no_bit(int threads)
    {
        var (alone, shared) = (new WideNetwork(), new WideNetwork());
        var options = new TrainingOptions { Optimizer = new Adam(0.001), BatchSize = 256, Epochs = 12 };
        alone.Train(Waves.Wide, options);
        TrainingResult result = shared.Train(Waves.Wide, options with { Threads = threads });

        Assert.Equal(Parameters(alone), Parameters(shared));
        Assert.Equal(1, shared.Threads);
        Assert.Equal(Math.Min(threads, Environment.ProcessorCount), result.ThreadUse.Threads);
        Assert.Equal(24, result.ThreadUse.SharedSteps + result.ThreadUse.OtherSteps);
        Assert.Equal(result.ThreadUse.Threads > 1, result.ThreadUse.SharedSteps > 0);
    }

    [Fact]
    public void Options_out_of_place_are_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => new WaveNetwork().TrainEpochs(Waves.Wide, Options));

    private static float[] Parameters(ITrainableNetwork<float> network)
    {
        float[] parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
