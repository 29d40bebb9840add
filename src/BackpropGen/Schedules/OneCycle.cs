using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// One cycle (Smith and Topin, 2018, in PyTorch's form): along half a cosine from η₀ / <see cref="StartDivisor"/> up to η₀, the largest rate, then along
/// another one down to the first rate / <see cref="EndDivisor"/>, where it stays.
/// </summary>
public sealed class OneCycle : LearningRateSchedule
{
    private readonly long _length;

    /// <summary>One cycle.</summary>
    /// <param name="length">Updates or epochs of it, at least 2.</param>
    public OneCycle(long length) => _length = length >= 2
        ? length
        : throw new ArgumentOutOfRangeException(nameof(length), length, "OneCycle.length: expected 2 or more.");

    /// <summary>The share of the cycle in which the rate rises, between 0 and 1. Default 0.3.</summary>
    public double Rise
    {
        get;
        init => field = ScheduleNumbers.Share(value, nameof(OneCycle), nameof(Rise));
    }

    = 0.3;

    /// <summary>How many times smaller than the largest rate the first one is. Default 25.</summary>
    public double StartDivisor
    {
        get;
        init => field = ScheduleNumbers.Positive(value, nameof(OneCycle), nameof(StartDivisor));
    }

    = 25;

    /// <summary>How many times smaller than the first rate the last one is. Default 10,000.</summary>
    public double EndDivisor
    {
        get;
        init => field = ScheduleNumbers.Positive(value, nameof(OneCycle), nameof(EndDivisor));
    }

    = 1e4;

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate)
    {
        double first = baseRate / StartDivisor;
        double last = _length - 1;
        double top = Math.Max((Rise * _length) - 1, 0);
        double place = Math.Min(k, last);
        return place < top
            ? ScheduleNumbers.HalfCosine(first, baseRate, place / top)
            : ScheduleNumbers.HalfCosine(baseRate, first / EndDivisor, (place - top) / (last - top));
    }

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _length, Rise, StartDivisor, EndDivisor);
}
