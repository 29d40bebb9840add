using System;
using System.IO;
using System.Linq;
using Xunit;

namespace BackpropGen.Net8.Tests;

/// <summary>Generated code on .NET 8 itself.</summary>
public sealed class FrameworkTests
{
    [Fact]
    public void This_is_the_framework_under_test() => Assert.Equal(8, Environment.Version.Major);

    [Fact]
    public void Exclusive_or_is_learned()
    {
        var network = new XorNetwork(seed: 1);
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1], targets = [0, 1, 1, 0];
        for (var step = 0; step < 2000; step++)
        {
            network.TrainStep(inputs, targets, new Adam(0.05));
        }

        var outputs = new float[4];
        network.Predict(inputs, outputs);
        Assert.All(outputs.Zip(targets), pair => Assert.Equal(pair.Second, pair.First, 0.05f));
        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(row => network.PredictClass(inputs.AsSpan(2 * row, 2))));
    }

    [Fact]
    public void The_lecture_has_its_numbers()
    {
        var network = new LectureNetwork();
        network.SetParameters([0.15, 0.20, 0.25, 0.30, 0.35, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.60]);
        double[] inputs = [0.05, 0.10], targets = [0.01, 0.99];
        Assert.Equal(0.29837110876000267, network.TrainStep(inputs, targets, 0.5), 1e-14);
        Assert.Equal(0.29102777369359933, network.ComputeLoss(inputs, targets), 1e-14);
        Assert.Equal(0.35891647971788465, network.W2[0, 0], 1e-14);
        for (var update = 2; update <= 10_000; update++)
        {
            network.TrainStep(inputs, targets, 0.5);
        }

        Assert.Equal(3.510187782978859e-05, network.ComputeLoss(inputs, targets), 1e-15);
    }

    [Fact]
    public void A_wide_network_learns_and_survives_saving()
    {
        const int Rows = 90;
        var random = new Random(1);
        var targets = Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Range(0, 3).Select(k => row % 3 == k ? 1f : 0f)).ToArray();
        var inputs = Enumerable.Range(0, Rows * 20).Select(i => (float)random.NextDouble() + (i / 20 % 3 == i % 3 ? 1 : 0)).ToArray();
        var network = new WideNetwork(seed: 2);
        var before = network.ComputeLoss(inputs, targets);
        for (var step = 0; step < 100; step++)
        {
            network.TrainStep(inputs, targets, new Sgd(0.05) { Momentum = 0.9 });
        }

        Assert.InRange(network.ComputeLoss(inputs, targets), 0, before / 10);
        using var file = new MemoryStream();
        network.Save(file);
        file.Position = 0;
        var loaded = new WideNetwork();
        loaded.Load(file);
        float[] expected = new float[Rows * 3], actual = new float[Rows * 3];
        network.Predict(inputs, expected);
        loaded.Predict(inputs, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var network = new WideNetwork();
        float[] inputs = new float[20 * 8], targets = new float[3 * 8];
        for (var step = 0; step < 10; step++)
        {
            network.TrainStep(inputs, targets, 0.01f);
        }

        // a collection gives back what is left of the thread's buffer, which then counts as allocated: measure without one
        Assert.True(GC.TryStartNoGCRegion(10_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 1000; step++)
        {
            network.TrainStep(inputs, targets, 0.01f);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.EndNoGCRegion();
        Assert.Equal(0, allocated);
    }
}
