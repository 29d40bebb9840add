using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>η = η₀ · factorⁿ with n = ⌊k / every⌋.</summary>
public sealed class StepDecay : LearningRateSchedule
{
    private readonly long _every;
    private readonly double _factor;

    /// <summary>A decay in equal steps.</summary>
    /// <param name="every">Updates or epochs between steps, at least 1.</param>
    /// <param name="factor">What each step multiplies the rate by; not negative, default 0.1.</param>
    public StepDecay(long every, double factor = 0.1)
    {
        _every = ScheduleNumbers.Length(every, nameof(StepDecay), nameof(every));
        _factor = ScheduleNumbers.Factor(factor, nameof(StepDecay), nameof(factor));
    }

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate) => baseRate * ScheduleNumbers.Power(_factor, k / _every);

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _every, _factor);
}
