using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using BackpropGen.Interrupted;
using Xunit;

namespace BackpropGen.Tests.Checkpoints;

/// <summary>
/// A process that trains with a checkpoint after each epoch is killed at random moments, again and again: each time it goes on, nothing is lost, and the end has the bits of a
/// training never stopped. <c>BACKPROPGEN_KILLS</c> says how often.
/// </summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int UsualKills = 8;
    private const int Endless = 1_000_000;
    private const int EpochsAfterTheLastKill = 3;

    private readonly TemporaryFolder _folder = new();

    private string Checkpoint => _folder.File("run.safetensors");

    private string Model => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_training_survives_being_killed_at_random_moments()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("BACKPROPGEN_KILLS") ?? UsualKills.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var random = new Random(5);
        int done = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            // every fourth time at any moment of the start too, when nothing may have been added yet
            bool early = kill % 4 == 3;
            Kill(early, random.Next(0, early ? 200 : 60));
            int epochs = EpochsInCheckpoint();
            Assert.True(epochs >= done + (early ? 0 : 1), $"After kill {kill}: {epochs} epochs in the checkpoint, {done} before.");
            done = epochs;
        }

        int all = done + EpochsAfterTheLastKill;
        using (Process last = Start(all))
        {
            last.WaitForExit();
            Assert.Equal(0, last.ExitCode);
        }

        var (resumed, whole) = (new NoisyNetwork(7), new NoisyNetwork());
        resumed.Load(Model);
        whole.Train(LongTraining.Data, LongTraining.Options(all));
        Assert.Equal(State(whole), State(resumed));
        Assert.Equal([Checkpoint, Model], [_folder.File("run.safetensors"), .. Array.FindAll(_folder.Files, f => f != Checkpoint)]);
    }

    // unless early, at any moment from the first new checkpoint on: in a step, while a file is written, between the two
    private void Kill(bool early, int milliseconds)
    {
        DateTime before = File.GetLastWriteTimeUtc(Checkpoint);
        using Process process = Start(Endless);
        while (!early && File.GetLastWriteTimeUtc(Checkpoint) == before)
        {
            Assert.False(process.HasExited, "The training ended by itself.");
            Thread.Sleep(1);
        }

        Thread.Sleep(milliseconds);
        process.Kill();
        process.WaitForExit();
    }

    private Process Start(int epochs)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])[typeof(LongTraining).Assembly.Location, Checkpoint, epochs.ToString(CultureInfo.InvariantCulture), Model])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private int EpochsInCheckpoint()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        return new NoisyNetwork().Train(LongTraining.Data, LongTraining.Options(Endless) with { ResumeFrom = Checkpoint }, cancellationToken: cancelled.Token).Epochs;
    }

    private static float[] State(NoisyNetwork network)
    {
        float[] parameters = new float[NoisyNetwork.ParameterCount], statistics = new float[network.StatisticCount];
        network.GetParameters(parameters);
        network.GetStatistics(statistics);
        return [.. parameters, .. statistics];
    }
}
