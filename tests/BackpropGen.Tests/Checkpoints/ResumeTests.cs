using System;
using System.IO;
using System.Linq;
using BackpropGen.Interrupted;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Checkpoints;

public sealed class ResumeTests : IDisposable
{
    private const int Epochs = 9;

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("run.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_resumed_training_ends_bit_for_bit_as_one_never_stopped(int stop)
    {
        var whole = new NoisyNetwork(3);
        TrainingResult expected = whole.Train(LongTraining.Data, LongTraining.Options(Epochs));

        new NoisyNetwork(3).Train(LongTraining.Data, LongTraining.Options(stop) with { Checkpoint = new Checkpoint(Path) });
        var resumed = new NoisyNetwork(99);
        TrainingResult result = resumed.Train(LongTraining.Data, LongTraining.Options(Epochs) with { ResumeFrom = Path });

        Assert.Equal(expected.History, result.History);
        Assert.Equal((expected.BestEpoch, expected.BestLoss, expected.Updates), (result.BestEpoch, result.BestLoss, result.Updates));
        AssertSame(whole, resumed);
    }

    [Fact]
    public void So_does_one_that_was_cancelled_within_an_epoch()
    {
        var options = LongTraining.Options(Epochs) with { RestoreBest = false };
        var whole = new NoisyNetwork(3);
        whole.Train(LongTraining.Data, options);

        var stopped = new NoisyNetwork(3);
        using (var source = new System.Threading.CancellationTokenSource())
        {
            foreach (EpochReport report in stopped.TrainEpochs(LongTraining.Data, options with { Checkpoint = new Checkpoint(Path) { Every = 2 } }, source.Token))
            {
                if (report.Epoch == 5)
                {
                    source.Cancel();
                }
            }
        }

        TrainingResult result = stopped.Train(LongTraining.Data, options with { ResumeFrom = Path });
        Assert.Equal(Enumerable.Range(1, Epochs), result.History.Select(e => e.Epoch));
        AssertSame(whole, stopped);
    }

    [Fact]
    public void The_state_of_patience_goes_on_too()
    {
        var options = new TrainingOptions { Optimizer = new Sgd(1e-12), Epochs = 20, Patience = 6, MinimalImprovement = 0.1 };
        TrainingResult expected = new WaveNetwork().Train(Waves.Training, options);
        new WaveNetwork().Train(Waves.Training, options with { Epochs = 4, Checkpoint = new Checkpoint(Path) });
        TrainingResult result = new WaveNetwork().Train(Waves.Training, options with { ResumeFrom = Path });

        Assert.Equal((StopReason.NoImprovement, 7), (expected.StopReason, expected.Epochs));
        Assert.Equal((expected.StopReason, expected.History.Count), (result.StopReason, result.Epochs));
    }

    [Fact]
    public void A_training_that_had_ended_ends_the_same_way_at_once()
    {
        var options = LongTraining.Options(3);
        var done = new NoisyNetwork(3);
        TrainingResult expected = done.Train(LongTraining.Data, options with { Checkpoint = new Checkpoint(Path) { Every = 100 } });
        var resumed = new NoisyNetwork();
        TrainingResult result = resumed.Train(LongTraining.Data, options with { ResumeFrom = Path });

        Assert.Equal(StopReason.Completed, result.StopReason);
        Assert.Equal(expected.History, result.History);
        AssertSame(done, resumed);
    }

    [Fact]
    public void A_double_network_resumes_too()
    {
        var data = new Dataset<double>([.. Enumerable.Range(0, 40).Select(i => i / 20.0)], 1, [.. Enumerable.Range(0, 40).Select(i => Math.Sin(i / 5.0))], 1);
        var options = new TrainingOptions { Optimizer = new Sgd(0.05) { Momentum = 0.9 }, BatchSize = 7, Epochs = 6 };
        var (whole, resumed) = (new DoubleNetwork(), new DoubleNetwork());
        whole.Train(data, options);
        new DoubleNetwork().Train(data, options with { Epochs = 2, Checkpoint = new Checkpoint(Path) });
        resumed.Train(data, options with { ResumeFrom = Path });

        double[] expected = new double[DoubleNetwork.ParameterCount], actual = new double[DoubleNetwork.ParameterCount];
        whole.GetParameters(expected);
        resumed.GetParameters(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Only_the_checkpoint_stays_in_its_folder_and_leftovers_of_killed_processes_go()
    {
        File.WriteAllText(_folder.File(".run.safetensors.abc.tmp"), "left");
        new NoisyNetwork().Train(LongTraining.Data, LongTraining.Options(2) with { Checkpoint = new Checkpoint(Path) });
        Assert.Equal([Path], _folder.Files);
    }

    [Fact]
    public void Checkpoints_of_the_same_training_are_the_same_bytes_but_for_the_time()
    {
        // the time is one of the numbers of 'progress': all else follows from the seeds
        new NoisyNetwork().Train(LongTraining.Data, LongTraining.Options(3) with { Checkpoint = new Checkpoint(Path) });
        byte[] first = File.ReadAllBytes(Path);
        new NoisyNetwork().Train(LongTraining.Data, LongTraining.Options(3) with { Checkpoint = new Checkpoint(Path) });
        byte[] second = File.ReadAllBytes(Path);

        Assert.Equal(first.Length, second.Length);
        Assert.InRange(first.Zip(second).Count(pair => pair.First != pair.Second), 0, 8 + 16);
    }

    private static void AssertSame(NoisyNetwork expected, NoisyNetwork actual)
    {
        Assert.Equal(All(expected), All(actual));
        Assert.Equal(expected.RandomState, actual.RandomState);
        Assert.Equal(expected.OptimizerState.StepCount, actual.OptimizerState.StepCount);

        static float[] All(NoisyNetwork network)
        {
            float[] parameters = new float[NoisyNetwork.ParameterCount], statistics = new float[network.StatisticCount], state = new float[network.OptimizerState.Count];
            network.GetParameters(parameters);
            network.GetStatistics(statistics);
            network.OptimizerState.CopyTo(state);
            return [.. parameters, .. statistics, .. state];
        }
    }
}

/// <summary>In double precision.</summary>
[Network(1, Precision = Precision.Double)]
[Dense(5, Activation.Tanh)]
[Dense(1)]
internal sealed partial class DoubleNetwork;
