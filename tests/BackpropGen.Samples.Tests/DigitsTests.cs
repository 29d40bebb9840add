using System;
using System.IO;
using System.Linq;
using Digits;
using Xunit;

namespace BackpropGen.Samples.Tests;

public sealed class DigitsTests
{
    private static readonly Lazy<Dataset<float>> AllDigits =
        new(() => Dataset<float>.FromCsv(Path.Combine(AppContext.BaseDirectory, "digits.csv"), inputs: 64, classes: 10));

    // five seeds, each with its own split, first weights and shuffles, so that none is picked
    [Fact]
    public void Five_seeds_reach_96_and_a_half_percent_on_average()
    {
        double[] accuracies = [.. new ulong[] { 1, 2, 3, 4, 5 }.Select(TestAccuracy)];
        Assert.True(accuracies.Average() >= 0.965, $"test accuracies: {string.Join(", ", accuracies)}");
    }

    [Fact]
    public void The_file_holds_1797_digits_of_pixels_from_0_to_16()
    {
        Dataset<float> digits = AllDigits.Value;
        Assert.Equal(1797, digits.RowCount);
        Assert.All(digits.Inputs.ToArray(), pixel => Assert.InRange(pixel, 0, 16));
        int[] counts = [.. Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, digits.RowCount).Count(row => digits.TargetRow(row)[digit] == 1))];
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], counts);
    }

    [Fact]
    public void A_model_that_is_loaded_again_predicts_the_same_from_raw_pixels()
    {
        var (network, standardization, _) = Train(seed: 1, epochs: 1);
        using var file = new MemoryStream();
        network.Save(file, standardization);
        file.Position = 0;
        var loaded = new DigitNetwork(seed: 9);
        loaded.Load(file);
        file.Position = 0;
        var loadedStandardization = Standardization<float>.Load(file);
        Assert.Equal(Predict(network, standardization), Predict(loaded, loadedStandardization));
    }

    private static double TestAccuracy(ulong seed)
    {
        var (network, _, test) = Train(seed, epochs: 30);
        return network.Evaluate(test).Accuracy;
    }

    private static (DigitNetwork Network, Standardization<float> Standardization, Dataset<float> Test) Train(ulong seed, int epochs)
    {
        var (training, test) = AllDigits.Value.Split(0.8, seed);
        var standardized = training.Standardize(out var standardization);
        var network = new DigitNetwork(seed);
        network.Train(standardized, new TrainingOptions { Optimizer = new Adam(learningRate: 0.001), BatchSize = 32, Epochs = epochs, Seed = seed });
        return (network, standardization, standardization.Apply(test));
    }

    private static float[] Predict(DigitNetwork network, Standardization<float> standardization)
    {
        var inputs = standardization.Apply(AllDigits.Value).Inputs;
        var outputs = new float[AllDigits.Value.RowCount * DigitNetwork.OutputCount];
        network.Predict(inputs, outputs);
        return outputs;
    }
}
