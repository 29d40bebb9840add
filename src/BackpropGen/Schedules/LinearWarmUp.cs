using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>η = η₀ (start + (end − start) k / length), and end · η₀ from k = length on.</summary>
public sealed class LinearWarmUp : LearningRateSchedule
{
    private readonly long _length;
    private readonly double _start;
    private readonly double _end;

    /// <summary>A rise along a straight line.</summary>
    /// <param name="length">Updates or epochs until the end, at least 1.</param>
    /// <param name="start">The first rate, as a factor of the base rate; not negative, default 0.1.</param>
    /// <param name="end">The last rate, as a factor of the base rate; not negative, default 1.</param>
    public LinearWarmUp(long length, double start = 0.1, double end = 1)
    {
        _length = ScheduleNumbers.Length(length, nameof(LinearWarmUp), nameof(length));
        _start = ScheduleNumbers.Factor(start, nameof(LinearWarmUp), nameof(start));
        _end = ScheduleNumbers.Factor(end, nameof(LinearWarmUp), nameof(end));
    }

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate) => baseRate * (_start + ((_end - _start) * Math.Min(k, _length) / _length));

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _length, _start, _end);
}
