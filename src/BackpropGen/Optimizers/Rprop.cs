using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Resilient backpropagation (Riedmiller and Braun, 1993), for whole data sets: each parameter has a step of its own, beginning at η. Where the gradient keeps its sign, the
/// step grows by <see cref="EtaPlus"/>; where it changes, the step shrinks by <see cref="EtaMinus"/>, the parameter stays for once and the gradient counts as 0
/// afterwards; p ← p − step · sign g.
/// </summary>
public readonly record struct Rprop : IOptimizer<Rprop, float>, IOptimizer<Rprop, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.01.</summary>
    public Rprop()
        : this(1e-2)
    {
    }

    /// <summary>η⁻ = 0.5, η⁺ = 1.2, steps from 10⁻⁶ to 50.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Rprop(double learningRate)
    {
        LearningRate = learningRate;
        EtaMinus = 0.5;
        EtaPlus = 1.2;
        MinStep = 1e-6;
        MaxStep = 50;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>η⁻, by what a step shrinks: between 0 and 1. Default 0.5.</summary>
    public double EtaMinus { get; init; }

    /// <summary>η⁺, by what a step grows: greater than 1. Default 1.2.</summary>
    public double EtaPlus { get; init; }

    /// <summary>The smallest step: greater than 0. Default 10⁻⁶.</summary>
    public double MinStep { get; init; }

    /// <summary>The largest step, not below the smallest. Default 50.</summary>
    public double MaxStep { get; init; }

    /// <inheritdoc/>
    public int StateCount => 2;

    /// <inheritdoc/>
    public Rprop WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Rprop));
        HyperParameter.NotNegative(LearningRate, nameof(Rprop), nameof(LearningRate));
        HyperParameter.Fraction(EtaMinus, nameof(Rprop), nameof(EtaMinus));
        HyperParameter.Positive(EtaMinus, nameof(Rprop), nameof(EtaMinus));
        HyperParameter.Positive(MinStep, nameof(Rprop), nameof(MinStep));
        HyperParameter.Positive(MaxStep, nameof(Rprop), nameof(MaxStep));
        HyperParameter.AboveOne(EtaPlus, nameof(Rprop), nameof(EtaPlus));
        HyperParameter.NotBelow(MaxStep, MinStep, nameof(Rprop), nameof(MaxStep), nameof(MinStep));
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(this, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(this, state.Step));

    /// <summary>The last gradient comes first in the state, then the steps.</summary>
    private readonly struct Rule<T>(Rprop optimizer, long step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _grow = Number<T>.From(optimizer.EtaPlus);
        private readonly T _shrink = Number<T>.From(optimizer.EtaMinus);
        private readonly T _minimum = Number<T>.From(optimizer.MinStep);
        private readonly T _maximum = Number<T>.From(optimizer.MaxStep);
        private readonly T _initial = Number<T>.From(step == 1 ? optimizer.LearningRate : 0);

        public int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            V turn = V.Sign(g) * V.Sign(first); // the product of the gradients themselves could vanish in rounding
            V isSame = V.Greater(turn, V.Zero), isOther = V.Less(turn, V.Zero);
            V factor = V.Select(isSame, V.Create(_grow), V.Select(isOther, V.Create(_shrink), V.Create(T.One)));
            second = V.Min(V.Max(factor * (second + V.Create(_initial)), V.Create(_minimum)), V.Create(_maximum));
            first = V.Select(isOther, V.Zero, g);
            return p - (V.Sign(first) * second);
        }
    }
}
