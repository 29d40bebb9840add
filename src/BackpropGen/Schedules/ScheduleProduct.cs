using System;

namespace BackpropGen.Runtime;

/// <summary>Two schedules at once: the rate of the first is the base rate of the second.</summary>
internal sealed class ScheduleProduct : LearningRateSchedule
{
    private readonly LearningRateSchedule _first;
    private readonly LearningRateSchedule _second;

    public ScheduleProduct(LearningRateSchedule first, LearningRateSchedule second)
    {
        ArgumentNullException.ThrowIfNull(second);
        (_first, _second) = (first, second);
        PerEpoch = first.PerEpoch && second.PerEpoch;
    }

    public override int StateCount => _first.StateCount + _second.StateCount;

    internal override bool HasOneUnit => _first.HasOneUnit && _second.HasOneUnit && _first.PerEpoch == _second.PerEpoch;

    public override double Rate(long k, double baseRate) => HasOneUnit
        ? _second.Rate(k, _first.Rate(k, baseRate))
        : throw new InvalidOperationException($"Rate: {this} counts both updates and epochs: give both as a {nameof(SchedulePosition)}.");

    public override double Rate(SchedulePosition position, double baseRate, ReadOnlySpan<double> state) =>
        _second.Rate(position, _first.Rate(position, baseRate, state[.._first.StateCount]), state[_first.StateCount..]);

    public override void Observe(double loss, Span<double> state)
    {
        _first.Observe(loss, state[.._first.StateCount]);
        _second.Observe(loss, state[_first.StateCount..]);
    }

    public override string ToString() => $"({_first} times {_second})";
}
