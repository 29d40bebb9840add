using System;
using System.Numerics;
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
    public Sgd WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) => Step(parameters, gradients, state);

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) => Step(parameters, gradients, state);

    private void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Length(gradients, parameters.Length, nameof(gradients));
        if (Momentum > 0)
        {
            StepWithMomentum(parameters, gradients, state[0], isFirst: state.Step == 1);
        }
        else
        {
            StepPlainly(parameters, gradients);
        }
    }

    /// <summary>p ← p − η g.</summary>
    private void StepPlainly<T>(Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> rate = new(Number<T>.From(LearningRate));
        Vector<T> decay = new(Number<T>.From(WeightDecay));
        for (int i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            Vector<T> p = Lanes.Load<T>(parameters, i);
            Vector<T> g = Lanes.Load(gradients, i) + decay * p;
            Lanes.Store(parameters, i, p - rate * g);
        }
    }

    /// <summary>v ← μ v + (1 − dampening) g, v = g at first; p ← p − η v, or p − η (g + μ v).</summary>
    private void StepWithMomentum<T>(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> velocity, bool isFirst)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector<T> rate = new(Number<T>.From(LearningRate));
        Vector<T> decay = new(Number<T>.From(WeightDecay));
        Vector<T> momentum = new(Number<T>.From(Momentum));
        Vector<T> fresh = new(Number<T>.From(isFirst ? 1 : 1 - Dampening));
        for (int i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            Vector<T> p = Lanes.Load<T>(parameters, i);
            Vector<T> g = Lanes.Load(gradients, i) + decay * p;
            Vector<T> v = momentum * Lanes.Load<T>(velocity, i) + fresh * g; // the velocity is 0 before the first step
            Lanes.Store(velocity, i, v);
            Lanes.Store(parameters, i, p - rate * (Nesterov ? g + momentum * v : v));
        }
    }
}
