using System;

namespace BackpropGen;

/// <summary>What <see cref="TrainingExtensions.TrainEpochs"/> gives after each whole epoch.</summary>
public sealed record EpochReport
{
    /// <summary>The epoch's entry in the history.</summary>
    public required EpochRecord Record { get; init; }

    /// <summary>How many epochs there are to be.</summary>
    public required int Epochs { get; init; }

    /// <summary>Updates done since the start.</summary>
    public required long Updates { get; init; }

    /// <summary>Whether the watched loss (of the validation data, else of the training data) was the lowest so far.</summary>
    public required bool IsBest { get; init; }

    /// <summary>The time since the start; of a resumed training, that of its earlier parts included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Why the training ends with this epoch; null while it goes on.</summary>
    public StopReason? StopReason { get; init; }

    /// <inheritdoc cref="EpochRecord.Epoch"/>
    public int Epoch => Record.Epoch;

    /// <inheritdoc cref="EpochRecord.Loss"/>
    public double Loss => Record.Loss;

    /// <inheritdoc cref="EpochRecord.ValidationLoss"/>
    public double ValidationLoss => Record.ValidationLoss;

    /// <inheritdoc cref="EpochRecord.Accuracy"/>
    public double Accuracy => Record.Accuracy;
}
