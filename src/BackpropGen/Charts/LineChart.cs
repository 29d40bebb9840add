using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A chart of curves or points over a common horizontal axis, as a self-contained SVG picture that is readable on light and dark backgrounds.</summary>
public sealed record LineChart
{
    /// <summary>What stands above it.</summary>
    public required string Title { get; init; }

    /// <summary>The name of the horizontal axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>The name of the vertical axis.</summary>
    public required string YLabel { get; init; }

    /// <summary>The curves, in the order of the legend.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Whether the vertical axis may be logarithmic, where all values are positive and span more than a factor of 30. Default false.</summary>
    public bool MayBeLogarithmic { get; init; }

    /// <summary>Whether the horizontal axis counts, and bears whole numbers only. Default false.</summary>
    public bool HasWholeX { get; init; }

    /// <summary>The picture.</summary>
    public string ToSvg() => new LineChartDrawing(this).Draw();

    /// <summary>Writes <see cref="ToSvg"/> to a file.</summary>
    public void SaveSvg(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllText(path, ToSvg());
    }
}

/// <summary>One curve of a chart.</summary>
public sealed record ChartSeries
{
    /// <summary>A curve through points; where a number is not finite, it has a gap.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">Where, as many as <paramref name="y"/>.</param>
    /// <param name="y">How high.</param>
    /// <exception cref="ArgumentException">The two have not the same length.</exception>
    public ChartSeries(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
        {
            throw new ArgumentException($"y: expected as many values as x has, {x.Count}; got {y.Count}.", nameof(y));
        }

        (Name, X, Y) = (name, x, y);
    }

    /// <summary>Its name in the legend.</summary>
    public string Name { get; }

    /// <summary>Where.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>How high.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>Whether the points stand alone, without a line through them. Default false.</summary>
    public bool IsPoints { get; init; }

    /// <summary>The points that can be drawn.</summary>
    internal IEnumerable<(double X, double Y)> Finite => X.Zip(Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second));
}
