using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Lion (Chen et al., 2023), steps of the same length for all parameters: p ← (1 − η <see cref="WeightDecay"/>) p − η sign(β₁ m + (1 − β₁) g), then m ← β₂ m + (1 − β₂) g.
/// Its learning rate is commonly a third to a tenth of Adam's, its weight decay three to ten times that of AdamW.
/// </summary>
public readonly record struct Lion : IOptimizer<Lion, float>, IOptimizer<Lion, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.0001, β₁ = 0.9, β₂ = 0.99.</summary>
    public Lion()
        : this(1e-4)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.99.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Lion(double learningRate)
    {
        LearningRate = learningRate;
        Beta1 = 0.9;
        Beta2 = 0.99;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>β₁, how much the mean gradient weighs in the direction: in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init; }

    /// <summary>β₂, how much of the mean gradient stays: in [0, 1). Default 0.99.</summary>
    public double Beta2 { get; init; }

    /// <summary>How much of itself, times η, a parameter loses a step. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 1;

    /// <inheritdoc/>
    public Lion WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Lion));
        HyperParameter.NotNegative(LearningRate, nameof(Lion), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(Lion), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(Lion), nameof(Beta2));
        HyperParameter.NotNegative(WeightDecay, nameof(Lion), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }));

    /// <summary>What one step multiplies with, computed in double and rounded to T once.</summary>
    private readonly struct Rule<T>(Lion optimizer) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = Number<T>.From(optimizer.LearningRate);
        private readonly T _shrink = Number<T>.From(1 - (optimizer.LearningRate * optimizer.WeightDecay));
        private readonly T _ofMean = Number<T>.From(optimizer.Beta1);
        private readonly T _ofGradient = Number<T>.From(1 - optimizer.Beta1);
        private readonly T _keep = Number<T>.From(optimizer.Beta2);
        private readonly T _fresh = Number<T>.From(1 - optimizer.Beta2);

        public int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            V direction = V.Sign(V.MultiplyAdd(V.Create(_ofMean), first, _ofGradient * g));
            first = V.MultiplyAdd(V.Create(_keep), first, _fresh * g);
            return (_shrink * p) - (_rate * direction);
        }
    }
}
