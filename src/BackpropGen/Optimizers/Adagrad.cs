using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Adagrad (Duchi et al., 2011). At step k, with g the gradient plus <see cref="WeightDecay"/> · p: s ← s + g², beginning at <see cref="InitialAccumulator"/>;
/// p ← p − η / (1 + (k − 1) <see cref="LearningRateDecay"/>) · g / (√s + ε).
/// </summary>
public readonly record struct Adagrad : IOptimizer<Adagrad, float>, IOptimizer<Adagrad, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.01, ε = 10⁻¹⁰.</summary>
    public Adagrad()
        : this(1e-2)
    {
    }

    /// <summary>ε = 10⁻¹⁰.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Adagrad(double learningRate)
    {
        LearningRate = learningRate;
        Epsilon = 1e-10;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>ε, which keeps the divisor from 0: greater than 0. Default 10⁻¹⁰.</summary>
    public double Epsilon { get; init; }

    /// <summary>What the sum of squares begins with. Not negative; default 0.</summary>
    public double InitialAccumulator { get; init; }

    /// <summary>How much larger the divisor of η becomes a step. Not negative; default 0.</summary>
    public double LearningRateDecay { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 1;

    /// <inheritdoc/>
    public Adagrad WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Adagrad));
        HyperParameter.NotNegative(LearningRate, nameof(Adagrad), nameof(LearningRate));
        HyperParameter.Positive(Epsilon, nameof(Adagrad), nameof(Epsilon));
        HyperParameter.NotNegative(InitialAccumulator, nameof(Adagrad), nameof(InitialAccumulator));
        HyperParameter.NotNegative(LearningRateDecay, nameof(Adagrad), nameof(LearningRateDecay));
        HyperParameter.NotNegative(WeightDecay, nameof(Adagrad), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <summary>What one step multiplies with, computed in double and rounded to T once.</summary>
    private readonly struct Rule<T>(Adagrad optimizer, long step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = Number<T>.From(optimizer.LearningRate / (1 + ((step - 1) * optimizer.LearningRateDecay)));
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _epsilon = Number<T>.From(optimizer.Epsilon);
        private readonly T _initial = Number<T>.From(step == 1 ? optimizer.InitialAccumulator : 0);

        public int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            first = V.MultiplyAdd(g, g, first + V.Create(_initial));
            return p - (_rate * g / (V.Sqrt(first) + V.Create(_epsilon)));
        }
    }
}
