using System;
using System.Linq;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Trials;

public sealed class CrossValidationTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new Adam(0.01), BatchSize = 16, Epochs = 10 };

    [Fact]
    public void Each_fold_is_a_training_without_its_rows()
    {
        CrossValidationResult<float> result = CrossValidation.Run(4, Waves.Training, seed => new WaveNetwork(seed), Options, seed: 2);
        (Dataset<float> training, Dataset<float> heldOut) = Waves.Training.Folds(4, seed: 2)[1];
        var byHand = new WaveNetwork(3);
        TrainingResult expected = byHand.Train(training, Options);

        Assert.Equal(4, result.Folds.Count);
        Assert.Equal(expected.History, result.Folds[1].Training.History);
        Assert.Equal(byHand.Evaluate(heldOut), result.Folds[1].Evaluation);
        Assert.Equal(heldOut.Inputs.ToArray(), result.Folds[1].HeldOut.Inputs.ToArray());
        Assert.Equal(result.Folds.Average(f => f.Evaluation.Loss), result.Loss.Mean, 15);
        Assert.True(double.IsNaN(result.Accuracy.Mean));
    }

    [Fact]
    public void The_inputs_are_standardized_by_the_training_rows_of_the_fold()
    {
        CrossValidationResult<float> result = CrossValidation.Run(3, Waves.Training, seed => new WaveNetwork(seed), Options, standardize: true);
        (Dataset<float> training, Dataset<float> heldOut) = Waves.Training.Folds(3)[2];
        training.Standardize(out Standardization<float> standardization);
        Assert.Equal(standardization.Apply(heldOut).Inputs.ToArray(), result.Folds[2].HeldOut.Inputs.ToArray());
    }

    [Fact]
    public void Classes_are_dealt_out_evenly_to_a_classifiers_folds()
    {
        int[] labels = [.. Enumerable.Range(0, 30).Select(i => i < 21 ? 0 : 1)];
        var data = Dataset<float>.FromClasses([.. labels.Select((l, i) => (float)(l + (i % 3)))], 1, labels, 2);
        CrossValidationResult<float> result = CrossValidation.Run(3, data, seed => new TwoClassNetwork(seed), Options);

        Assert.All(result.Folds, f => Assert.Equal(7, f.HeldOut.Targets.ToArray().Where((t, i) => i % 2 == 0 && t == 1).Count()));
        Assert.InRange(result.Accuracy.Mean, 0.0, 1.0);
    }

    [Fact]
    public void Mean_and_sample_deviation()
    {
        MeanAndDeviation of = MeanAndDeviation.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal((5, Math.Sqrt(32 / 7.0)), (of.Mean, of.StandardDeviation));
        Assert.Equal("5.0000 ± 2.1381", of.ToString());
        Assert.True(double.IsNaN(MeanAndDeviation.Of([3]).StandardDeviation));
        Assert.Throws<ArgumentException>(() => MeanAndDeviation.Of([]));
    }

    [Fact]
    public void Validation_data_are_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => CrossValidation.Run(3, Waves.Training, seed => new WaveNetwork(seed), Options with { Validation = Waves.Validation }));
        Assert.Contains("Validation", e.Message, StringComparison.Ordinal);
    }
}

/// <summary>Two classes.</summary>
[Network(1)]
[Dense(2, Activation.Softmax)]
internal sealed partial class TwoClassNetwork;
