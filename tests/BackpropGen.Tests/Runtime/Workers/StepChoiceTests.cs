using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>The choice between steps on several threads and alone, on a clock of its own.</summary>
public sealed class StepChoiceTests
{
    private const double Alone = 1000;

    /// <summary>A run of steps whose times are given; returns its time and how many steps were shared.</summary>
    private static (double Time, int Shared) Run(ref StepChoice choice, ref double clock, int steps, Func<int, double> sharedTime)
    {
        double start = clock;
        int shared = 0;
        for (int step = 0; step < steps; step++)
        {
            bool isShared = choice.Begin((long)clock);
            double ticks = isShared ? sharedTime(step) : Alone;
            shared += isShared ? 1 : 0;
            clock += ticks;
            choice.End((long)clock, ticks);
        }

        return (clock - start, shared);
    }

    [Fact]
    public void Free_cores_are_used_in_all_steps_but_few()
    {
        StepChoice choice = default;
        double clock = 0;
        var (time, shared) = Run(ref choice, ref clock, 10_000, _ => Alone / 2);
        Assert.InRange(shared, 9_900, 9_999);
        Assert.InRange(time, 10_000 * Alone / 2, 10_000 * Alone / 2 * 1.01);
    }

    [Theory]
    [InlineData(1.02)]
    [InlineData(1.2)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(50)]
    public void Busy_cores_cost_little_however_slow_they_make_shared_steps(double slowness)
    {
        StepChoice choice = default;
        double clock = 0;
        var (time, shared) = Run(ref choice, ref clock, 10_000, _ => Alone * slowness);
        Assert.InRange(shared, 4, 5_000);
        Assert.InRange(time, 10_000 * Alone, 10_000 * Alone * 1.05);
    }

    [Theory]
    [InlineData(0.6, 5, 6)]
    [InlineData(0.6, 6, 8)]
    [InlineData(0.9, 30, 20)]
    public void Rare_long_steps_count_as_what_they_cost(double usual, double late, int period)
    {
        StepChoice choice = default;
        double clock = 0;
        var (time, _) = Run(ref choice, ref clock, 20_000, step => Alone * (step % period == period - 1 ? late : usual));
        Assert.InRange(time, 0, 20_000 * Alone * 1.05);
    }

    [Fact]
    public void A_late_thread_now_and_then_does_not_end_sharing()
    {
        StepChoice choice = default;
        double clock = 0;
        var (_, shared) = Run(ref choice, ref clock, 10_000, step => Alone * (step % 500 == 499 ? 5 : 0.55));
        Assert.InRange(shared, 9_800, 10_000);
    }

    [Fact]
    public void Cores_that_become_free_are_found()
    {
        StepChoice choice = default;
        double clock = 0;
        _ = Run(ref choice, ref clock, 5_000, _ => Alone * 3);
        _ = Run(ref choice, ref clock, 5_000, _ => Alone / 2);
        var (_, shared) = Run(ref choice, ref clock, 1_000, _ => Alone / 2);
        Assert.InRange(shared, 980, 1_000);
    }

    [Fact]
    public void Cores_that_become_busy_are_left()
    {
        StepChoice choice = default;
        double clock = 0;
        _ = Run(ref choice, ref clock, 5_000, _ => Alone / 2);
        var (_, shared) = Run(ref choice, ref clock, 1_000, _ => Alone * 3);
        Assert.InRange(shared, 1, 30);
    }
}
