using System;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// Multiplies the rate by <see cref="Factor"/> when the loss has not improved for more than <see cref="Patience"/> epochs: η = max(η₀ · factorⁿ, <see cref="Minimum"/>), n the
/// number of such times. An improvement is a loss below best − <see cref="Threshold"/> · |best|.
/// </summary>
/// <remarks>Always by epochs. Its state is number of losses seen, best loss, epochs without improvement, epochs of <see cref="CoolDown"/> left, and n.</remarks>
public sealed class ReduceOnPlateau : LearningRateSchedule
{
    private const int Seen = 0;
    private const int Best = 1;
    private const int Waited = 2;
    private const int CoolingLeft = 3;
    private const int Reductions = 4;

    /// <summary>What a reduction multiplies the rate by, between 0 and 1. Default 0.1.</summary>
    public double Factor
    {
        get;
        init => field = ScheduleNumbers.Share(value, nameof(ReduceOnPlateau), nameof(Factor));
    }

    = 0.1;

    /// <summary>Epochs without improvement that are let pass, 0 or more. Default 10.</summary>
    public int Patience
    {
        get;
        init => field = (int)ScheduleNumbers.Factor(value, nameof(ReduceOnPlateau), nameof(Patience));
    }

    = 10;

    /// <summary>By what share of itself the best loss must fall to count as improved, 0 or more. Default 0.0001.</summary>
    public double Threshold
    {
        get;
        init => field = ScheduleNumbers.Factor(value, nameof(ReduceOnPlateau), nameof(Threshold));
    }

    = 1e-4;

    /// <summary>Epochs after a reduction in which none counts as one without improvement, 0 or more. Default 0.</summary>
    public int CoolDown
    {
        get;
        init => field = (int)ScheduleNumbers.Factor(value, nameof(ReduceOnPlateau), nameof(CoolDown));
    }

    /// <summary>The rate is never reduced below this. Default 0.</summary>
    public double Minimum
    {
        get;
        init => field = ScheduleNumbers.Factor(value, nameof(ReduceOnPlateau), nameof(Minimum));
    }

    /// <inheritdoc/>
    public override int StateCount => 5;

    /// <summary>The rate before any loss was seen: the base rate.</summary>
    public override double Rate(long k, double baseRate) => baseRate;

    /// <inheritdoc/>
    public override double Rate(SchedulePosition position, double baseRate, ReadOnlySpan<double> state)
    {
        double rate = baseRate * ScheduleNumbers.Power(Factor, (long)state[Reductions]);
        return Math.Max(rate, Math.Min(Minimum, baseRate));
    }

    /// <inheritdoc/>
    public override void Observe(double loss, Span<double> state)
    {
        bool improved = state[Seen] == 0 || loss < state[Best] - (Threshold * Math.Abs(state[Best]));
        state[Seen]++;
        state[Waited] = improved ? 0 : state[Waited] + 1;
        if (improved)
        {
            state[Best] = loss;
        }

        if (state[CoolingLeft] > 0)
        {
            state[CoolingLeft]--;
            state[Waited] = 0;
        }

        if (state[Waited] > Patience)
        {
            state[Reductions]++;
            state[Waited] = 0;
            state[CoolingLeft] = CoolDown;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => ScheduleNumbers.Text(this, Factor, Patience, Threshold, CoolDown, Minimum);
}
