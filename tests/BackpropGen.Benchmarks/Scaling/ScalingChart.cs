using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Benchmarks;

/// <summary>Curves of GFLOP/s over the width, a panel a batch size, as a picture that needs no script and reads on light and dark pages.</summary>
internal static class ScalingChart
{
    /// <summary>The series of this library.</summary>
    public const string Ours = "BackpropGen";

    /// <summary>The line of the core's peak.</summary>
    public const string Peak = "FMA peak";

    private const int PanelWidth = 250, PanelHeight = 170, Columns = 3, Left = 46, Top = 84, GapX = 52, GapY = 56, Ticks = 4;

    private static readonly (string Series, string Color, string Dash)[] Styles =
    [
        (Peak, "#8a8a8a", "4 3"), ("OpenBLAS", "#d9822b", ""), ("oneDNN", "#3a7fc4", ""), ("Eigen", "#9a6fb0", ""), (Ours, "#2e8b57", ""),
    ];

    public static string Draw(IReadOnlyList<ScalingPoint> points, string machine)
    {
        int[] widths = [.. points.Select(point => point.Width).Distinct().Order()];
        int[] batches = [.. points.Select(point => point.Batch).Distinct().Order()];
        double top = Math.Ceiling(points.Max(point => point.Gigaflops) / 20) * 20;
        int rows = (batches.Length + Columns - 1) / Columns;
        int totalWidth = Left + (Columns * (PanelWidth + GapX)), totalHeight = Top + (rows * (PanelHeight + GapY)) + 8;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {totalWidth} {totalHeight}\" font-family=\"system-ui, sans-serif\" font-size=\"11\">");
        Line(svg, $"<style>text {{ fill: #333 }} .grid {{ stroke: #8884 }} @media (prefers-color-scheme: dark) {{ text {{ fill: #ddd }} }}</style>");
        Line(svg, $"<title>GFLOP/s of a training step over the width of a network n-n-n-n, for batches of {batches[0]} to {batches[^1]} rows</title>");
        Line(svg, $"<text x=\"{Left}\" y=\"18\" font-size=\"14\">Training step of n-n-n-n, one core: GFLOP/s over n</text>");
        Line(svg, $"<text x=\"{Left}\" y=\"34\" opacity=\"0.7\">{machine.Replace("&", "&amp;", StringComparison.Ordinal)}</text>");
        Legend(svg, points);
        for (int i = 0; i < batches.Length; i++)
        {
            int x = Left + (i % Columns * (PanelWidth + GapX)), y = Top + (i / Columns * (PanelHeight + GapY));
            Line(svg, $"<g transform=\"translate({x} {y})\">");
            Axes(svg, widths, batches[i], top);
            Curves(svg, points.Where(point => point.Batch == batches[i]), widths, top);
            Line(svg, $"</g>");
        }

        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private static void Legend(StringBuilder svg, IReadOnlyList<ScalingPoint> points)
    {
        int x = Left;
        foreach ((string series, string color, string dash) in Styles.Where(style => points.Any(point => point.Series == style.Series)))
        {
            Line(svg, $"<line x1=\"{x}\" y1=\"47\" x2=\"{x + 20}\" y2=\"47\" stroke=\"{color}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/><text x=\"{x + 25}\" y=\"51\">{series}</text>");
            x += 115;
        }
    }

    private static void Axes(StringBuilder svg, int[] widths, int batch, double top)
    {
        Line(svg, $"<text x=\"0\" y=\"-8\" font-weight=\"600\">batch {batch}</text>");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double y = PanelHeight - (PanelHeight * tick / (double)Ticks);
            Line(svg, $"<line class=\"grid\" x1=\"0\" y1=\"{y:F1}\" x2=\"{PanelWidth}\" y2=\"{y:F1}\"/><text x=\"-6\" y=\"{y + 4:F1}\" text-anchor=\"end\">{top * tick / Ticks:F0}</text>");
        }

        for (int i = 0; i < widths.Length; i += 3)
        {
            Line(svg, $"<text x=\"{X(i, widths):F1}\" y=\"{PanelHeight + 15}\" text-anchor=\"middle\">{widths[i]}</text>");
        }
    }

    private static void Curves(StringBuilder svg, IEnumerable<ScalingPoint> points, int[] widths, double top)
    {
        ILookup<string, ScalingPoint> series = points.ToLookup(point => point.Series);
        foreach ((string name, string color, string dash) in Styles)
        {
            string path = string.Join(' ', series[name].Select(point => string.Create(CultureInfo.InvariantCulture,
                $"{X(Array.IndexOf(widths, point.Width), widths):F1},{PanelHeight * (1 - (point.Gigaflops / top)):F1}")));
            if (path.Length > 0)
            {
                Line(svg, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{(name == Ours ? 2.5 : 1.5)}\" stroke-dasharray=\"{dash}\"/>");
            }
        }
    }

    private static double X(int index, int[] widths) => widths.Length == 1 ? PanelWidth / 2.0 : PanelWidth * index / (widths.Length - 1.0);

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
