using System;

namespace BackpropGen;

/// <summary>
/// Adam (Kingma and Ba, 2015). At step k, with g the gradient plus <see cref="WeightDecay"/> · p: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²;
/// p ← p − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵏ) and v̂ = v / (1 − β₂ᵏ). With <see cref="AmsGrad"/> (Reddi et al., 2018) the largest v so far stands
/// in the place of v in v̂.
/// </summary>
public readonly record struct Adam : IOptimizer<Adam, float>, IOptimizer<Adam, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    public Adam()
        : this(1e-3)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Adam(double learningRate)
    {
        LearningRate = learningRate;
        Beta1 = 0.9;
        Beta2 = 0.999;
        Epsilon = 1e-8;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>β₁, how much of the mean gradient stays: in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init; }

    /// <summary>β₂, how much of the mean squared gradient stays: in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init; }

    /// <summary>ε, which keeps the divisor from 0: greater than 0. Default 10⁻⁸.</summary>
    public double Epsilon { get; init; }

    /// <summary>Whether the divisor never shrinks. Default false.</summary>
    public bool AmsGrad { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    public Adam WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Adam));
        HyperParameter.NotNegative(LearningRate, nameof(Adam), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(Adam), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(Adam), nameof(Beta2));
        HyperParameter.Positive(Epsilon, nameof(Adam), nameof(Epsilon));
        HyperParameter.NotNegative(WeightDecay, nameof(Adam), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new AdamRule<float>(this, state.DecaysWeights ? WeightDecay : 0, shrinkage: 0, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new AdamRule<double>(this, state.DecaysWeights ? WeightDecay : 0, shrinkage: 0, state.Step));
}
