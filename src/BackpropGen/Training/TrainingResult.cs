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
}
