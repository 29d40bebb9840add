using System;

namespace BackpropGen;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): p ← (1 − η <see cref="WeightDecay"/>) p, then <see cref="Adam"/>'s step with the gradient as it is.
/// </summary>
public readonly record struct AdamW : IOptimizer<AdamW, float>, IOptimizer<AdamW, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, weight decay 0.01.</summary>
    public AdamW()
        : this(1e-3)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, weight decay 0.01.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public AdamW(double learningRate)
    {
        LearningRate = learningRate;
        Beta1 = 0.9;
        Beta2 = 0.999;
        Epsilon = 1e-8;
        WeightDecay = 0.01;
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

    /// <summary>How much of itself, times η, a parameter loses a step. Not negative; default 0.01.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    public AdamW WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(AdamW));
        HyperParameter.NotNegative(LearningRate, nameof(AdamW), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(AdamW), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(AdamW), nameof(Beta2));
        HyperParameter.Positive(Epsilon, nameof(AdamW), nameof(Epsilon));
        HyperParameter.NotNegative(WeightDecay, nameof(AdamW), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new AdamRule<float>(AsAdam, decay: 0, state.DecaysWeights ? LearningRate * WeightDecay : 0, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new AdamRule<double>(AsAdam, decay: 0, state.DecaysWeights ? LearningRate * WeightDecay : 0, state.Step));

    private Adam AsAdam => new(LearningRate) { Beta1 = Beta1, Beta2 = Beta2, Epsilon = Epsilon, AmsGrad = AmsGrad };
}
