using System;

namespace BackpropGen.Benchmarks;

/// <summary>One network of the comparison, with the data and learning rates it is trained with.</summary>
/// <param name="Name">W1 to W6.</param>
/// <param name="Text">What the network is.</param>
/// <param name="Sizes">Inputs, then the units of each layer.</param>
/// <param name="Targets">How targets are made from inputs.</param>
/// <param name="RowRate">Learning rate of a step on one row.</param>
/// <param name="BatchRate">Learning rate of a step on a mini-batch.</param>
/// <param name="Rows">Rows of data for batches of one; larger batches take at least two batches.</param>
/// <param name="Create">A network of this workload in single precision.</param>
/// <param name="CreateDouble">The same in double precision, or null.</param>
internal sealed record Workload(string Name, string Text, int[] Sizes, TargetKind Targets, float RowRate, float BatchRate, int Rows,
    Func<ITrainableNetwork<float>> Create, Func<ITrainableNetwork<double>>? CreateDouble = null)
{
    /// <summary>All workloads.</summary>
    public static readonly Workload[] All =
    [
        new("W1", "2-2-2 sigmoid, ½ squared error", [2, 2, 2], TargetKind.Logic, 0.5f, 0.5f, 256, () => new W1(7)),
        new("W2", "4-16-16-3 tanh, softmax", [4, 16, 16, 3], TargetKind.LargestInput, 0.05f, 0.1f, 1024, () => new W2(7)),
        new("W3", "64-64-64-10 ReLU, softmax", [64, 64, 64, 10], TargetKind.LargestInput, 0.02f, 0.05f, 1024, () => new W3(7), () => new W3Double(7)),
        new("W4", "784-128-10 ReLU, softmax", [784, 128, 10], TargetKind.LargestInput, 0.01f, 0.05f, 512, () => new W4(7), () => new W4Double(7)),
        new("W5", "784-512-512-10 ReLU, softmax", [784, 512, 512, 10], TargetKind.LargestInput, 0.01f, 0.1f, 128, () => new W5(7), () => new W5Double(7)),
        new("W6", "1024-2048-2048-1024 ReLU, mean squared error", [1024, 2048, 2048, 1024], TargetKind.ShiftedInput, 0.5f, 0.5f, 8, () => new W6(7)),
    ];

    /// <summary>The hidden layers' activation, in lower case.</summary>
    public string Hidden => Text.Contains("tanh", StringComparison.Ordinal) ? "tanh" : Text.Contains("sigmoid", StringComparison.Ordinal) ? "sigmoid" : "relu";

    /// <summary>A square chain of three layers, for the curves.</summary>
    public bool IsChain => Name == "chain";

    /// <summary>A workload by its name.</summary>
    public static Workload Of(string name) =>
        Array.Find(All, workload => workload.Name == name) ?? throw new ArgumentException($"There is no workload '{name}'; there are W1 to W6.", nameof(name));

    /// <summary>Floating point operations of the matrix products of one call on <paramref name="batch"/> rows; the first layer's inputs need no gradient.</summary>
    public double Flops(Mode mode, int batch)
    {
        double weights = 0;
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            weights += (double)Sizes[layer - 1] * Sizes[layer];
        }

        return mode == Mode.Predict ? 2 * batch * weights : batch * ((6 * weights) - (2.0 * Sizes[0] * Sizes[1]));
    }
}

/// <summary>What a contender does with the rows.</summary>
internal enum Mode
{
    /// <summary>A training step a mini-batch.</summary>
    Step,

    /// <summary>A training step a row, all rows in one call.</summary>
    Rows,

    /// <summary>A prediction a mini-batch.</summary>
    Predict,
}
