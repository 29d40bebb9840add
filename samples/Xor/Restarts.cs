using System.Collections.Generic;
using System.Linq;
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

    /// <summary>One training for each seed, the best first.</summary>
    public static IReadOnlyList<Restart> Run(IEnumerable<ulong> seeds) => [.. seeds.Select(Train).OrderBy(restart => restart.Evaluation.Loss)];

    private static Restart Train(ulong seed)
    {
        var network = new XorNetwork(seed);
        network.Train(TruthTable, Options);
        return new Restart(seed, network, network.Evaluate(TruthTable));
    }
}

/// <summary>One training and how it ended.</summary>
internal sealed record Restart(ulong Seed, XorNetwork Network, Evaluation Evaluation);
