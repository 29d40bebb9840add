using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Trains one epoch after the other.</summary>
internal abstract class EpochRunner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Updates done.</summary>
    public long Update { get; set; }

    /// <summary>Sets the optimizer's state to one that was saved.</summary>
    /// <param name="name">The optimizer's name, or null without a state.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="state">Its values, in canonical order.</param>
    public abstract void TakeOptimizer(string? name, long steps, ReadOnlySpan<T> state);

    /// <summary>Trains through one epoch.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="scheduleState">What the schedule remembers.</param>
    /// <param name="interruption">Asked before each step.</param>
    public abstract EpochOutcome Run(int epoch, double[] scheduleState, Interruption interruption);
}

/// <summary>What came of an epoch.</summary>
/// <param name="Loss">The row-weighted mean of the steps' losses.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="BrokenOff">Why the epoch was not trained to its end, or null.</param>
/// <param name="Batch">Batches begun.</param>
/// <param name="End">Why no epoch should follow, although this one was whole; or null.</param>
internal readonly record struct EpochOutcome(double Loss, double LearningRate, StopReason? BrokenOff, int Batch, StopReason? End = null);
