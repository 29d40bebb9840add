using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// RMSProp (Hinton, 2012; momentum and centring after Graves, 2013). With g the gradient plus <see cref="WeightDecay"/> · p: s ← α s + (1 − α) g²;
/// p ← p − η g / (√s + ε), α being <see cref="Smoothing"/>. <see cref="Centered"/>: ḡ ← α ḡ + (1 − α) g, and s − ḡ² stands under the root. <see cref="Momentum"/> μ:
/// b ← μ b + g / (√s + ε) and p ← p − η b.
/// </summary>
public readonly record struct RmsProp : IOptimizer<RmsProp, float>, IOptimizer<RmsProp, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.01, α = 0.99, ε = 10⁻⁸.</summary>
    public RmsProp()
        : this(1e-2)
    {
    }

    /// <summary>α = 0.99, ε = 10⁻⁸.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public RmsProp(double learningRate)
    {
        LearningRate = learningRate;
        Smoothing = 0.99;
        Epsilon = 1e-8;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>α, how much of the mean squared gradient stays: in [0, 1). Default 0.99.</summary>
    public double Smoothing { get; init; }

    /// <summary>ε, which keeps the divisor from 0: greater than 0. Default 10⁻⁸.</summary>
    public double Epsilon { get; init; }

    /// <summary>μ, how much of the last step's direction stays: in [0, 1). Default 0.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the variance of the gradient stands in the place of its mean square. Default false.</summary>
    public bool Centered { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 1 + (Centered ? 1 : 0) + (Momentum > 0 ? 1 : 0);

    /// <inheritdoc/>
    public RmsProp WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(RmsProp));
        HyperParameter.NotNegative(LearningRate, nameof(RmsProp), nameof(LearningRate));
        HyperParameter.Fraction(Smoothing, nameof(RmsProp), nameof(Smoothing));
        HyperParameter.Positive(Epsilon, nameof(RmsProp), nameof(Epsilon));
        HyperParameter.Fraction(Momentum, nameof(RmsProp), nameof(Momentum));
        HyperParameter.NotNegative(WeightDecay, nameof(RmsProp), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }));

    /// <summary>The mean square comes first in the state, then the mean where it is centred, then the direction where there is momentum.</summary>
    private readonly struct Rule<T>(RmsProp optimizer) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = Number<T>.From(optimizer.LearningRate);
        private readonly T _keep = Number<T>.From(optimizer.Smoothing);
        private readonly T _fresh = Number<T>.From(1 - optimizer.Smoothing);
        private readonly T _momentum = Number<T>.From(optimizer.Momentum);
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _epsilon = Number<T>.From(optimizer.Epsilon);
        private readonly int _stateCount = optimizer.StateCount;
        private readonly bool _isCentered = optimizer.Centered;
        private readonly bool _hasMomentum = optimizer.Momentum > 0;

        public int StateCount => _stateCount;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            first = V.MultiplyAdd(V.Create(_keep), first, _fresh * (g * g));
            V variance = first;
            if (_isCentered)
            {
                second = V.MultiplyAdd(V.Create(_keep), second, _fresh * g);
                variance = V.Max(first - (second * second), V.Zero); // rounding may leave it below 0
            }

            V direction = g / (V.Sqrt(variance) + V.Create(_epsilon));
            if (_hasMomentum)
            {
                direction = V.MultiplyAdd(V.Create(_momentum), _isCentered ? third : second, direction);
                third = _isCentered ? direction : third;
                second = _isCentered ? second : direction;
            }

            return p - (_rate * direction);
        }
    }
}
