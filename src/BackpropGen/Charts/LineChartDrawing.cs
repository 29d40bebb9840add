using System.Collections.Generic;
using System.Linq;
using static BackpropGen.Runtime.SvgWriter;

namespace BackpropGen.Runtime;

/// <summary>Draws a <see cref="LineChart"/>.</summary>
internal sealed class LineChartDrawing
{
    private const int Width = 760;
    private const int Height = 440;
    private const int Left = 76;
    private const int Right = 28;
    private const int Top = 72;
    private const int Bottom = 56;
    private const int PlotWidth = Width - Left - Right;
    private const int PlotHeight = Height - Top - Bottom;

    private static readonly string[] Dashes = ["", " stroke-dasharray=\"7 4\"", " stroke-dasharray=\"2 4\"", " stroke-dasharray=\"9 3 2 3\"", ""];

    private readonly LineChart _chart;
    private readonly SvgWriter _svg;
    private readonly ChartScale _vertical;
    private readonly double _low;
    private readonly double _high;

    /// <summary>Finds the scales.</summary>
    public LineChartDrawing(LineChart chart)
    {
        _chart = chart;
        _svg = new SvgWriter(Width, Height, chart.Title);
        _vertical = new ChartScale([.. chart.Series.SelectMany(series => series.Finite).Select(point => point.Y)], chart.MayBeLogarithmic);
        double[] x = [.. chart.Series.SelectMany(series => series.Finite).Select(point => point.X).DefaultIfEmpty(0)];
        (_low, _high) = x.Min() < x.Max() ? (x.Min(), x.Max()) : (x[0] - 0.5, x[0] + 0.5);
    }

    /// <summary>The picture.</summary>
    public string Draw()
    {
        _svg.Title(Left, _chart.Title);
        DrawAxes();
        for (int i = 0; i < _chart.Series.Count; i++)
        {
            DrawSeries(_chart.Series[i], i);
        }

        DrawLegend();
        return _svg.Finish();
    }

    private void DrawAxes()
    {
        foreach (double tick in _vertical.Ticks)
        {
            _svg.Grid(Left, Y(tick), Left + PlotWidth, Y(tick));
            _svg.Text(Left - 10, Y(tick) + 4, 12, "end", ChartScale.Label(tick));
        }

        double bottom = Top + PlotHeight;
        _svg.Axis(Left, bottom, Left + PlotWidth, bottom);
        foreach (double tick in ChartScale.LinearTicks(_low, _high, _chart.HasWholeX ? 1 : 0).Where(tick => tick >= _low && tick <= _high))
        {
            _svg.Axis(X(tick), bottom, X(tick), bottom + 5);
            _svg.Text(X(tick), bottom + 20, 12, "middle", ChartScale.Label(tick));
        }

        double middle = Top + (PlotHeight / 2.0);
        _svg.Text(Left + (PlotWidth / 2.0), Height - 12, 13, "middle", _chart.XLabel);
        _svg.Text(20, middle, 13, "middle", _chart.YLabel + (_vertical.IsLogarithmic ? " (logarithmic)" : ""), more: $" transform=\"rotate(-90 20 {N(middle)})\"");
    }

    private void DrawSeries(ChartSeries series, int index)
    {
        (string type, string colour) = Series(index);
        if (series.IsPoints)
        {
            foreach ((double x, double y) in series.Finite)
            {
                _svg.Line($"""<circle class="{type}-fill" cx="{N(X(x))}" cy="{N(Y(y))}" r="3" fill="{colour}" fill-opacity="0.75"/>""");
            }

            return;
        }

        foreach (IReadOnlyList<(double X, double Y)> run in ChartRuns.Of(series))
        {
            if (run.Count == 1)
            {
                _svg.Line($"""<circle class="{type}-fill" cx="{N(X(run[0].X))}" cy="{N(Y(run[0].Y))}" r="3.5" fill="{colour}"/>""");
                continue;
            }

            string points = string.Join(' ', ChartRuns.Thin(run, PlotWidth).Select(point => $"{N(X(point.X))},{N(Y(point.Y))}"));
            _svg.Line($"""<polyline class="{type}" points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"{Dash(index)}/>""");
        }
    }

    private void DrawLegend()
    {
        if (!_chart.Series.Any(series => series.Finite.Any()))
        {
            _svg.Text(Left + (PlotWidth / 2.0), Top + (PlotHeight / 2.0), 14, "middle", "no finite " + _chart.YLabel);
        }

        double x = Left;
        for (int i = 0; i < _chart.Series.Count && _chart.Series.Count > 1; i++)
        {
            (string type, string colour) = Series(i);
            if (_chart.Series[i].IsPoints)
            {
                _svg.Line($"""<circle class="{type}-fill" cx="{N(x + 12)}" cy="52" r="3" fill="{colour}"/>""");
            }
            else
            {
                _svg.Line($"""<line class="{type}" x1="{N(x)}" y1="52" x2="{N(x + 24)}" y2="52" stroke="{colour}" stroke-width="2"{Dash(i)}/>""");
            }

            _svg.Text(x + 31, 56, 13, "start", _chart.Series[i].Name);
            x += 56 + (7.2 * _chart.Series[i].Name.Length);
        }
    }

    // a single curve needs no dashes to be told apart
    private string Dash(int index) => _chart.Series.Count(series => !series.IsPoints) > 1 ? Dashes[index % Dashes.Length] : string.Empty;

    private double X(double value) => Left + (PlotWidth * (value - _low) / (_high - _low));

    private double Y(double value) => Top + (PlotHeight * (1 - _vertical.Position(value)));
}
