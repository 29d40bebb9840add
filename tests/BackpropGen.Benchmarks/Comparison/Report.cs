using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BackpropGen.Benchmarks;

/// <summary>The comparison as text and as Markdown.</summary>
internal static class Report
{
    private static readonly string[] Heads = ["", "call", "ours", "against", "its time", "ratio", "target", "", "GFLOP/s", "of peak"];

    /// <summary>Processor, runtime, vector widths.</summary>
    public static string Machine()
    {
        string cpu = !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString()
            : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";
        int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        return $"{cpu}, {Environment.ProcessorCount} cores; {RuntimeInformation.FrameworkDescription}, vectors of {width} bits{(Fma.IsSupported ? ", FMA" : "")}";
    }

    /// <summary>How many threads wanted to run over the last minute.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>All contenders of a case, the fastest first.</summary>
    public static string Details(Lineup lineup, Dictionary<IContender, Samples> samples)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"{lineup.Case}: {lineup.Workload.Text}; {lineup.Rows} rows a pass");
        foreach ((IContender contender, Samples times) in samples.OrderBy(pair => pair.Value.Median))
        {
            double flops = lineup.Workload.Flops(contender.Mode, contender.Mode == Mode.Rows ? 1 : lineup.Case.Batch) / times.Median;
            text.WriteLine($"  {(contender.IsOwn ? '*' : ' ')} {contender.Name + (contender.Mode == Mode.Rows && !contender.IsOwn ? ", rows" : ""),-32} {Time(times.Median),10}  p10 {Time(times.Quiet),10}  {flops / 1e9,8:F2} GFLOP/s");
        }

        return text.ToString();
    }

    /// <summary>The table for a terminal.</summary>
    public static string Text(IReadOnlyList<Line> lines)
    {
        string[][] rows = [Heads, .. lines.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, Heads.Length).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, i) => i is 2 or 4 or 5 or 8 or 9 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd())) + "\n";
    }

    /// <summary>The table for a document.</summary>
    public static string Markdown(IReadOnlyList<Line> lines) =>
        $"| {string.Join(" | ", Heads)} |\n|---|---|--:|---|--:|--:|---|---|--:|--:|\n" + string.Concat(lines.Select(line => $"| {string.Join(" | ", Cells(line))} |\n"));

    /// <summary>A time with three digits and its unit.</summary>
    public static string Time(double seconds)
    {
        (double value, string unit) = seconds switch { double.NaN => (0, ""), < 1e-6 => (seconds * 1e9, "ns"), < 1e-3 => (seconds * 1e6, "µs"), _ => (seconds * 1e3, "ms") };
        return unit.Length == 0 ? "" : value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + unit;
    }

    private static string[] Cells(Line line) =>
    [
        line.Workload, line.Call, Time(line.Seconds), line.Rival, Time(line.RivalSeconds),
        double.IsNaN(line.Ratio) ? "" : line.Rival == Against.Peak ? Line.Percent(line.Ratio) : line.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
        line.Target, line.Hit switch { true => "hit", false => "miss", null => "" },
        (line.Flops / 1e9).ToString("0.0", CultureInfo.InvariantCulture), Line.Percent(line.Share),
    ];
}
