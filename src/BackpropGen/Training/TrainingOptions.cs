using System;

namespace BackpropGen;

/// <summary>How to train.</summary>
public sealed record TrainingOptions
{
    /// <summary>The rows of a mini-batch where <see cref="BatchSize"/> is not set.</summary>
    public const int DefaultBatchSize = 32;

    /// <summary>The rule of the updates. Must be set.</summary>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>
    /// Rows of a mini-batch, at least 1; as many as the data have, or more, make one batch of all. A last, smaller batch is trained on too, by its own
    /// size. Default null: what suits the optimizer, <see cref="DefaultBatchSize"/> for those that work on mini-batches.
    /// </summary>
    /// <remarks>Batch normalisation has no variance of one row: for a network with it, a single last row joins the batch before.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? BatchSize
    {
        get;
        init => field = value is null ? null : AtLeastOne(value.Value, nameof(BatchSize));
    }

    /// <summary>How many times to go through the data, at least 1. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = AtLeastOne(value, nameof(Epochs));
    }

    = 100;

    /// <summary>What the shuffles follow from, and nothing else: an epoch's order is a function of this and the epoch's number. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether each epoch takes the rows in a new order. Default true. One batch of all rows is never shuffled.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Data to measure with after each epoch, of the network's precision. Default none.</summary>
    public Dataset? Validation { get; init; }

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{nameof(TrainingOptions)}.{name} must be at least 1.");
}
