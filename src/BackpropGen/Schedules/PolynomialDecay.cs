using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>η = end + (η₀ − end)(1 − k / length)ᵖ, and end from k = length on.</summary>
public sealed class PolynomialDecay : LearningRateSchedule
{
    private readonly long _length;
    private readonly double _power;
    private readonly double _end;

    /// <summary>A decay along a power; 1 is a straight line.</summary>
    /// <param name="length">Updates or epochs until the end, at least 1.</param>
    /// <param name="power">p, greater than 0, default 1.</param>
    /// <param name="end">The last rate, not negative, default 0.</param>
    public PolynomialDecay(long length, double power = 1, double end = 0)
    {
        _length = ScheduleNumbers.Length(length, nameof(PolynomialDecay), nameof(length));
        _power = ScheduleNumbers.Positive(power, nameof(PolynomialDecay), nameof(power));
        _end = ScheduleNumbers.Factor(end, nameof(PolynomialDecay), nameof(end));
    }

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate) => _end + ((baseRate - _end) * Math.Pow(1 - ((double)Math.Min(k, _length) / _length), _power));

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _length, _power, _end);
}
