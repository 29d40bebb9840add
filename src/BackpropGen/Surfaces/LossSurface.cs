using System;
using System.Collections.Generic;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// The loss of a network over one or two lines through the space of its parameters: J(θ₀), J(θ₀, θ₁). Measured in inference mode; the network is
/// unchanged afterwards.
/// </summary>
public static class LossSurface
{
    /// <summary>The loss along an axis.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows whose mean loss it is.</param>
    /// <param name="axis">One parameter, or a direction.</param>
    /// <param name="from">How far to go below the present parameters, relative to them. Default −1.</param>
    /// <param name="to">How far to go above. Default 1.</param>
    /// <param name="points">How many points, evenly spaced, at least 2. Default 101.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or it has no such parameter; the message says what it has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite, or there are fewer than 2 points.</exception>
    public static LossSlice Slice<T>(ITrainableNetwork<T> network, Dataset<T> data, SurfaceAxis axis, double from = -1, double to = 1, int points = 101)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var probe = new SurfaceProbe<T>(network, data);
        ArgumentNullException.ThrowIfNull(axis);
        SurfaceLine line = probe.Line(axis);
        double[] steps = Steps(from, to, points);
        double[] losses = Array.ConvertAll(steps, step => probe.Loss((line, step)));
        return new LossSlice(line.Name, Array.ConvertAll(steps, step => line.Origin + step), losses, line.Origin, probe.Present);
    }

    /// <summary>The loss over a plane.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows whose mean loss it is.</param>
    /// <param name="horizontal">One parameter, or a direction.</param>
    /// <param name="vertical">Another.</param>
    /// <param name="from">How far to go below the present parameters on both axes, relative to them. Default −1.</param>
    /// <param name="to">How far to go above. Default 1.</param>
    /// <param name="points">How many points on each axis, at least 2. Default 41: the loss is measured 1,681 times.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or it has no such parameter; the message says what it has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite, or there are fewer than 2 points.</exception>
    public static LossPlane Plane<T>(ITrainableNetwork<T> network, Dataset<T> data, SurfaceAxis horizontal, SurfaceAxis vertical, double from = -1, double to = 1, int points = 41)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var probe = new SurfaceProbe<T>(network, data);
        ArgumentNullException.ThrowIfNull(horizontal);
        ArgumentNullException.ThrowIfNull(vertical);
        SurfaceLine x = probe.Line(horizontal), y = probe.Line(vertical);
        double[] steps = Steps(from, to, points);
        var losses = new double[points, points];
        for (int row = 0; row < points; row++)
        {
            for (int column = 0; column < points; column++)
            {
                losses[row, column] = probe.Loss((x, steps[column]), (y, steps[row]));
            }
        }

        return new LossPlane(
            new LossPlaneAxis(x.Name, Array.ConvertAll(steps, step => x.Origin + step), x.Origin),
            new LossPlaneAxis(y.Name, Array.ConvertAll(steps, step => y.Origin + step), y.Origin),
            losses,
            probe.Present);
    }

    private static double[] Steps(double from, double to, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        if (!(double.IsFinite(from) && double.IsFinite(to) && from < to))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, FormattableString.Invariant($"to: expected a finite number above from, which is {from}; got {to}."));
        }

        var steps = new double[points];
        for (int i = 0; i < points; i++)
        {
            steps[i] = from + ((to - from) * i / (points - 1));
        }

        return steps;
    }
}

/// <summary>The loss along one axis.</summary>
public sealed class LossSlice
{
    internal LossSlice(string axis, IReadOnlyList<double> coordinates, IReadOnlyList<double> losses, double present, double presentLoss) =>
        (Axis, Coordinates, Losses, Present, PresentLoss) = (axis, coordinates, losses, present, presentLoss);

    /// <summary>The axis's name.</summary>
    public string Axis { get; }

    /// <summary>Where, ascending.</summary>
    public IReadOnlyList<double> Coordinates { get; }

    /// <summary>The loss at each; may be not finite.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>The coordinate of the network's parameters.</summary>
    public double Present { get; }

    /// <summary>Their loss.</summary>
    public double PresentLoss { get; }

    /// <summary>The curve with the present parameters marked on it, as a self-contained SVG picture.</summary>
    public string ToSvg() => new LineChart
    {
        Title = $"Loss along {Axis}",
        XLabel = Axis,
        YLabel = "loss",
        Series = [new ChartSeries("loss", Coordinates, Losses), new ChartSeries("present parameters", [Present], [PresentLoss]) { IsPoints = true }],
    }.ToSvg();
}

/// <summary>One axis of a plane.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Coordinates">Where, ascending.</param>
/// <param name="Present">The coordinate of the network's parameters.</param>
public sealed record LossPlaneAxis(string Name, IReadOnlyList<double> Coordinates, double Present);

/// <summary>The loss over a plane.</summary>
public sealed class LossPlane
{
    private readonly double[,] _losses;

    internal LossPlane(LossPlaneAxis horizontal, LossPlaneAxis vertical, double[,] losses, double presentLoss) =>
        (Horizontal, Vertical, _losses, PresentLoss) = (horizontal, vertical, losses, presentLoss);

    /// <summary>The axis from left to right.</summary>
    public LossPlaneAxis Horizontal { get; }

    /// <summary>The axis from bottom to top.</summary>
    public LossPlaneAxis Vertical { get; }

    /// <summary>The loss of the network's parameters.</summary>
    public double PresentLoss { get; }

    /// <summary>The loss at one point; may be not finite.</summary>
    /// <param name="row">A point of <see cref="Vertical"/>, from 0.</param>
    /// <param name="column">A point of <see cref="Horizontal"/>, from 0.</param>
    public double this[int row, int column] => _losses[row, column];

    /// <summary>The contours with the present parameters marked, as a self-contained SVG picture; levels are evenly spaced, or by a factor where the losses span more than one of 30.</summary>
    public string ToSvg() => new ContourDrawing(this).Draw();
}
