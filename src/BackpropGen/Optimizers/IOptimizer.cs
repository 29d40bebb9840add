using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// The non-generic base of all optimizers, by which <see cref="TrainingOptions"/> holds any of them. Optimizers are readonly record structs that
/// hold hyper-parameters only; their state belongs to the network.
/// </summary>
public interface IOptimizer
{
    /// <summary>The step size η.</summary>
    double LearningRate { get; }

    /// <summary>How many values of state a parameter needs: 0, 1, 2 …</summary>
    int StateCount { get; }

    /// <summary>Throws an <see cref="ArgumentException"/> that names the optimizer and the hyper-parameter when one is out of its range, or when this is the default value of the struct.</summary>
    void Validate();

    /// <summary>Hands the optimizer over as the struct that it is.</summary>
    /// <exception cref="NotSupportedException">The optimizer does not implement <see cref="IOptimizer{T}"/>.</exception>
    TResult Accept<T, TResult>(IOptimizerVisitor<T, TResult> visitor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => this is IOptimizer<T> optimizer
            ? optimizer.Accept(visitor)
            : throw new NotSupportedException($"{GetType().Name} does not implement IOptimizer<{typeof(T).Name}>, which a network of that precision needs.");
}

/// <summary>A rule that turns gradients into new parameters, as a network's <c>TrainStep</c> takes it. Structs implement <see cref="IOptimizer{TSelf, T}"/>.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IOptimizer<T> : IOptimizer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Updates a range of parameters in place.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="state">The state of just these parameters, zero before the first step.</param>
    void Update(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state);

    /// <summary>Hands the optimizer over as the struct that it is.</summary>
    TResult Accept<TResult>(IOptimizerVisitor<T, TResult> visitor);
}

/// <summary>An optimizer's struct, knowing its own type: what a training loop works with.</summary>
/// <typeparam name="TSelf">The struct.</typeparam>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IOptimizer<TSelf, T> : IOptimizer<T>
    where TSelf : struct, IOptimizer<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The same optimizer with another step size: what a schedule calls before a step. Of a record struct: <c>this with { LearningRate = learningRate }</c>.</summary>
    /// <param name="learningRate">The step size η.</param>
    TSelf WithLearningRate(double learningRate);

    /// <inheritdoc/>
    TResult IOptimizer<T>.Accept<TResult>(IOptimizerVisitor<T, TResult> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit((TSelf)this);
    }
}

/// <summary>Gets an optimizer's struct type back from <see cref="IOptimizer"/>, without reflection.</summary>
public interface IOptimizerVisitor<T, TResult>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Called by <see cref="IOptimizer.Accept{T, TResult}"/>.</summary>
    TResult Visit<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<TOptimizer, T>;
}

/// <summary>The optimizer state that belongs to a range of parameters.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public readonly ref struct OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _slots;
    private readonly int _start;
    private readonly int _length;

    /// <summary>A view of a range of the network's state.</summary>
    /// <param name="slots">One array a value of state, each as long as all parameters.</param>
    /// <param name="start">Where the range starts.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="step">The number of this step, from 1.</param>
    public OptimizerState(T[][] slots, int start, int length, long step)
    {
        _slots = slots;
        _start = start;
        _length = length;
        Step = step;
        DecaysWeights = true;
    }

    /// <summary>The number of this step, from 1.</summary>
    public long Step { get; }

    /// <summary>Whether the optimizer's weight decay holds for these parameters: not for biases that <see cref="UpdateOptions.ExemptBiases"/> exempts. Default true.</summary>
    public bool DecaysWeights { get; init; }

    /// <summary>One value of state for each parameter of the range.</summary>
    /// <param name="slot">From 0 to <see cref="IOptimizer.StateCount"/> − 1.</param>
    public Span<T> this[int slot] => new(_slots[slot], _start, _length);

    /// <summary>Runs a rule over the range, in the widest registers that the hardware has.</summary>
    /// <param name="parameters">The parameters, replaced by the rule's.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="rule">The arithmetic.</param>
    /// <exception cref="ArgumentException">The numbers of parameters and gradients differ.</exception>
    public void Apply<TRule>(Span<T> parameters, ReadOnlySpan<T> gradients, TRule rule)
        where TRule : struct, IUpdateRule<T>
        => UpdateLoop.Run(parameters, gradients, this, rule);
}
