using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Half a cosine (Loshchilov and Hutter, 2017): η = min + (η₀ − min)(1 + cos(π k / length)) / 2, and min from k = length on.</summary>
public sealed class CosineDecay : LearningRateSchedule
{
    private readonly long _length;
    private readonly double _minimum;

    /// <summary>A decay along half a cosine.</summary>
    /// <param name="length">Updates or epochs until the minimum, at least 1.</param>
    /// <param name="minimum">The last rate, not negative, default 0.</param>
    public CosineDecay(long length, double minimum = 0)
    {
        _length = ScheduleNumbers.Length(length, nameof(CosineDecay), nameof(length));
        _minimum = ScheduleNumbers.Factor(minimum, nameof(CosineDecay), nameof(minimum));
    }

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate) => ScheduleNumbers.HalfCosine(baseRate, _minimum, (double)Math.Min(k, _length) / _length);

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _length, _minimum);
}
