using System;

namespace BackpropGen;

/// <summary>In training, sets each value to 0 with probability <paramref name="rate"/> and scales the others by 1 / (1 − rate); in prediction, does nothing (Srivastava et al., 2014).</summary>
/// <param name="rate">The probability, in [0, 1).</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability of a value's being dropped.</summary>
    public double Rate { get; } = rate;
}

/// <summary>Layer normalisation: gain ⊙ (x − μ) / √(σ² + 10⁻⁵) + shift, with mean and biased variance over the units of each row (Ba et al., 2016).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute : LayerAttribute;

/// <summary>
/// Batch normalisation: gain ⊙ (x − μ) / √(σ² + 10⁻⁵) + shift, with mean and biased variance over the rows of the mini-batch in training,
/// and running ones (momentum 0.1, unbiased variance) in prediction (Ioffe and Szegedy, 2015).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute;
