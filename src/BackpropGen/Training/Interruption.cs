using System;
using System.Diagnostics;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>What ends a training between two steps: the caller, or the time.</summary>
internal sealed class Interruption(TimeSpan? timeLimit, double secondsBefore, CancellationToken cancellationToken)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Time since the start, earlier parts of a resumed training included.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start) + TimeSpan.FromSeconds(secondsBefore);

    /// <summary>The reason to end now, or null.</summary>
    public StopReason? Reason =>
        cancellationToken.IsCancellationRequested ? StopReason.Cancelled
        : timeLimit is not null && Elapsed >= timeLimit ? StopReason.TimeLimit
        : null;
}
