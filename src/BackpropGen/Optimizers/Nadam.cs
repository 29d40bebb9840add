using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// NAdam (Dozat, 2016), Adam that looks ahead, as PyTorch has it. At step k, with g the gradient plus <see cref="WeightDecay"/> · p: m and v̂ as in <see cref="Adam"/>,
/// μₖ = β₁ (1 − ½ · 0.96^(k ψ)) with ψ = <see cref="MomentumDecay"/>; p ← p − η ((1 − μₖ) / (1 − Πᵢ₌₁ᵏ μᵢ) · g + μₖ₊₁ / (1 − Πᵢ₌₁ᵏ⁺¹ μᵢ) · m) / (√v̂ + ε).
/// </summary>
public readonly record struct Nadam : IOptimizer<Nadam, float>, IOptimizer<Nadam, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.002, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, ψ = 0.004.</summary>
    public Nadam()
        : this(2e-3)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, ψ = 0.004.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Nadam(double learningRate)
    {
        LearningRate = learningRate;
        Beta1 = 0.9;
        Beta2 = 0.999;
        Epsilon = 1e-8;
        MomentumDecay = 4e-3;
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

    /// <summary>ψ, how fast the momentum grows from ½ β₁ to β₁. Not negative; default 0.004.</summary>
    public double MomentumDecay { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => 2;

    /// <inheritdoc/>
    public Nadam WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Nadam));
        HyperParameter.NotNegative(LearningRate, nameof(Nadam), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(Nadam), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(Nadam), nameof(Beta2));
        HyperParameter.Positive(Epsilon, nameof(Nadam), nameof(Epsilon));
        HyperParameter.NotNegative(MomentumDecay, nameof(Nadam), nameof(MomentumDecay));
        HyperParameter.NotNegative(WeightDecay, nameof(Nadam), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <summary>μₖ.</summary>
    private double Momentum(long step) => Beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));

    /// <summary>Πᵢ₌₁ᵏ μᵢ, without a product over all steps: ln Π (1 − ½ qⁱ) = −Σₙ (½)ⁿ / n · Σᵢ qⁿⁱ, the inner sums being geometric.</summary>
    private double MomentumProduct(long step)
    {
        double q = Math.Pow(0.96, MomentumDecay), last = Math.Pow(q, step);
        double sum = 0, half = 0.5, power = q, lastPower = last;
        for (int n = 1; n <= 60; n++)
        {
            sum += half / n * (power == 1 ? step : power * (1 - lastPower) / (1 - power));
            (half, power, lastPower) = (half / 2, power * q, lastPower * last);
        }

        return Math.Pow(Beta1, step) * Math.Exp(-sum);
    }

    /// <summary>What one step multiplies with, computed in double and rounded to T once.</summary>
    private readonly struct Rule<T>(Nadam optimizer, long step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _keepMean = Number<T>.From(optimizer.Beta1);
        private readonly T _freshMean = Number<T>.From(1 - optimizer.Beta1);
        private readonly T _keepSquare = Number<T>.From(optimizer.Beta2);
        private readonly T _freshSquare = Number<T>.From(1 - optimizer.Beta2);
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _epsilon = Number<T>.From(optimizer.Epsilon);
        private readonly T _rootScale = Number<T>.From(1 / Math.Sqrt(1 - Math.Pow(optimizer.Beta2, step)));
        private readonly T _ofGradient = Number<T>.From(optimizer.LearningRate * (1 - optimizer.Momentum(step)) / (1 - optimizer.MomentumProduct(step)));
        private readonly T _ofMean = Number<T>.From(optimizer.LearningRate * optimizer.Momentum(step + 1) / (1 - optimizer.MomentumProduct(step + 1)));

        public int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            first = V.MultiplyAdd(V.Create(_keepMean), first, _freshMean * g);
            second = V.MultiplyAdd(V.Create(_keepSquare), second, _freshSquare * (g * g));
            V root = V.MultiplyAdd(V.Sqrt(second), V.Create(_rootScale), V.Create(_epsilon));
            return p - (V.MultiplyAdd(V.Create(_ofGradient), g, _ofMean * first) / root);
        }
    }
}
