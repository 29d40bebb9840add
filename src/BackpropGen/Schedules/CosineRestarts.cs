using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Half cosines one after the other (SGDR: Loshchilov and Hutter, 2017): η = min + (η₀ − min)(1 + cos(π j / length)) / 2, j counting from the last restart;
/// each cycle is <c>growth</c> times as long as the one before.
/// </summary>
public sealed class CosineRestarts : LearningRateSchedule
{
    private readonly long _length;
    private readonly int _growth;
    private readonly double _minimum;

    /// <summary>Cosine cycles.</summary>
    /// <param name="length">Updates or epochs of the first cycle, at least 1; the second one begins with η₀ at k = length.</param>
    /// <param name="growth">How many times as long each cycle is as the one before, at least 1, default 1.</param>
    /// <param name="minimum">What the rate falls towards, not negative, default 0.</param>
    public CosineRestarts(long length, int growth = 1, double minimum = 0)
    {
        _length = ScheduleNumbers.Length(length, nameof(CosineRestarts), nameof(length));
        _growth = (int)ScheduleNumbers.Length(growth, nameof(CosineRestarts), nameof(growth));
        _minimum = ScheduleNumbers.Factor(minimum, nameof(CosineRestarts), nameof(minimum));
    }

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate)
    {
        long length = _length;
        if (_growth == 1)
        {
            k %= length;
        }

        while (k >= length)
        {
            k -= length;
            length *= _growth;
        }

        return ScheduleNumbers.HalfCosine(baseRate, _minimum, (double)k / length);
    }

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _length, _growth, _minimum);
}
