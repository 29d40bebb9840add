using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>
/// Draws the losses of a training by epoch as a self-contained SVG picture. Colours stand as attributes, for readers without style sheets, and a style sheet
/// changes them for dark surroundings.
/// </summary>
internal sealed class HistoryChart
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Left = 76;
    private const int Right = 28;
    private const int Top = 64;
    private const int Bottom = 56;
    private const int PlotWidth = Width - Left - Right;
    private const int PlotHeight = Height - Top - Bottom;

    private const string Style = """
        <style>
          text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
          @media (prefers-color-scheme: dark) {
            .background { fill: #0d1117; }
            .title { fill: #e6edf3; }
            .label { fill: #9da7b3; }
            .grid { stroke: #262c36; }
            .axis { stroke: #6e7681; }
            .training { stroke: #58a6ff; }
            .validation { stroke: #f0a04b; }
            .training-point { fill: #58a6ff; }
            .validation-point { fill: #f0a04b; }
          }
        </style>
        """;

    private static readonly Series Training = new("training", "Training", "#0b62d6", null, epoch => epoch.Loss);
    private static readonly Series Validation = new("validation", "Validation", "#c2570c", "7 4", epoch => epoch.ValidationLoss);

    private readonly StringBuilder _svg = new();
    private readonly TrainingHistory _history;
    private readonly IReadOnlyList<Series> _series;
    private readonly ChartScale _scale;

    private HistoryChart(TrainingHistory history)
    {
        _history = history;
        Series[] all = [Training, Validation];
        _series = [.. all.Where(series => history.Any(epoch => double.IsFinite(series.Value(epoch))))];
        _scale = new ChartScale([.. _series.SelectMany(series => history.Select(series.Value)).Where(double.IsFinite)]);
    }

    /// <summary>The picture.</summary>
    public static string Draw(TrainingHistory history)
    {
        var chart = new HistoryChart(history);
        chart.DrawFrame();
        chart.DrawVerticalAxis();
        chart.DrawHorizontalAxis();
        chart._series.ToList().ForEach(chart.DrawSeries);
        chart.DrawLegend();
        return chart._svg.Append("</svg>\n").ToString();
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Line(FormattableString line) => _svg.Append(FormattableString.Invariant(line)).Append('\n');

    private void Text(double x, double y, int size, string anchor, string text, string type = "label", string colour = "#57606a", string more = "") =>
        Line($"""<text class="{type}" x="{N(x)}" y="{N(y)}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" font-family="sans-serif"{more}>{text}</text>""");

    private void DrawFrame()
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="title">""");
        Line($"""<title id="title">Loss by epoch over {_history.Count} epochs</title>""");
        _svg.Append(Style.ReplaceLineEndings("\n")).Append('\n');
        Line($"""<rect class="background" width="{Width}" height="{Height}" fill="#ffffff"/>""");
        Text(Left, 34, 18, "start", "Loss by epoch", "title", "#1f2328", " font-weight=\"600\"");
    }

    private void DrawVerticalAxis()
    {
        foreach (double tick in _scale.Ticks)
        {
            double y = Y(tick);
            Line($"""<line class="grid" x1="{Left}" y1="{N(y)}" x2="{Left + PlotWidth}" y2="{N(y)}" stroke="#e4e7eb"/>""");
            Text(Left - 10, y + 4, 12, "end", ChartScale.Label(tick));
        }

        double middle = Top + (PlotHeight / 2.0);
        Text(20, middle, 13, "middle", _scale.IsLogarithmic ? "loss (logarithmic)" : "loss", more: $" transform=\"rotate(-90 20 {N(middle)})\"");
    }

    private void DrawHorizontalAxis()
    {
        Line($"""<line class="axis" x1="{Left}" y1="{Top + PlotHeight}" x2="{Left + PlotWidth}" y2="{Top + PlotHeight}" stroke="#8c959f"/>""");
        foreach (int epoch in EpochTicks())
        {
            double x = X(epoch);
            Line($"""<line class="axis" x1="{N(x)}" y1="{Top + PlotHeight}" x2="{N(x)}" y2="{Top + PlotHeight + 5}" stroke="#8c959f"/>""");
            Text(x, Top + PlotHeight + 20, 12, "middle", epoch.ToString(CultureInfo.InvariantCulture));
        }

        Text(Left + (PlotWidth / 2.0), Height - 12, 13, "middle", "epoch");
    }

    private IEnumerable<int> EpochTicks()
    {
        const int wanted = 10;
        if (_history.Count == 0)
        {
            return [];
        }

        int first = _history[0].Epoch;
        int last = _history[^1].Epoch;
        int step = Math.Max(1, (int)ChartScale.RoundStep(Math.Max(1, last - first) / (double)wanted));
        return Enumerable.Range(first, last - first + 1).Where(epoch => epoch % step == 0 || epoch == first);
    }

    private void DrawSeries(Series series)
    {
        foreach (List<EpochRecord> run in series.Runs(_history))
        {
            if (run.Count == 1)
            {
                Line($"""<circle class="{series.Type}-point" cx="{N(X(run[0].Epoch))}" cy="{N(Y(series.Value(run[0])))}" r="3.5" fill="{series.Colour}"/>""");
                continue;
            }

            string points = string.Join(' ', series.Thin(run, PlotWidth).Select(epoch => $"{N(X(epoch.Epoch))},{N(Y(series.Value(epoch)))}"));
            Line($"""<polyline class="{series.Type}" points="{points}" fill="none" stroke="{series.Colour}" stroke-width="2" stroke-linejoin="round"{series.DashAttribute}/>""");
        }
    }

    private void DrawLegend()
    {
        if (_series.Count == 0)
        {
            Text(Left + (PlotWidth / 2.0), Top + (PlotHeight / 2.0), 14, "middle", "no finite loss");
        }

        double x = Width - Right - (_series.Count * 120);
        foreach (Series series in _series)
        {
            Line($"""<line class="{series.Type}" x1="{N(x)}" y1="29" x2="{N(x + 28)}" y2="29" stroke="{series.Colour}" stroke-width="2"{series.DashAttribute}/>""");
            Text(x + 36, 34, 13, "start", series.Name);
            x += 120;
        }
    }

    private double X(int epoch)
    {
        int first = _history[0].Epoch;
        int span = _history[^1].Epoch - first;
        return Left + (span == 0 ? PlotWidth / 2.0 : PlotWidth * (epoch - first) / (double)span);
    }

    private double Y(double value) => Top + (PlotHeight * (1 - _scale.Position(value)));
}
