using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace BackpropGen.Tests.EndToEnd;

/// <summary>Real data learned as well as PyTorch does: the mean over the seeds at most two standard deviations, or one test row, below the reference's.</summary>
public sealed class LearningTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, (Func<ulong, ITrainableNetwork<float>> Create, TrainingOptions Options)> Trainings = new()
    {
        ["iris tanh"] = (seed => new IrisTanh(seed), new() { Optimizer = new Adam(0.01), Epochs = 100, BatchSize = 16 }),
        ["iris sigmoid"] = (seed => new IrisSigmoid(seed), new() { Optimizer = new Sgd(0.1) { Momentum = 0.9 }, Epochs = 100, BatchSize = 16 }),
        ["wine relu"] = (seed => new WineReLU(seed), new() { Optimizer = new Adam(0.01), Epochs = 50, BatchSize = 16 }),
        ["breast_cancer relu"] = (seed => new CancerReLU(seed), new() { Optimizer = new Adam(0.001), Epochs = 50 }),
        ["breast_cancer tanh"] = (seed => new CancerTanh(seed), new() { Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Epochs = 30 }),
        ["diabetes relu"] = (seed => new DiabetesReLU(seed), new() { Optimizer = new Adam(0.001), Epochs = 100 }),
        ["diabetes tanh"] = (seed => new DiabetesTanh(seed), new() { Optimizer = new Sgd(0.01) { Momentum = 0.9 }, Epochs = 50 }),
        ["digits relu"] = (seed => new DigitsReLU(seed), new() { Optimizer = new Adam(0.001), Epochs = 30 }),
        ["digits sigmoid"] = (seed => new DigitsSigmoid(seed), new() { Optimizer = new Sgd(0.1) { Momentum = 0.9 }, Epochs = 30 }),
    };

    public static TheoryData<string> Tasks => [.. References.Tasks.Select(References.Name)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Real_data_are_learned_as_well_as_the_reference_learns_them(string name)
    {
        JsonElement task = References.Tasks.Single(t => References.Name(t) == name);
        string set = task.GetProperty("task").GetString()!;
        bool varying = task.GetProperty("mode").GetString() == "varying_split";
        bool byPixel = task.GetProperty("scaling").GetString() == "div16";
        string figure = set == "diabetes" ? "test_r2" : "test_acc";
        double[] figures = [.. Enumerable.Range(0, References.Seeds).Select(seed => Learn($"{set} {task.GetProperty("hidden").GetString()}", set, varying ? seed : 0, seed, byPixel))];

        (double mean, double deviation) = (task.GetProperty(figure).GetProperty("mean").GetDouble(), task.GetProperty(figure).GetProperty("sd").GetDouble());
        double row = 1.0 / References.Split(set, 0).Test.RowCount;
        MeanAndDeviation ours = MeanAndDeviation.Of(figures);
        output.WriteLine($"{name}: {ours}, reference {mean:F4} ± {deviation:F4}");
        Assert.True(ours.Mean >= mean - Math.Max(2 * deviation, row) - 1e-6, $"{name}: {ours}, reference {mean:F4} ± {deviation:F4}");
    }

    private static double Learn(string training, string set, int split, int seed, bool byPixel)
    {
        (Dataset<float> rows, Dataset<float> test) = References.Split(set, split);
        Standardization<float> inputs = byPixel ? new([.. new double[64]], [.. Enumerable.Repeat(16.0, 64)]) : Standardization<float>.Fit(rows);
        (rows, test) = (inputs.Apply(rows), inputs.Apply(test));
        if (set == "diabetes")
        {
            // the target too, by the training rows; R² does not depend on it
            var target = Standardization<float>.Fit(new Dataset<float>(rows.Targets, 1, rows.Targets, 1));
            (rows, test) = (WithStandardTargets(rows, target), WithStandardTargets(test, target));
        }

        (Func<ulong, ITrainableNetwork<float>> create, TrainingOptions options) = Trainings[training];
        ITrainableNetwork<float> network = create((ulong)seed);
        network.Train(rows, options with { Seed = (ulong)seed, ValidateEvery = options.Epochs });
        Evaluation evaluation = network.Evaluate(test);
        return set == "diabetes" ? evaluation.R2 : evaluation.Accuracy;
    }

    private static Dataset<float> WithStandardTargets(Dataset<float> data, Standardization<float> target)
    {
        float[] targets = new float[data.RowCount];
        target.Apply(data.Targets, targets);
        return new Dataset<float>(data.Inputs, data.InputCount, targets, 1);
    }
}
