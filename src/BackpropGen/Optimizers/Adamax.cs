using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Adamax (Kingma and Ba, 2015), Adam with the largest in the place of the mean square. At step k, with g the gradient plus <see cref="WeightDecay"/> · p:
/// m ← β₁ m + (1 − β₁) g, u ← max(β₂ u, |g| + ε); p ← p − η / (1 − β₁ᵏ) · m / u.
/// </summary>
public readonly record struct Adamax : IOptimizer<Adamax, float>, IOptimizer<Adamax, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    public Adamax()
        : this(2e-3)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Adamax(double learningRate)
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

    /// <summary>β₂, how much of the largest gradient stays: in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init; }

    /// <summary>ε, which keeps the divisor from 0: greater than 0. Default 10⁻⁸.</summary>
    public double Epsilon { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 2;

    /// <inheritdoc/>
    public Adamax WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Adamax));
        HyperParameter.NotNegative(LearningRate, nameof(Adamax), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(Adamax), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(Adamax), nameof(Beta2));
        HyperParameter.Positive(Epsilon, nameof(Adamax), nameof(Epsilon));
        HyperParameter.NotNegative(WeightDecay, nameof(Adamax), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <summary>What one step multiplies with, computed in double and rounded to T once.</summary>
    private readonly struct Rule<T>(Adamax optimizer, long step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _keepMean = Number<T>.From(optimizer.Beta1);
        private readonly T _freshMean = Number<T>.From(1 - optimizer.Beta1);
        private readonly T _keepLargest = Number<T>.From(optimizer.Beta2);
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _epsilon = Number<T>.From(optimizer.Epsilon);
        private readonly T _rate = Number<T>.From(optimizer.LearningRate / (1 - Math.Pow(optimizer.Beta1, step)));

        public int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            first = V.MultiplyAdd(V.Create(_keepMean), first, _freshMean * g);
            second = V.Max(V.Abs(g) + V.Create(_epsilon), _keepLargest * second);
            return p - (_rate * first / second);
        }
    }
}
