namespace BackpropGen;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The caller asked for it; nothing is thrown.</summary>
    Cancelled,

    /// <summary>A loss was infinite or not a number; the network is as it was at the end of the last whole epoch, or at the start.</summary>
    NonFiniteLoss,

    /// <summary>The watched loss reached <see cref="TrainingOptions.TargetLoss"/>.</summary>
    TargetLoss,

    /// <summary>The watched loss did not improve for <see cref="TrainingOptions.Patience"/> epochs.</summary>
    NoImprovement,

    /// <summary>The gradient's norm reached <see cref="TrainingOptions.GradientNorm"/>.</summary>
    GradientNorm,

    /// <summary><see cref="TrainingOptions.TimeLimit"/> was over.</summary>
    TimeLimit,

    /// <summary>An optimizer that works on the whole data set found no better parameters.</summary>
    Converged,
}
