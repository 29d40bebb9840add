using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Tests.Schedules;

/// <summary>The rates of <c>lr_schedules.json</c>, by id.</summary>
public sealed class ScheduleGoldenTests
{
    private static readonly Dictionary<string, LearningRateSchedule> Schedules = new()
    {
        ["step size=5 gamma=0.5"] = new StepDecay(5, 0.5),
        ["exponential gamma=0.9"] = new ExponentialDecay(0.9),
        ["cosine T_max=20 eta_min=0.001"] = new CosineDecay(20, 0.001),
        ["linear start=0.1 end=1 iters=5"] = new LinearWarmUp(5),
        ["multistep [3,9,14] gamma=0.2"] = new MultiStepDecay([3, 9, 14], 0.2),
        ["polynomial(lambda) power=2 total=20"] = new PolynomialDecay(20, power: 2),
    };

    public static TheoryData<string> Ids => [.. Cases().Select(c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rates_are_those_of_the_golden_file(string id)
    {
        JsonElement golden = Cases().Single(c => c.GetProperty("id").GetString() == id);
        double baseRate = golden.GetProperty("base_lr").GetDouble();
        double[] expected = [.. golden.GetProperty("lr").EnumerateArray().Select(r => r.GetDouble())];
        LearningRateSchedule schedule = Schedules[id];

        for (int k = 0; k < expected.Length; k++)
        {
            double rate = schedule.Rate(k, baseRate);
            Assert.True(Math.Abs(rate - expected[k]) <= 1e-14 * baseRate, $"{id}: at {k} expected {expected[k]:R}, got {rate:R}");
        }

        Assert.Equal(21, expected.Length);
    }

    private static IEnumerable<JsonElement> Cases() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "lr_schedules.json"))).RootElement.GetProperty("cases").EnumerateArray();
}
