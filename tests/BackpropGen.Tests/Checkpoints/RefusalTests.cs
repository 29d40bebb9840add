using System;
using System.IO;
using BackpropGen.Interrupted;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Checkpoints;

/// <summary>Checkpoints that cannot be continued are refused with what differs, and the network stays as it was.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("run.safetensors");

    public static TheoryData<string, Func<TrainingOptions, TrainingOptions>> Others => new()
    {
        { "'batch size: 16' there, 'batch size: 17' now", o => o with { BatchSize = 17 } },
        { "'seed: 11' there, 'seed: 12' now", o => o with { Seed = 12 } },
        { "'shuffle: True' there, 'shuffle: False' now", o => o with { Shuffle = false } },
        { "LearningRate = 0.003", o => o with { Optimizer = new Adam(0.004) { AmsGrad = true } } },
        { "optimizer: Sgd", o => o with { Optimizer = new Sgd(0.003) } },
        { "schedule: none' now", o => o with { Schedule = null } },
        { "'keeps the best: True' there, 'keeps the best: False' now", o => o with { RestoreBest = false } },
        { "'validation data: none' now", o => o with { Validation = null } },
        { "'validation every: 1' there, 'validation every: 2' now", o => o with { ValidateEvery = 2 } },
        { "'minimal improvement: 0' there, 'minimal improvement: 0.5' now", o => o with { MinimalImprovement = 0.5 } },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_options(string difference, Func<TrainingOptions, TrainingOptions> change)
    {
        Write();
        string message = Refused<InvalidDataException>(new NoisyNetwork(5), LongTraining.Data, change(LongTraining.Options(4)));
        Assert.Contains(difference, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data()
    {
        Write();
        string message = Refused<InvalidDataException>(new NoisyNetwork(5), LongTraining.Data.Shuffle(1), LongTraining.Options(4));
        Assert.Contains("training data: 200 rows of 2 inputs and 1 targets", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_network()
    {
        Write();
        string message = Refused<InvalidDataException>(new WaveNetwork(5), Waves.Training, LongTraining.Options(4) with { Validation = null });
        Assert.Contains("another architecture than WaveNetwork", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_no_checkpoint_and_a_checkpoint_no_model()
    {
        var network = new NoisyNetwork();
        network.Save(Path);
        Assert.Contains("checkpoint", Refused<InvalidDataException>(network, LongTraining.Data, LongTraining.Options(4)), StringComparison.Ordinal);
        Write();
        Assert.Contains("checkpoint", Assert.Throws<InvalidDataException>(() => network.Load(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file() => Assert.Contains("run.safetensors", Refused<FileNotFoundException>(new NoisyNetwork(), LongTraining.Data, LongTraining.Options(4)), StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_short_anywhere()
    {
        Write();
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 97))
        {
            File.WriteAllBytes(Path, whole[..length]);
            Refused<InvalidDataException>(new NoisyNetwork(5), LongTraining.Data, LongTraining.Options(4));
        }
    }

    [Fact]
    public void A_changed_byte_anywhere()
    {
        Write();
        byte[] whole = File.ReadAllBytes(Path);
        for (int place = 0; place < whole.Length; place += Math.Max(1, whole.Length / 197))
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x11;
            File.WriteAllBytes(Path, damaged);
            Refused<InvalidDataException>(new NoisyNetwork(5), LongTraining.Data, LongTraining.Options(4));
        }
    }

    private void Write() => new NoisyNetwork().Train(LongTraining.Data, LongTraining.Options(2) with { Checkpoint = new Checkpoint(Path) });

    private string Refused<TException>(ITrainableNetwork<float> network, Dataset<float> data, TrainingOptions options)
        where TException : Exception
    {
        float[] before = new float[network.ParameterCount], after = new float[network.ParameterCount];
        network.GetParameters(before);
        var e = Assert.Throws<TException>(() => network.Train(data, options with { ResumeFrom = Path }));
        network.GetParameters(after);
        Assert.Equal(before, after);
        return e.Message;
    }
}
