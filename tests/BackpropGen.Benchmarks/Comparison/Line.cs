using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>A measured line of the table.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Call">What of ours was called.</param>
/// <param name="Seconds">Ours: the median of a call.</param>
/// <param name="Rival">What it is held against.</param>
/// <param name="RivalSeconds">The rival's median.</param>
/// <param name="Ratio">Ours divided by the rival's; against the peak the share of it.</param>
/// <param name="Target">The target's text; empty without one.</param>
/// <param name="Hit">Whether the target is hit; null without one, or without its rival.</param>
/// <param name="Flops">Floating point operations a second.</param>
/// <param name="Share">Share of the core's peak.</param>
internal sealed record Line(string Workload, string Call, double Seconds, string Rival, double RivalSeconds, double Ratio, string Target, bool? Hit, double Flops, double Share)
{
    /// <summary>The lines of a case.</summary>
    public static IEnumerable<Line> Of(Lineup lineup, Dictionary<IContender, Samples> samples, Samples peak)
    {
        foreach (Target target in lineup.Case.Targets)
        {
            IContender subject = lineup.Of(target.Subject);
            Samples ours = samples[subject];
            double flops = lineup.Workload.Flops(subject.Mode, subject.Mode == Mode.Rows ? 1 : lineup.Case.Batch);
            double share = peak.RatioTo(ours) * flops; // seconds of an operation at the peak, times operations, by the seconds they took
            bool isPeak = target.Against == Against.Peak;
            Samples? rival = isPeak ? peak : FastestRival(lineup, samples, target, subject);
            double ratio = isPeak ? share : rival is null ? double.NaN : ours.RatioTo(rival);
            string text = target.Limit is not double limit ? "" : isPeak ? $"≥ {Percent(limit)}" : $"≤ {limit.ToString("0.00#", CultureInfo.InvariantCulture)}";
            yield return new(lineup.Workload.Name, Describe(lineup.Case, subject), ours.Median, rival?.Name ?? "absent", isPeak ? double.NaN : rival?.Median ?? double.NaN, ratio, text,
                rival is null || target.Limit is null ? null : isPeak ? ratio >= target.Limit : ratio <= target.Limit, flops / ours.Median, share);
        }
    }

    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Describe(Case @case, IContender subject) => $"{subject.Name} b{@case.Batch}{(@case.OtherCoreBusy ? ", other core busy" : "")}";

    /// <summary>The fastest of those the target names. A row after row in one call competes with single steps, too: they do the same.</summary>
    private static Samples? FastestRival(Lineup lineup, Dictionary<IContender, Samples> samples, Target target, IContender subject)
    {
        if (target.Against == Against.OwnStep)
        {
            return samples[lineup.Of(Own.Step)];
        }

        return lineup.Peers
            .Where(peer => (peer.Mode == subject.Mode || subject.Mode == Mode.Rows) && peer.Name.StartsWith(target.Against, StringComparison.Ordinal))
            .Select(peer => samples[peer])
            .MinBy(s => s.Median);
    }
}
