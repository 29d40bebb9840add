using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// A training in the pull form: each step of the enumeration trains one epoch, on the thread that asks for it. It can be enumerated once; leaving the enumeration
/// early ends the training as a cancellation does.
/// </summary>
#pragma warning disable CA1710 // named for what it gives
public sealed class TrainingEpochs : IEnumerable<EpochReport>
#pragma warning restore CA1710
{
    private readonly ITrainingRun _run;
    private readonly CancellationToken _cancellationToken;
    private bool _begun;

    internal TrainingEpochs(ITrainingRun run, CancellationToken cancellationToken)
    {
        _run = run;
        _cancellationToken = cancellationToken;
    }

    /// <summary>How the training went; null until it has ended.</summary>
    public TrainingResult? Result => _run.Result;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The training was enumerated before.</exception>
    public IEnumerator<EpochReport> GetEnumerator()
    {
        if (_begun)
        {
            throw new InvalidOperationException("This training was begun before: call TrainEpochs again for another one.");
        }

        _begun = true;
        return Epochs();
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<EpochReport> Epochs()
    {
        try
        {
            while (_run.Next(_cancellationToken) is EpochReport report)
            {
                yield return report;
            }
        }
        finally
        {
            _run.Abandon();
        }
    }
}
