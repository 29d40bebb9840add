using System;

namespace BackpropGen;

/// <summary>What happens to the gradients between the backward pass and the optimizer, in this order: L1 penalty, clipping by value, clipping by norm. The default value is none of it.</summary>
/// <remarks>Frozen parameters are passed over. The loss that a step returns is the network's own, without penalty.</remarks>
public readonly record struct UpdateOptions
{
    /// <summary>L1 penalty λ Σ |p|: λ sign p is added to each gradient. Not negative; 0 for none.</summary>
    public double L1 { get; init; }

    /// <summary>The largest magnitude that a gradient keeps; larger ones are set to it. Above 0; 0 for no limit.</summary>
    public double ClipValue { get; init; }

    /// <summary>The largest Euclidean norm N that all gradients together keep: they are multiplied with min(1, N / (norm + 10⁻⁶)), as in PyTorch. Above 0; 0 for no limit.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Whether biases, and gains and shifts of normalisations, go without <see cref="L1"/> and without the optimizer's weight decay.</summary>
    public bool ExemptBiases { get; init; }

    /// <summary>Throws an <see cref="ArgumentException"/> that names the option when one is out of its range.</summary>
    public void Validate()
    {
        HyperParameter.NotNegative(L1, nameof(UpdateOptions), nameof(L1));
        HyperParameter.NotNegative(ClipValue, nameof(UpdateOptions), nameof(ClipValue));
        HyperParameter.NotNegative(ClipNorm, nameof(UpdateOptions), nameof(ClipNorm));
    }
}
