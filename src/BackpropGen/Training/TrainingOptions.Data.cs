using System;
using System.Collections.Generic;
using BackpropGen.Runtime;

namespace BackpropGen;

// What rows count, and what happens to targets and gradients.
public sealed partial record TrainingOptions
{
    /// <summary>
    /// What a row of each class counts in training, by target column, finite and not negative; for a single output two weights, of 0 and 1 (−1 and 1 under a hinge). They multiply the weights of the data, if it has
    /// some. Validation is not weighted by them. Default null: all count the same. <see cref="ClassWeights.Balanced{T}"/> makes up for classes of different sizes.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>
    /// s in [0, 1): training targets become (1 − s) t + s / K over K classes under a cross-entropy, (1 − s) t + s / 2 under a binary one; validation keeps its own. Default 0. For networks whose attribute has no
    /// <see cref="NetworkAttribute.LabelSmoothing"/>: with both, both happen.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1).</exception>
    public double LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(LabelSmoothing), value, $"{nameof(TrainingOptions)}.{nameof(LabelSmoothing)} must be at least 0 and less than 1.");
    }

    /// <summary>L1 penalty, clipping of gradients, and whether biases are exempt from decay. Default: none of it.</summary>
    public UpdateOptions Update { get; init; }
}
