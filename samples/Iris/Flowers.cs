using System;
using System.IO;
using BackpropGen;

namespace Iris;

/// <summary>The data, and how they are learned.</summary>
internal static class Flowers
{
    /// <summary>150 flowers, 50 of each species.</summary>
    public static Dataset<float> All { get; } = Dataset<float>.FromCsv(Path.Combine(AppContext.BaseDirectory, "iris.csv"), inputs: 4, classes: 3);

    /// <summary>Adam on mini-batches of 16, a hundred epochs.</summary>
    public static TrainingOptions Options { get; } = new() { Optimizer = new Adam(learningRate: 0.01), BatchSize = 16, Epochs = 100, Seed = 1 };

    /// <summary>How well networks do on flowers that they have not seen: each of ten parts held out once.</summary>
    public static CrossValidationResult<float> CrossValidate() =>
        CrossValidation.Run(10, All, seed => new IrisNetwork(seed), Options, seed: 1, standardize: true);

    /// <summary>One network: it stops when the validation loss has not improved for twenty epochs, and has the parameters of the best of them.</summary>
    public static (IrisNetwork Network, TrainingResult Result, Dataset<float> Validation) Train()
    {
        (Dataset<float> first, Dataset<float> second) = All.SplitStratified(0.8, seed: 1);
        Dataset<float> training = first.Standardize(out Standardization<float> standardization);
        Dataset<float> validation = standardization.Apply(second);
        var network = new IrisNetwork(seed: 1);
        TrainingResult result = network.Train(training, Options with { Epochs = 500, Validation = validation, Patience = 20, LayerReports = true });
        return (network, result, validation);
    }
}
