using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>All that a checkpoint holds.</summary>
internal sealed record CheckpointContent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the training was begun with, and cannot go on without.</summary>
    public required TrainingTerms Terms { get; init; }

    /// <summary><see cref="RunProgress.Numbers"/>.</summary>
    public required double[] Progress { get; init; }

    /// <summary><see cref="RunProgress.ScheduleState"/>.</summary>
    public required double[] Schedule { get; init; }

    /// <summary>The epochs done, <see cref="CheckpointFile.HistoryColumns"/> numbers each.</summary>
    public required double[] History { get; init; }

    /// <summary>The network at the end of the last of them.</summary>
    public required NetworkState<T> Last { get; init; }

    /// <summary>The network at the end of the best of them; null where it is not kept.</summary>
    public required NetworkState<T>? Best { get; init; }

    /// <summary>The optimizer's name; null where it has no state.</summary>
    public required string? OptimizerName { get; init; }

    /// <summary>Its steps.</summary>
    public required long OptimizerSteps { get; init; }

    /// <summary>Its state, in canonical order.</summary>
    public required T[] OptimizerState { get; init; }
}

/// <summary>A network's state at a moment.</summary>
/// <param name="Parameters">In canonical order.</param>
/// <param name="Statistics">The running statistics.</param>
/// <param name="RandomState">What training draws from next.</param>
internal sealed record NetworkState<T>(T[] Parameters, T[] Statistics, RandomState RandomState);
