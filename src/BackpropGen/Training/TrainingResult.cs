namespace BackpropGen;

/// <summary>How a training went.</summary>
public sealed class TrainingResult
{
    internal TrainingResult(StopReason stopReason, TrainingHistory history)
    {
        StopReason = stopReason;
        History = history;
    }

    /// <summary>Why it ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>How many whole epochs were done.</summary>
    public int Epochs => History.Count;

    /// <summary>One entry a whole epoch.</summary>
    public TrainingHistory History { get; }

    /// <summary>Updates done, those of an epoch that was broken off included.</summary>
    public long Updates { get; internal init; }

    /// <summary>The epoch with the lowest watched loss (of the validation data, else of the training data), from 1; null if none was measured.</summary>
    public int? BestEpoch { get; internal init; }

    /// <summary>That loss; NaN if none was measured.</summary>
    public double BestLoss { get; internal init; } = double.NaN;

    /// <summary>Whether the network has the parameters of <see cref="BestEpoch"/> (<see cref="TrainingOptions.RestoreBest"/>); else those of the end.</summary>
    public bool RestoredBest { get; internal init; }

    /// <summary>Where the loss was not finite; null if it always was.</summary>
    public BatchPosition? NonFiniteAt { get; internal init; }

    /// <summary>What was trained.</summary>
    public NetworkDescription? Network { get; internal init; }

    /// <summary>How.</summary>
    public TrainingOptions? Options { get; internal init; }

    /// <summary>How the steps used the cores.</summary>
    public ThreadUse ThreadUse { get; internal init; }
}

/// <summary>A mini-batch of a training.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Batch">The mini-batch in it, from 1.</param>
public readonly record struct BatchPosition(int Epoch, int Batch);

/// <summary>How a training's steps used the cores.</summary>
/// <param name="Threads">How many threads steps could use, the caller's included: the number asked for, but not more than there are cores.</param>
/// <param name="SharedSteps">Steps of which something was divided among several threads.</param>
/// <param name="OtherSteps">Steps on one thread: nothing in them was worth dividing, or measured times said that dividing does not pay at present.</param>
public readonly record struct ThreadUse(int Threads, long SharedSteps, long OtherSteps)
{
    /// <summary>Whether splitting was worth it: most steps were shared, and so had been measured to be faster that way.</summary>
    public bool WorthIt => SharedSteps > OtherSteps;
}
