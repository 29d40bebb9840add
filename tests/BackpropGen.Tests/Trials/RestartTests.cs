using System;
using System.Linq;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Trials;

public sealed class RestartTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new Adam(0.02), BatchSize = 16, Epochs = 15, Validation = Waves.Validation };

    [Fact]
    public void The_result_is_the_same_one_after_the_other_and_at_the_same_time()
    {
        var (alone, together) = (new WaveNetwork(77), new WaveNetwork(99));
        RestartsResult one = alone.TrainBestOf(6, Waves.Training, Options, firstSeed: 3);
        RestartsResult other = together.TrainBestOf(6, Waves.Training, Options, () => new WaveNetwork(55), firstSeed: 3);

        Assert.Equal(Parameters(alone), Parameters(together));
        Assert.Equal(one.All.Select(r => (r.Seed, r.Evaluation)), other.All.Select(r => (r.Seed, r.Evaluation)));
        Assert.Equal(one.Best.Seed, other.Best.Seed);
    }

    [Fact]
    public void The_best_is_kept_and_all_are_told()
    {
        var network = new WaveNetwork();
        RestartsResult result = network.TrainBestOf(5, Waves.Training, Options);

        Assert.Equal([0UL, 1, 2, 3, 4], result.All.Select(r => r.Seed));
        Assert.Equal(result.All.Min(r => r.Evaluation.Loss), result.Best.Evaluation.Loss);
        Assert.Equal(result.Best.Evaluation, network.Evaluate(Waves.Validation));
        Assert.All(result.All, r => Assert.Equal(15, r.Training.Epochs));
        var again = new WaveNetwork(result.Best.Seed);
        again.Train(Waves.Training, Options);
        Assert.Equal(Parameters(again), Parameters(network));
    }

    [Fact]
    public void Without_validation_data_the_training_data_judge()
    {
        var network = new WaveNetwork();
        RestartsResult result = network.TrainBestOf(3, Waves.Training, Options with { Validation = null });
        Assert.Equal(network.Evaluate(Waves.Training).Loss, result.All.Min(r => r.Evaluation.Loss));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var network = new WaveNetwork();
        Assert.Throws<ArgumentOutOfRangeException>(() => network.TrainBestOf(0, Waves.Training, Options));
        Assert.Contains("Checkpoint", Assert.Throws<ArgumentException>(() => network.TrainBestOf(2, Waves.Training, Options with { Checkpoint = new Checkpoint("x") })).Message, StringComparison.Ordinal);
        Assert.Contains("WideNetwork", Assert.Throws<ArgumentException>(() => network.TrainBestOf(2, Waves.Training, Options, () => new WideNetwork())).Message, StringComparison.Ordinal);
        Assert.Contains("BatchSize", Assert.ThrowsAny<ArgumentException>(() => network.TrainBestOf(2, Waves.Training, new TrainingOptions { BatchSize = 0 })).Message, StringComparison.Ordinal);
    }

    private static float[] Parameters(WaveNetwork network)
    {
        float[] parameters = new float[WaveNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
