using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>How to train. Ends of several kinds can be combined; the first one reached ends the training, and the result names it.</summary>
public sealed partial record TrainingOptions
{
    /// <summary>The rows of a mini-batch where <see cref="BatchSize"/> is not set.</summary>
    public const int DefaultBatchSize = 32;

    /// <summary>The rule of the updates. Must be set.</summary>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>The learning rate as a function of update or epoch, the optimizer's own being its base. Default null: the optimizer's own throughout.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>
    /// Rows of a mini-batch, at least 1; as many as the data have, or more, make one batch of all. A last, smaller batch is trained on too, by its own
    /// size. Default null: what suits the optimizer, <see cref="DefaultBatchSize"/> for those that work on mini-batches.
    /// </summary>
    /// <remarks>Batch normalisation has no variance of one row: for a network with it, a single last row joins the batch before.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? BatchSize
    {
        get;
        init => field = OptionRange.AtLeast(1, value, nameof(BatchSize));
    }

    /// <summary>How many times to go through the data, at least 1. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = OptionRange.AtLeast(1, value, nameof(Epochs));
    }

    = 100;

    /// <summary>What the shuffles follow from, and nothing else: an epoch's order is a function of this and the epoch's number. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether each epoch takes the rows in a new order. Default true. One batch of all rows is never shuffled.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How many cores a step may use, during the training: <see cref="ITrainableNetwork{T}.Threads"/> is set to it and set back. Default null: it stays as it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? Threads
    {
        get;
        init => field = OptionRange.AtLeast(1, value, nameof(Threads));
    }

    /// <summary>Data to measure with after each epoch, of the network's precision. Default none.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>After every how many epochs <see cref="Validation"/> and accuracy are measured, at least 1. Default 1. The other epochs have NaN there; with validation data, patience and target pass them over.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int ValidateEvery
    {
        get;
        init => field = OptionRange.AtLeast(1, value, nameof(ValidateEvery));
    }

    = 1;

    /// <summary>Where and how often the training is written down. Default null: nowhere.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>
    /// A checkpoint to go on from: the training continues bit for bit as if it had never stopped. Epochs, ends, threads and checkpoints may be other than before; what decides the
    /// numbers may not. Default null: begin with the network's present parameters.
    /// </summary>
    /// <remarks>After a crash: <c>ResumeFrom = File.Exists(path) ? path : null</c>. The layer reports of the epochs before are not in it.</remarks>
    public string? ResumeFrom { get; init; }
}
