using System;
using System.Numerics;

namespace BackpropGen;

/// <summary>What a network's optimizer remembers from step to step (momenta, means of squares …), to be saved and taken up again.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IOptimizerMemory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The struct's name of the optimizer that the state belongs to, <c>Adam</c> say; null before the first step and after a reset.</summary>
    string? OptimizerName { get; }

    /// <summary>Steps since the state was last cleared.</summary>
    long StepCount { get; }

    /// <summary>Values of state that <see cref="CopyTo"/> copies: <see cref="IOptimizer.StateCount"/> times the parameters.</summary>
    int Count { get; }

    /// <summary>Copies the state: for each of the optimizer's values one number a parameter, in canonical order.</summary>
    /// <param name="destination"><see cref="Count"/> values.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    void CopyTo(Span<T> destination);

    /// <summary>Takes up a state that <see cref="CopyTo"/> copied: the next step goes on from it.</summary>
    /// <param name="optimizer">The optimizer that goes on.</param>
    /// <param name="optimizerName">The <see cref="OptimizerName"/> of the state.</param>
    /// <param name="stepCount">Its <see cref="StepCount"/>.</param>
    /// <param name="state">Its values.</param>
    /// <exception cref="ArgumentException">The state is another optimizer's, or of another size, or the step count is negative; nothing has changed then.</exception>
    void Restore<TOptimizer>(TOptimizer optimizer, string? optimizerName, long stepCount, ReadOnlySpan<T> state)
        where TOptimizer : struct, IOptimizer<T>;
}
