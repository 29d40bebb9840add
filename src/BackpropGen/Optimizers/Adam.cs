using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Adam (Kingma and Ba, 2015). At step k, with g the gradient plus <see cref="WeightDecay"/> · p: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²;
/// p ← p − η m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵏ) and v̂ = v / (1 − β₂ᵏ). With <see cref="AmsGrad"/> (Reddi et al., 2018) the largest v so far stands
/// in the place of v in v̂.
/// </summary>
public readonly record struct Adam : IOptimizer<Adam, float>, IOptimizer<Adam, double>
{
    private readonly bool _constructed;

    /// <summary>η = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    public Adam()
        : this(1e-3)
    {
    }

    /// <summary>β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    /// <param name="learningRate">The step size η, not negative.</param>
    public Adam(double learningRate)
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

    /// <summary>Whether the divisor never shrinks. Default false.</summary>
    public bool AmsGrad { get; init; }

    /// <summary>L2 penalty: this times the parameter is added to its gradient. Not negative; default 0.</summary>
    public double WeightDecay { get; init; }

    /// <inheritdoc/>
    public int StateCount => AmsGrad ? 3 : 2;

    /// <inheritdoc/>
    public void Validate()
    {
        HyperParameter.Constructed(_constructed, nameof(Adam));
        HyperParameter.NotNegative(LearningRate, nameof(Adam), nameof(LearningRate));
        HyperParameter.Fraction(Beta1, nameof(Adam), nameof(Beta1));
        HyperParameter.Fraction(Beta2, nameof(Adam), nameof(Beta2));
        HyperParameter.Positive(Epsilon, nameof(Adam), nameof(Epsilon));
        HyperParameter.NotNegative(WeightDecay, nameof(Adam), nameof(WeightDecay));
    }

    /// <inheritdoc/>
    public Adam WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients, OptimizerState<float> state) => Step(parameters, gradients, state);

    /// <inheritdoc/>
    public void Update(Span<double> parameters, ReadOnlySpan<double> gradients, OptimizerState<double> state) => Step(parameters, gradients, state);

    private void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Length(gradients, parameters.Length, nameof(gradients));
        Span<T> mean = state[0];
        Span<T> square = state[1];
        Span<T> largest = AmsGrad ? state[2] : square;
        Factors<T> f = new(this, state.Step);
        for (int i = 0; i < parameters.Length; i += Vector<T>.Count)
        {
            Vector<T> p = Lanes.Load<T>(parameters, i);
            Vector<T> g = Lanes.Load(gradients, i) + f.Decay * p;
            Vector<T> m = f.KeepMean * Lanes.Load<T>(mean, i) + f.FreshMean * g;
            Vector<T> v = f.KeepSquare * Lanes.Load<T>(square, i) + f.FreshSquare * (g * g);
            Lanes.Store(mean, i, m);
            Lanes.Store(square, i, v);
            if (AmsGrad)
            {
                v = Functions.Max(v, Lanes.Load<T>(largest, i));
                Lanes.Store(largest, i, v);
            }

            Lanes.Store(parameters, i, p - f.StepSize * m / (Vector.SquareRoot(v) * f.RootScale + f.Epsilon));
        }
    }

    /// <summary>What one step multiplies with, computed in double and rounded to T once: η m̂ = StepSize · m and √v̂ = RootScale · √v.</summary>
    private readonly struct Factors<T>(Adam adam, long step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        internal readonly Vector<T> KeepMean = Rounded(adam.Beta1);
        internal readonly Vector<T> FreshMean = Rounded(1 - adam.Beta1);
        internal readonly Vector<T> KeepSquare = Rounded(adam.Beta2);
        internal readonly Vector<T> FreshSquare = Rounded(1 - adam.Beta2);
        internal readonly Vector<T> Decay = Rounded(adam.WeightDecay);
        internal readonly Vector<T> Epsilon = Rounded(adam.Epsilon);
        internal readonly Vector<T> StepSize = Rounded(adam.LearningRate / (1 - Math.Pow(adam.Beta1, step)));
        internal readonly Vector<T> RootScale = Rounded(1 / Math.Sqrt(1 - Math.Pow(adam.Beta2, step)));

        private static Vector<T> Rounded(double value) => new(Number<T>.From(value));
    }
}
