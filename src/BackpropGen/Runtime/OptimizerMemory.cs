using System;
using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>A network's optimizer state: what the optimizers, which hold hyper-parameters only, remember from step to step.</summary>
/// <param name="storage">How the numbers lie.</param>
/// <typeparam name="T">The type of the parameters.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptimizerMemory<T>(ParameterStorage<T> storage) : IOptimizerMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[][] _slots = [];
    private Type? _optimizer;
    private int _stateCount;
    private T[]? _canonical;
    private T[]? _parameters;
    private bool _exemptsBiases;

    /// <summary>Steps begun since the state was last cleared.</summary>
    public long StepCount { get; private set; }

    /// <summary>How the numbers lie.</summary>
    public ParameterStorage<T> Storage => storage;

    /// <inheritdoc/>
    public string? OptimizerName => _optimizer?.Name;

    /// <inheritdoc/>
    public int Count => checked(_stateCount * storage.Count);

    /// <inheritdoc/>
    public void CopyTo(Span<T> destination)
    {
        Check.Length(destination, Count, nameof(destination));
        for (int slot = 0; slot < _stateCount; slot++)
        {
            storage.ToCanonical(_slots[slot], destination.Slice(slot * storage.Count, storage.Count));
        }
    }

    /// <inheritdoc/>
    public void Restore<TOptimizer>(TOptimizer optimizer, string? optimizerName, long stepCount, ReadOnlySpan<T> state)
        where TOptimizer : struct, IOptimizer<T>
    {
        optimizer.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(stepCount);
        if (optimizerName is not null && optimizerName != typeof(TOptimizer).Name)
        {
            throw new ArgumentException($"The state is one of {optimizerName}, and the optimizer that is to go on from it is {typeof(TOptimizer).Name}. Go on with {optimizerName}, or begin anew with ResetOptimizer.", nameof(optimizerName));
        }

        int expected = optimizerName is null ? 0 : checked(optimizer.StateCount * storage.Count);
        if (state.Length != expected)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"state: expected {expected} values, as {typeof(TOptimizer).Name} with these hyper-parameters keeps for {storage.Count} parameters, got {state.Length}."),
                nameof(state));
        }

        Reset();
        if (optimizerName is not null)
        {
            Take<TOptimizer>(optimizer.StateCount, stepCount, state);
        }
    }

    /// <summary>Begins a step: checks the hyper-parameters, forgets another optimizer's state, makes room for what this one needs, and counts.</summary>
    /// <param name="optimizer">The optimizer of this step.</param>
    /// <exception cref="ArgumentException">A hyper-parameter is out of its range; nothing has changed then.</exception>
    public void Begin<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer<T>
    {
        optimizer.Validate();
        if (_optimizer != typeof(TOptimizer))
        {
            Forget(typeof(TOptimizer));
        }

        if (_slots.Length < optimizer.StateCount)
        {
            Grow(optimizer.StateCount);
        }

        _stateCount = optimizer.StateCount;
        StepCount++;
    }

    /// <summary>Begins a step as <see cref="Begin{TOptimizer}(TOptimizer)"/> does, and applies penalty and limits to its gradients.</summary>
    /// <param name="optimizer">The optimizer of this step.</param>
    /// <param name="options">Checked before.</param>
    /// <param name="network">Its parameters are read for the L1 penalty only.</param>
    /// <param name="gradients">All gradients as stored; changed where the options ask for it.</param>
    public void Begin<TOptimizer>(TOptimizer optimizer, UpdateOptions options, INetwork<T> network, Span<T> gradients)
        where TOptimizer : struct, IOptimizer<T>
    {
        Begin(optimizer);
        _exemptsBiases = options.ExemptBiases;
        if (options.L1 > 0)
        {
            GradientLimits.AddL1<T>(storage, gradients, Parameters(network), options);
        }

        if (options.ClipValue > 0)
        {
            GradientLimits.ClipValues(storage, gradients, options.ClipValue);
        }

        if (options.ClipNorm > 0)
        {
            GradientLimits.ClipNorm(storage, gradients, options.ClipNorm);
        }
    }

    /// <summary>Begins steps of an optimizer that has no state, whose hyper-parameters were checked before: forgets another optimizer's state, and counts.</summary>
    /// <param name="steps">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginStateless<TOptimizer>(int steps)
        where TOptimizer : struct, IOptimizer<T>
    {
        if (_optimizer != typeof(TOptimizer))
        {
            Forget(typeof(TOptimizer));
        }

        StepCount += steps;
    }

    /// <summary>The state of a range of parameters.</summary>
    /// <param name="start">Where the range starts, in storage order.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="isWeight">Whether they are weights, not biases, gains or shifts, which may be exempt from weight decay.</param>
    public OptimizerState<T> State(int start, int length, bool isWeight = true) => new(_slots, start, length, StepCount) { DecaysWeights = isWeight || !_exemptsBiases };

    /// <summary>Forgets everything: the next step is the first.</summary>
    public void Reset()
    {
        foreach (T[] slot in _slots)
        {
            Array.Clear(slot);
        }

        _optimizer = null;
        _stateCount = 0;
        StepCount = 0;
    }

    private void Take<TOptimizer>(int stateCount, long stepCount, ReadOnlySpan<T> state)
    {
        if (_slots.Length < stateCount)
        {
            Grow(stateCount);
        }

        for (int slot = 0; slot < stateCount; slot++)
        {
            storage.FromCanonical(state.Slice(slot * storage.Count, storage.Count), _slots[slot]);
        }

        (_optimizer, _stateCount, StepCount) = (typeof(TOptimizer), stateCount, stepCount);
    }

    /// <summary>The network's parameters in storage order.</summary>
    private T[] Parameters(INetwork<T> network)
    {
        _canonical ??= new T[storage.Count];
        _parameters ??= new T[storage.Length];
        network.GetParameters(_canonical);
        storage.FromCanonical(_canonical, _parameters);
        return _parameters;
    }

    private void Forget(Type optimizer)
    {
        Reset();
        _optimizer = optimizer;
    }

    private void Grow(int count)
    {
        int old = _slots.Length;
        Array.Resize(ref _slots, count);
        for (int i = old; i < count; i++)
        {
            _slots[i] = new T[storage.Length];
        }
    }
}
