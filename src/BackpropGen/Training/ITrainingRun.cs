using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>One training, whatever the network's precision.</summary>
internal interface ITrainingRun
{
    /// <summary>How it went; null until it has ended.</summary>
    TrainingResult? Result { get; }

    /// <summary>Trains through the next epoch; null if training ended before its end.</summary>
    /// <param name="cancellationToken">The first call's counts.</param>
    EpochReport? Next(CancellationToken cancellationToken);

    /// <summary>Ends it as if it had been cancelled, unless it has ended.</summary>
    void Abandon();
}
