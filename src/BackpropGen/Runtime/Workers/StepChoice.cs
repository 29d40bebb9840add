namespace BackpropGen.Runtime;

/// <summary>
/// Decides from the times of steps of one size whether they run on several threads or alone. Where another process wants the other cores, a step that waits for
/// threads that do not run takes longer than one that does everything itself.
/// </summary>
/// <remarks>
/// Several threads are the rule. What they win or lose against the known time of a step alone is summed up; when the sum has become a loss of a step, some time is
/// spent alone, in proportion to what was lost, so that the trials cost a small share of the whole. All times are in ticks of one clock.
/// </remarks>
internal struct StepChoice
{
    /// <summary>Steps before the first measurement: memory is touched, code compiled, threads started.</summary>
    private const int WarmUpSteps = 3;

    /// <summary>Steps alone that are measured one after the other.</summary>
    private const int ProbeSteps = 2;

    /// <summary>Steps' time between such probes: they cost less than 1 % of it.</summary>
    private const double ProbeInterval = 256;

    /// <summary>Steps' time that may be lost before several threads are given up; one late thread costs so much now and then.</summary>
    private const double AllowedLoss = 1;

    /// <summary>Steps' time that is kept of what was won, against losses to come.</summary>
    private const double Reserve = 8;

    /// <summary>Time alone for each tick lost: trials cost 1 / 32 of the time, and less each time they fail.</summary>
    private const double RestPerLoss = 32;

    /// <summary>Failures in a row after which the time alone grows no more: 8 times as long.</summary>
    private const int MaxFailures = 3;

    /// <summary>What a new time counts in the moving average.</summary>
    private const double Weight = 0.125;

    private Phase _phase;

    private int _steps;

    private int _failures;

    private double _alone;

    private double _balance;

    private long _next;

    private enum Phase
    {
        WarmUp,
        Probe,
        Shared,
        Alone,
    }

    /// <summary>Whether the next step is shared among the threads.</summary>
    /// <param name="now">The time.</param>
    public bool Begin(long now)
    {
        if (_phase == Phase.Shared && now >= _next)
        {
            (_phase, _steps) = (Phase.Probe, 0);
        }
        else if (_phase == Phase.Alone && now >= _next)
        {
            Share(now);
            _balance = 0;
        }

        return _phase is Phase.WarmUp or Phase.Shared;
    }

    /// <summary>Takes the time of the step.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ticks">How long the step took.</param>
    public void End(long now, double ticks)
    {
        switch (_phase)
        {
            case Phase.WarmUp:
                if (++_steps == WarmUpSteps)
                {
                    (_phase, _steps) = (Phase.Probe, 0);
                }

                break;
            case Phase.Probe:
                Learn(ticks);
                if (++_steps == ProbeSteps)
                {
                    Share(now);
                }

                break;
            case Phase.Alone:
                Learn(ticks);
                break;
            default:
                Judge(now, ticks - _alone);
                break;
        }
    }

    private void Share(long now)
    {
        _phase = Phase.Shared;
        _next = now + (long)(ProbeInterval * _alone);
    }

    /// <summary>A step alone. One that was held up counts as twice the usual at most; of the first ones the shorter is the usual.</summary>
    private void Learn(double ticks)
    {
        if (_alone == 0 || (ticks < _alone && _phase == Phase.Probe))
        {
            _alone = ticks;
        }
        else
        {
            _alone += Weight * (double.Min(ticks, 2 * _alone) - _alone);
        }
    }

    private void Judge(long now, double loss)
    {
        _balance = double.Max(_balance + loss, -Reserve * _alone);
        if (_balance <= -Reserve * _alone)
        {
            _failures = 0;
        }
        else if (_balance > AllowedLoss * _alone)
        {
            _phase = Phase.Alone;
            _next = now + (long)(_balance * RestPerLoss * (1 << _failures));
            _failures = int.Min(_failures + 1, MaxFailures);
        }
    }
}
