using System;
using System.Numerics;

namespace BackpropGen;

/// <summary>
/// An optimizer that looks at the whole data set in each iteration, and may do so several times: <see cref="TrainingOptions.Optimizer"/> takes it with no
/// <see cref="TrainingOptions.BatchSize"/>, an epoch being one iteration; <see cref="Begin"/> serves a loop of one's own.
/// </summary>
public interface IFullBatchOptimizer : IOptimizer
{
    /// <summary>Begins a run from the network's present parameters. All that the run needs is allocated here.</summary>
    /// <param name="network">Learns.</param>
    /// <param name="data">At least one row, of the network's widths.</param>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    /// <exception cref="NotSupportedException">The optimizer does not apply to this network; the message says why.</exception>
    IFullBatchRun Begin<T>(ITrainableNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A run of an <see cref="IFullBatchOptimizer"/>.</summary>
public interface IFullBatchRun
{
    /// <summary>One iteration: the network's parameters are better afterwards, or as they were.</summary>
    FullBatchIteration Iterate();
}

/// <summary>What one iteration of an <see cref="IFullBatchOptimizer"/> did.</summary>
/// <param name="Loss">The network's loss before the iteration.</param>
/// <param name="GradientNorm">The largest component of that loss's gradient by the parameters, as a magnitude.</param>
/// <param name="End">Why no further iteration can help, or <see cref="FullBatchEnd.None"/>.</param>
public readonly record struct FullBatchIteration(double Loss, double GradientNorm, FullBatchEnd End);

/// <summary>Why an <see cref="IFullBatchOptimizer"/> stops by itself.</summary>
public enum FullBatchEnd
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>The gradient is as small as asked for: a minimum, or a saddle.</summary>
    Gradient,

    /// <summary>The parameters hardly move any more.</summary>
    StepSize,

    /// <summary>The loss is as small as asked for.</summary>
    Loss,

    /// <summary>No step makes the loss smaller.</summary>
    NoProgress,

    /// <summary>The loss or its gradient is not finite at the parameters reached.</summary>
    NotFinite,
}
