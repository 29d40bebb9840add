using BackpropGen;

namespace Xor;

/// <summary>
/// Training from several first weights. Gradient descent finds a local minimum, and with two hidden units some first weights lead to one
/// that gets one or two of the four rows wrong.
/// </summary>
internal static class Restarts
{
    private static readonly TrainingOptions Options = new() { Optimizer = new Adam(learningRate: 0.05), BatchSize = 4, Epochs = 500 };

    public static Dataset<float> TruthTable { get; } = new([[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]);

    /// <summary>Ten trainings on all cores; the network gets the weights of the best.</summary>
    public static RestartsResult Run(XorNetwork network) => network.TrainBestOf(10, TruthTable, Options, create: () => new XorNetwork());
}
