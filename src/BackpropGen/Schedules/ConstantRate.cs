using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>η = factor · η₀ throughout.</summary>
public sealed class ConstantRate : LearningRateSchedule
{
    private readonly double _factor;

    /// <summary>A constant rate.</summary>
    /// <param name="factor">Times the base rate; not negative, default 1.</param>
    public ConstantRate(double factor = 1) => _factor = ScheduleNumbers.Factor(factor, nameof(ConstantRate), nameof(factor));

    /// <inheritdoc/>
    public override double Rate(long k, double baseRate) => _factor * baseRate;

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, _factor);
}
