using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using BackpropGen;

namespace CurveFit;

/// <summary>One network after its training.</summary>
/// <param name="Name">By what it was trained.</param>
/// <param name="Network">The network.</param>
/// <param name="Result">How it went.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Fit(string Name, CurveNetwork Network, TrainingResult Result, double Seconds)
{
    /// <summary>The epochs of Levenberg–Marquardt.</summary>
    public const int Few = 100;

    /// <summary>The epochs that Adam takes to come near.</summary>
    public const int Many = 5000;

    /// <summary>
    /// From the same first parameters: by Levenberg–Marquardt, an iteration an epoch, and by Adam, a step on the whole data set an epoch; as many epochs first,
    /// then fifty times as many.
    /// </summary>
    public static IReadOnlyList<Fit> All() =>
    [
        Of("Levenberg–Marquardt", new TrainingOptions { Optimizer = new LevenbergMarquardt(), Epochs = Few }),
        Of("Adam, as many epochs", Adam(Few)),
        Of("Adam, 50 times as many", Adam(Many)),
    ];

    private static TrainingOptions Adam(int epochs) => new() { Optimizer = new Adam(learningRate: 0.01), BatchSize = Curve.Samples.RowCount, Epochs = epochs };

    private static Fit Of(string name, TrainingOptions options)
    {
        var network = new CurveNetwork(seed: 1);
        var clock = Stopwatch.StartNew();
        TrainingResult result = network.Train(Curve.Samples, options);
        return new Fit(name, network, result, clock.Elapsed.TotalSeconds);
    }

    /// <summary>The curve itself, the samples, and what each network makes of them.</summary>
    public static LineChart Curves(IReadOnlyList<Fit> fits)
    {
        double[] x = Curve.Between.Inputs.ToArray();
        var samples = new ChartSeries("samples of sin 3x", Curve.Samples.Inputs.ToArray(), Curve.Samples.Targets.ToArray()) { IsPoints = true };
        return new LineChart { Title = "sin 3x, learned from 41 samples", XLabel = "x", YLabel = "y", Series = [.. fits.Select(fit => new ChartSeries(fit.Name, x, Curve.Of(fit.Network))), samples] };
    }

    /// <summary>The losses by epoch, of the shorter training with Adam the longer one's beginning.</summary>
    public static LineChart Losses(IReadOnlyList<Fit> fits) => new()
    {
        Title = "Loss by epoch",
        XLabel = "epoch",
        YLabel = "loss",
        MayBeLogarithmic = true,
        Series = [.. new[] { fits[0], fits[^1] }.Select(fit => new ChartSeries(fit.Name, [.. fit.Result.History.Select(epoch => (double)epoch.Epoch)], [.. fit.Result.History.Select(epoch => epoch.Loss)]))],
    };
}
