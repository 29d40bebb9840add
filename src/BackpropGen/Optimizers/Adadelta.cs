using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Adadelta (Zeiler, 2012). With g the gradient plus <see cref="WeightDecay"/> · p: s ← ρ s + (1 − ρ) g²; Δ = √(u + ε) / √(s + ε) · g; u ← ρ u + (1 − ρ) Δ²;
/// p ← p − η Δ.
/// </summary>
public readonly record struct Adadelta : IOptimizer<Adadelta, float>, IOptimizer<Adadelta, double>
{
    private readonly bool _constructed;

    /// <summary>η = 1, ρ = 0.9, ε = 10⁻⁶.</summary>
    public Adadelta()
        : this(1)
    {
    }

    /// <summary>ρ = 0.9, ε = 10⁻⁶.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Adadelta(double learningRate)
    {
        LearningRate = learningRate;
        Rho = 0.9;
        Epsilon = 1e-6;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>ρ, how much of the mean squares stays: in [0, 1). Default 0.9.</summary>
    public double Rho { get; init; }

    /// <summary>ε, added under both roots, which gets the first step going: greater than 0. Default 10⁻⁶.</summary>
    public double Epsilon { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 2;

    /// <inheritdoc/>
    public Adadelta WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Adadelta));
        HyperParameter.NotNegative(LearningRate, nameof(Adadelta), nameof(LearningRate));
        HyperParameter.Fraction(Rho, nameof(Adadelta), nameof(Rho));
        HyperParameter.Positive(Epsilon, nameof(Adadelta), nameof(Epsilon));
        HyperParameter.NotNegative(WeightDecay, nameof(Adadelta), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }));

    /// <summary>What one step multiplies with, computed in double and rounded to T once.</summary>
    private readonly struct Rule<T>(Adadelta optimizer) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = Number<T>.From(optimizer.LearningRate);
        private readonly T _keep = Number<T>.From(optimizer.Rho);
        private readonly T _fresh = Number<T>.From(1 - optimizer.Rho);
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _epsilon = Number<T>.From(optimizer.Epsilon);

        public int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            first = V.MultiplyAdd(V.Create(_keep), first, _fresh * (g * g));
            V delta = V.Sqrt(second + V.Create(_epsilon)) / V.Sqrt(first + V.Create(_epsilon)) * g;
            second = V.MultiplyAdd(V.Create(_keep), second, _fresh * (delta * delta));
            return p - (_rate * delta);
        }
    }
}
