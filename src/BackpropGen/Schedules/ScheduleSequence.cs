using System;

namespace BackpropGen.Runtime;

/// <summary>One schedule until a place, then another one that counts from 0. Both hear of all losses.</summary>
internal sealed class ScheduleSequence : LearningRateSchedule
{
    private readonly LearningRateSchedule _first;
    private readonly LearningRateSchedule _next;
    private readonly long _from;

    public ScheduleSequence(LearningRateSchedule first, long from, LearningRateSchedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (first.PerEpoch != next.PerEpoch || !first.HasOneUnit || !next.HasOneUnit)
        {
            throw new ArgumentException($"Then: expected two schedules that both count updates or both count epochs, got {first} and {next}. Set PerEpoch on both or on none.", nameof(next));
        }

        (_first, _next, _from) = (first, next, ScheduleNumbers.Length(from, nameof(Then), nameof(from)));
        PerEpoch = first.PerEpoch;
    }

    public override int StateCount => _first.StateCount + _next.StateCount;

    public override double Rate(long k, double baseRate) => k < _from ? _first.Rate(k, baseRate) : _next.Rate(k - _from, baseRate);

    public override double Rate(SchedulePosition position, double baseRate, ReadOnlySpan<double> state)
    {
        long k = PerEpoch ? position.Epoch : position.Update;
        return k < _from
            ? _first.Rate(position, baseRate, state[.._first.StateCount])
            : _next.Rate(new SchedulePosition(k - _from, (int)Math.Min(k - _from, int.MaxValue)), baseRate, state[_first.StateCount..]);
    }

    public override void Observe(double loss, Span<double> state)
    {
        _first.Observe(loss, state[.._first.StateCount]);
        _next.Observe(loss, state[_first.StateCount..]);
    }

    public override string ToString() => $"{_first} then from {_from} {_next}";
}
