using System;
using BackpropGen.Runtime;

namespace BackpropGen;

// When training ends. The watched loss is that of the validation data, else the training loss of the epoch.
public sealed partial record TrainingOptions
{
    /// <summary>
    /// Early stopping: training ends when for so many epochs the watched loss has not been below the lowest one before by more than
    /// <see cref="MinimalImprovement"/>. At least 1; default null: never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? Patience
    {
        get;
        init => field = OptionRange.AtLeast(1, value, nameof(Patience));
    }

    /// <summary>By how much the watched loss must fall for patience to begin anew, not negative. Default 0: any fall counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double MinimalImprovement
    {
        get;
        init => field = OptionRange.NotNegative(value, nameof(MinimalImprovement));
    }

    /// <summary>
    /// Whether the network gets the parameters of the epoch with the lowest watched loss, however training ends (after a loss that is not finite it gets
    /// those of the last whole epoch). Default null: with <see cref="Patience"/>, else not.
    /// </summary>
    public bool? RestoreBest { get; init; }

    /// <summary>Training ends when the watched loss is at most this. Default null: never.</summary>
    public double? TargetLoss { get; init; }

    /// <summary>
    /// Training ends when the Euclidean norm of the loss's gradient by all parameters that are not frozen is at most this, not negative. Default null: never. The gradient is that of
    /// all training rows after the epoch, in training mode; measuring it takes about as long as the epoch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not a number.</exception>
    public double? GradientNorm
    {
        get;
        init => field = value is null ? null : OptionRange.NotNegative(value.Value, nameof(GradientNorm));
    }

    /// <summary>Training ends before the first step after this time, greater than 0. Default null: never. Where it ends depends on the machine.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not greater than 0.</exception>
    public TimeSpan? TimeLimit
    {
        get;
        init => field = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(TimeLimit), value, $"{nameof(TrainingOptions)}.{nameof(TimeLimit)} must be greater than 0.");
    }

    /// <summary>What <see cref="RestoreBest"/> comes to.</summary>
    internal bool KeepsBest => RestoreBest ?? Patience is not null;
}
