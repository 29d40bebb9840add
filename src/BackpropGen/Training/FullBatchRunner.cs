using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Trains by an optimizer that works on the whole data set: an epoch is one iteration.</summary>
internal sealed class FullBatchRunner<T>(IFullBatchRun run, double learningRate) : EpochRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void TakeOptimizer(string? name, long steps, ReadOnlySpan<T> state) => throw new NotSupportedException("An optimizer of the whole data set keeps no state in checkpoints.");

    /// <inheritdoc/>
    public override EpochOutcome Run(int epoch, double[] scheduleState, Interruption interruption)
    {
        if (interruption.Reason is StopReason reason)
        {
            return new EpochOutcome(0, learningRate, reason, 0);
        }

        FullBatchIteration iteration = run.Iterate();
        if (iteration.End == FullBatchEnd.NotFinite)
        {
            return new EpochOutcome(0, learningRate, StopReason.NonFiniteLoss, 1);
        }

        Update++;
        return new EpochOutcome(iteration.Loss, learningRate, null, 1, End(iteration.End));
    }

    private static StopReason? End(FullBatchEnd end) => end switch
    {
        FullBatchEnd.None => null,
        FullBatchEnd.Gradient => StopReason.GradientNorm,
        FullBatchEnd.Loss => StopReason.TargetLoss,
        _ => StopReason.Converged,
    };
}
