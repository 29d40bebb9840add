using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Gradient descent, with momentum where it is set. At step k, with g the gradient plus <see cref="WeightDecay"/> · p: v = g at the first step, then
/// μ v + (1 − <see cref="Dampening"/>) g; p ← p − η v, or p − η (g + μ v) with <see cref="Nesterov"/> (Sutskever et al., 2013, in PyTorch's form).
/// </summary>
public readonly record struct Sgd : IOptimizer<Sgd, float>, IOptimizer<Sgd, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.001.</summary>
    public Sgd()
        : this(1e-3)
    {
    }

    /// <summary>Gradient descent.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Sgd(double learningRate)
    {
        LearningRate = learningRate;
        _constructed = true;
    }

    /// <inheritdoc/>
    public double LearningRate { get; init; }

    /// <summary>μ, how much of the last step's direction stays: in [0, 1). Default 0.</summary>
    public double Momentum { get; init; }

    /// <summary>How much less the gradient weighs in the direction, from the second step on: in [0, 1]. Default 0.</summary>
    public double Dampening { get; init; }

    /// <summary>Whether to look ahead by one step of the momentum, which must be above 0 and without dampening. Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public Sgd WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Sgd));
        HyperParameter.NotNegative(LearningRate, nameof(Sgd), nameof(LearningRate));
        HyperParameter.Fraction(Momentum, nameof(Sgd), nameof(Momentum));
        HyperParameter.Proportion(Dampening, nameof(Sgd), nameof(Dampening));
        HyperParameter.NotNegative(WeightDecay, nameof(Sgd), nameof(WeightDecay));
        if (Nesterov && (Momentum == 0 || Dampening != 0))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Sgd.Nesterov: expected Momentum above 0 and Dampening 0, got Momentum {Momentum} and Dampening {Dampening}. Set them so, or Nesterov to false."),
                nameof(Nesterov));
        }
    }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) =>
        state.Apply(parameters, gradients, new Rule<float>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) =>
        state.Apply(parameters, gradients, new Rule<double>(state.DecaysWeights ? this : this with { WeightDecay = 0 }, state.Step));

    /// <summary>The direction is the state, where there is momentum; it is 0 before the first step.</summary>
    private readonly struct Rule<T>(Sgd optimizer, long step) : IUpdateRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _rate = Number<T>.From(optimizer.LearningRate);
        private readonly T _decay = Number<T>.From(optimizer.WeightDecay);
        private readonly T _momentum = Number<T>.From(optimizer.Momentum);
        private readonly T _fresh = Number<T>.From(step == 1 ? 1 : 1 - optimizer.Dampening);
        private readonly int _stateCount = optimizer.StateCount;
        private readonly bool _isNesterov = optimizer.Nesterov;

        public int StateCount => _stateCount;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V p, V g, ref V first, ref V second, ref V third)
            where V : struct, ILanes<V, T>
        {
            g = V.MultiplyAdd(V.Create(_decay), p, g);
            if (_stateCount > 0)
            {
                first = V.MultiplyAdd(V.Create(_momentum), first, _fresh * g);
                g = _isNesterov ? V.MultiplyAdd(V.Create(_momentum), first, g) : first;
            }

            return p - (_rate * g);
        }
    }
}
