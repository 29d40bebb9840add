using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<LearningRateSchedule> All =>
    [
        new ConstantRate(),
        new StepDecay(2),
        new MultiStepDecay([1, 3]),
        new ExponentialDecay(0.9),
        new PolynomialDecay(9, 2, 0.01),
        new CosineDecay(8),
        new CosineRestarts(3, 2),
        new OneCycle(10),
        new LinearWarmUp(4),
        new ReduceOnPlateau(),
        new LinearWarmUp(4).Then(4, new CosineDecay(6)),
        new LinearWarmUp(4).Times(new StepDecay(3) { PerEpoch = true }).Times(new ReduceOnPlateau()),
    ];

    // PyTorch's OneCycleLR(max_lr=0.1, total_steps=10): the peak at 0.3 · 10 − 1 = 2, the end at 9
    [Fact]
    public void One_cycle_rises_to_the_base_rate_and_falls_to_almost_nothing()
    {
        var schedule = new OneCycle(10);
        Assert.Equal(0.1 / 25, schedule.Rate(0, 0.1), 15);
        Assert.Equal((0.1 + (0.1 / 25)) / 2, schedule.Rate(1, 0.1), 15);
        Assert.Equal(0.1, schedule.Rate(2, 0.1), 15);
        double end = 0.1 / 25 / 1e4;
        Assert.Equal(end + ((0.1 - end) * (1 + Math.Cos(Math.PI * 3 / 7)) / 2), schedule.Rate(5, 0.1), 15);
        Assert.Equal(end, schedule.Rate(9, 0.1), 15);
        Assert.Equal(end, schedule.Rate(1000, 0.1), 15);
    }

    [Theory]
    [InlineData(1, new long[] { 0, 3, 6, 9, 300 })]
    [InlineData(2, new long[] { 0, 3, 9, 21, 45 })]
    public void Cosine_cycles_restart_at_the_base_rate(int growth, long[] restarts)
    {
        var schedule = new CosineRestarts(3, growth, 0.01);
        foreach (long k in restarts)
        {
            Assert.Equal(0.1, schedule.Rate(k, 0.1));
            Assert.True(schedule.Rate(k + 1, 0.1) < 0.1);
            Assert.True(k == 0 || schedule.Rate(k - 1, 0.1) < 0.05);
        }
    }

    [Fact]
    public void A_sequence_starts_its_second_schedule_from_0()
    {
        LearningRateSchedule schedule = new LinearWarmUp(5, 0.2).Then(5, new StepDecay(2, 0.5)).Then(9, new ConstantRate(0.01));
        double[] rates = [.. Enumerable.Range(0, 11).Select(k => schedule.Rate(k, 1))];
        double[] expected = [0.2, 0.36, 0.52, 0.68, 0.84, 1, 1, 0.5, 0.5, 0.01, 0.01];
        Assert.All(expected.Zip(rates), pair => Assert.Equal(pair.First, pair.Second, 14));
    }

    [Fact]
    public void A_product_may_count_updates_and_epochs()
    {
        LearningRateSchedule schedule = new LinearWarmUp(10, 0).Times(new StepDecay(1, 0.5) { PerEpoch = true });

        Assert.Equal(0.5 * 0.3, schedule.Rate(new SchedulePosition(3, 1), 1, []), 15);
        Assert.Equal(0.25, schedule.Rate(new SchedulePosition(30, 2), 1, []), 15);
        Assert.Throws<InvalidOperationException>(() => schedule.Rate(3, 1));
    }

    [Fact]
    public void A_sequence_of_different_units_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => new LinearWarmUp(4).Then(4, new CosineDecay(6) { PerEpoch = true }));
        Assert.Contains("PerEpoch", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Per_epoch_the_updates_do_not_count()
    {
        var schedule = new ExponentialDecay(0.5) { PerEpoch = true };
        Assert.Equal(0.25, schedule.Rate(new SchedulePosition(123, 2), 1, []));
    }

    // PyTorch's ReduceLROnPlateau(patience=1, factor=0.5, threshold=0, cooldown=2) by hand: bad epochs 1, 2 → reduce; two epochs of cool-down; then again
    [Fact]
    public void A_plateau_reduces_after_patience_and_rests_while_cooling_down()
    {
        var schedule = new ReduceOnPlateau { Patience = 1, Factor = 0.5, Threshold = 0, CoolDown = 2 };
        double[] state = new double[schedule.StateCount];
        double[] losses = [3, 2, 2, 2, 2, 2, 2, 2, 1, 1];
        double[] expected = [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25];
        foreach ((double loss, double rate) in losses.Zip(expected))
        {
            schedule.Observe(loss, state);
            Assert.Equal(rate, schedule.Rate(default, 1, state));
        }
    }

    [Fact]
    public void A_plateau_never_reduces_below_its_minimum()
    {
        var schedule = new ReduceOnPlateau { Patience = 0, Minimum = 0.03 };
        double[] state = new double[schedule.StateCount];
        for (int i = 0; i < 5; i++)
        {
            schedule.Observe(1, state);
        }

        Assert.Equal(0.03, schedule.Rate(default, 1, state));
        Assert.Equal(0.01, schedule.Rate(default, 0.01, state));
    }

    [Fact]
    public void Negative_losses_improve_downwards_too()
    {
        var schedule = new ReduceOnPlateau { Patience = 0, Threshold = 0.1 };
        double[] state = new double[schedule.StateCount];
        foreach (double loss in (double[])[-1, -1.2, -1.4])
        {
            schedule.Observe(loss, state);
        }

        Assert.Equal(1, schedule.Rate(default, 1, state));
        schedule.Observe(-1.45, state);
        Assert.Equal(0.1, schedule.Rate(default, 1, state), 15);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_text_is_the_same_in_every_culture(LearningRateSchedule schedule)
    {
        string text = schedule.ToString();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(text, schedule.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Texts_tell_kinds_numbers_and_units() =>
        Assert.Equal(
            "(LinearWarmUp(4, 0.1, 1) times StepDecay(3, 0.1; per epoch))",
            new LinearWarmUp(4).Times(new StepDecay(3) { PerEpoch = true }).ToString());

    [Theory]
    [MemberData(nameof(All))]
    public void Rates_allocate_nothing(LearningRateSchedule schedule)
    {
        double[] state = new double[schedule.StateCount];
        double sum = 0;
        Runtime.AllocationAssert.None(() =>
        {
            sum += schedule.Rate(new SchedulePosition(7, 2), 0.1, state);
            schedule.Observe(sum, state);
        });
    }

    [Fact]
    public void What_is_out_of_range_is_refused_by_name()
    {
        Refused("StepDecay.every", () => new StepDecay(0));
        Refused("ExponentialDecay.factor", () => new ExponentialDecay(double.NaN));
        Refused("CosineDecay.minimum", () => new CosineDecay(5, -1));
        Refused("OneCycle.Rise", () => new OneCycle(5) { Rise = 1 });
        Refused("ReduceOnPlateau.Factor", () => new ReduceOnPlateau { Factor = 1 });
        Refused("MultiStepDecay.milestones", () => new MultiStepDecay([3, 3]));

        static void Refused(string name, Func<object> make) => Assert.StartsWith(name, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
    }
}
