using System;
using System.Collections.Generic;
using System.Linq;
using static BackpropGen.Runtime.SvgWriter;

namespace BackpropGen.Runtime;

/// <summary>Draws the contours of a plane: regions from deep blue to yellow, their borders, a scale beside them, and a cross at the present parameters.</summary>
internal sealed class ContourDrawing
{
    private const int Width = 640;
    private const int Height = 560;
    private const int Left = 76;
    private const int Top = 60;
    private const int Side = 440;
    private const int ScaleLeft = Left + Side + 24;

    private readonly LossPlane _plane;
    private readonly SvgWriter _svg;
    private readonly IReadOnlyList<double> _levels;

    /// <summary>Finds the levels.</summary>
    public ContourDrawing(LossPlane plane)
    {
        _plane = plane;
        _svg = new SvgWriter(Width, Height, $"Loss over {plane.Horizontal.Name} and {plane.Vertical.Name}");
        double[] finite = [.. Points().Where(double.IsFinite).DefaultIfEmpty(0)];
        _levels = ContourLevels.Of(finite);
    }

    /// <summary>The picture.</summary>
    public string Draw()
    {
        _svg.Title(Left, "Loss");
        _svg.Line($"""<rect x="{Left}" y="{Top}" width="{Side}" height="{Side}" fill="{ContourLevels.Colour(0)}"/>""");
        DrawRegions();
        DrawAxes();
        DrawScale();
        DrawPresent();
        return _svg.Finish();
    }

    private static double Place(LossPlaneAxis axis, double value) => (value - axis.Coordinates[0]) / (axis.Coordinates[^1] - axis.Coordinates[0]);

    private IEnumerable<double> Points() =>
        from row in Enumerable.Range(0, _plane.Vertical.Coordinates.Count)
        from column in Enumerable.Range(0, _plane.Horizontal.Coordinates.Count)
        select _plane[row, column];

    private double Share(int level) => (level + 1.0) / _levels.Count;

    private void DrawRegions()
    {
        int rows = _plane.Vertical.Coordinates.Count, columns = _plane.Horizontal.Coordinates.Count;

        // what overflows is high
        var squares = new MarchingSquares((row, column) => double.IsNaN(_plane[row, column]) ? double.PositiveInfinity : _plane[row, column], rows, columns);
        double X(double column) => Left + (Side * column / (columns - 1));
        double Y(double row) => Top + (Side * (1 - (row / (rows - 1))));
        for (int i = 0; i < _levels.Count; i++)
        {
            string colour = ContourLevels.Colour(Share(i));
            _svg.Line($"""<path d="{squares.Region(_levels[i], X, Y)}" fill="{colour}" stroke="{colour}" stroke-width="0.6"/>""");
            _svg.Line($"""<path d="{squares.Border(_levels[i], X, Y)}" fill="none" stroke="#ffffff" stroke-opacity="0.55" stroke-width="1"/>""");
        }
    }

    private void DrawAxes()
    {
        foreach (double tick in Ticks(_plane.Horizontal))
        {
            double x = Left + (Side * Place(_plane.Horizontal, tick));
            _svg.Axis(x, Top + Side, x, Top + Side + 5);
            _svg.Text(x, Top + Side + 20, 12, "middle", ChartScale.Label(tick));
        }

        foreach (double tick in Ticks(_plane.Vertical))
        {
            double y = Top + (Side * (1 - Place(_plane.Vertical, tick)));
            _svg.Axis(Left - 5, y, Left, y);
            _svg.Text(Left - 10, y + 4, 12, "end", ChartScale.Label(tick));
        }

        double middle = Top + (Side / 2.0);
        _svg.Text(Left + (Side / 2.0), Height - 14, 13, "middle", _plane.Horizontal.Name);
        _svg.Text(20, middle, 13, "middle", _plane.Vertical.Name, more: $" transform=\"rotate(-90 20 {N(middle)})\"");
    }

    private static IEnumerable<double> Ticks(LossPlaneAxis axis) =>
        ChartScale.LinearTicks(axis.Coordinates[0], axis.Coordinates[^1]).Where(tick => tick >= axis.Coordinates[0] && tick <= axis.Coordinates[^1]);

    private void DrawScale()
    {
        double height = Side / (_levels.Count + 1.0);
        for (int i = -1; i < _levels.Count; i++)
        {
            double y = Top + Side - (height * (i + 2));
            _svg.Line($"""<rect x="{ScaleLeft}" y="{N(y)}" width="16" height="{N(height + 0.5)}" fill="{ContourLevels.Colour(_levels.Count == 0 ? 0 : Share(i))}"/>""");
            if (i >= 0)
            {
                _svg.Text(ScaleLeft + 24, y + height + 4, 12, "start", ChartScale.Label(_levels[i]));
            }
        }
    }

    private void DrawPresent()
    {
        double x = Left + (Side * Place(_plane.Horizontal, _plane.Horizontal.Present)), y = Top + (Side * (1 - Place(_plane.Vertical, _plane.Vertical.Present)));
        if (x < Left || x > Left + Side || y < Top || y > Top + Side)
        {
            return;
        }

        FormattableString cross = $"M{N(x - 7)} {N(y)}H{N(x + 7)}M{N(x)} {N(y - 7)}V{N(y + 7)}";
        _svg.Line($"""<path d="{FormattableString.Invariant(cross)}" stroke="#0d1117" stroke-width="5" stroke-linecap="round"/><path d="{FormattableString.Invariant(cross)}" stroke="#ffffff" stroke-width="2" stroke-linecap="round"/>""");
        _svg.Text(Left + Side, Top - 12, 12, "end", FormattableString.Invariant($"+ present parameters, loss {ChartScale.Label(Math.Round(_plane.PresentLoss, 6))}"));
    }
}
