using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>A network's optimizer state: what the optimizers, which hold hyper-parameters only, remember from step to step.</summary>
/// <param name="length">Parameters in storage order, absent edges included.</param>
/// <typeparam name="T">The type of the parameters.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptimizerMemory<T>(int length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[][] _slots = [];
    private Type? _optimizer;

    /// <summary>Steps begun since the state was last cleared.</summary>
    public long Step { get; private set; }

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

        Step++;
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

        Step += steps;
    }

    /// <summary>The state of a range of parameters.</summary>
    /// <param name="start">Where the range starts, in storage order.</param>
    /// <param name="length">How long it is.</param>
    public OptimizerState<T> State(int start, int length) => new(_slots, start, length, Step);

    /// <summary>Forgets everything: the next step is the first.</summary>
    public void Reset()
    {
        foreach (T[] slot in _slots)
        {
            Array.Clear(slot);
        }

        _optimizer = null;
        Step = 0;
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
            _slots[i] = new T[length];
        }
    }
}
