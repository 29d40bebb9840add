using System;
using System.Linq;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>η = η₀ · factorⁿ, n the number of milestones that are not above k.</summary>
public sealed class MultiStepDecay : LearningRateSchedule
{
    private readonly long[] _milestones;
    private readonly double _factor;

    /// <summary>A decay at given places.</summary>
    /// <param name="milestones">Ascending numbers of updates or epochs, copied.</param>
    /// <param name="factor">What each milestone multiplies the rate by; not negative, default 0.1.</param>
    /// <exception cref="ArgumentException">The milestones do not ascend.</exception>
    public MultiStepDecay(ReadOnlySpan<long> milestones, double factor = 0.1)
    {
        _milestones = milestones.ToArray();
        _factor = ScheduleNumbers.Factor(factor, nameof(MultiStepDecay), nameof(factor));
        for (int i = 1; i < _milestones.Length; i++)
        {
            if (_milestones[i] <= _milestones[i - 1])
            {
                throw new ArgumentException($"MultiStepDecay.milestones: expected ascending numbers, got {_milestones[i]} after {_milestones[i - 1]}.", nameof(milestones));
            }
        }
    }

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate)
    {
        int passed = 0;
        while (passed < _milestones.Length && _milestones[passed] <= k)
        {
            passed++;
        }

        return baseRate * ScheduleNumbers.Power(_factor, passed);
    }

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, [_factor, .. _milestones.Select(m => (double)m)]);
}
