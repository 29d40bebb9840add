using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// RAdam (Liu et al., 2020), Adam whose first steps go without the divisor until its variance is tame. At step k, with g the gradient plus <see cref="WeightDecay"/> · p:
/// m, v and m̂ as in <see cref="Adam"/>, ρ∞ = 2 / (1 − β₂) − 1, ρ = ρ∞ − 2 k β₂ᵏ / (1 − β₂ᵏ). Where ρ &gt; 5: p ← p − η r m̂ √(1 − β₂ᵏ) / (√v + ε) with
/// r² = (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ); else p ← p − η m̂.
/// </summary>
public readonly record struct Radam : IOptimizer<Radam, float>, IOptimizer<Radam, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    public Radam()
        : this(1e-3)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Radam(double learningRate)
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

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 2;

    /// <inheritdoc/>
    public Radam WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Radam));
        HyperParameter.NotNegative(LearningRate, nameof(Radam), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(Radam), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(Radam), nameof(Beta2));
        HyperParameter.Positive(Epsilon, nameof(Radam), nameof(Epsilon));
        HyperParameter.NotNegative(WeightDecay, nameof(Radam), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <summary>r √(1 − β₂ᵏ), or 0 where the divisor is left out.</summary>
    private double Rectification(long step)
    {
        double power = Math.Pow(Beta2, step), limit = (2 / (1 - Beta2)) - 1;
        double length = limit - (2 * step * power / (1 - power));
        return length > 5 ? Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length) * (1 - power)) : 0;
    }

    /// <summary>What one step multiplies with, computed in double and rounded to T once.</summary>
    private readonly struct Rule<T>(Radam optimizer, long step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _keepMean = Number<T>.From(optimizer.Beta1);
        private readonly T _freshMean = Number<T>.From(1 - optimizer.Beta1);
        private readonly T _keepSquare = Number<T>.From(optimizer.Beta2);
        private readonly T _freshSquare = Number<T>.From(1 - optimizer.Beta2);
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _epsilon = Number<T>.From(optimizer.Epsilon);
        private readonly T _rate = Number<T>.From(optimizer.LearningRate / (1 - Math.Pow(optimizer.Beta1, step)));
        private readonly T _rectification = Number<T>.From(optimizer.Rectification(step));

        public int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            first = V.MultiplyAdd(V.Create(_keepMean), first, _freshMean * g);
            second = V.MultiplyAdd(V.Create(_keepSquare), second, _freshSquare * (g * g));
            V step = _rate * first;
            return p - (_rectification == T.Zero ? step : _rectification * step / (V.Sqrt(second) + V.Create(_epsilon)));
        }
    }
}
