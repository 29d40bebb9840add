using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>η = η₀ · factorᵏ.</summary>
public sealed class ExponentialDecay : LearningRateSchedule
{
    private readonly double _factor;

    /// <summary>A decay by the same factor each time.</summary>
    /// <param name="factor">Not negative; below 1 to decay.</param>
    public ExponentialDecay(double factor) => _factor = ScheduleNumbers.Factor(factor, nameof(ExponentialDecay), nameof(factor));

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate) => baseRate * ScheduleNumbers.Power(_factor, k);

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _factor);
}
