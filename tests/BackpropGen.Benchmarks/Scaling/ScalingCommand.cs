using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary><c>scaling [--cpu n] [--widest n] [--svg file]</c>: floating point operations a second over width and batch size, of ours and of the matrix libraries.</summary>
internal static class ScalingCommand
{
    private const double SecondsPerPoint = 0.5;
    private const int FewestRounds = 3;

    private static readonly int[] Batches = [1, 4, 16, 64, 256, 1024];

    private static readonly (int Width, Func<ITrainableNetwork<float>> Create)[] Networks =
    [
        (8, () => new Chain8()), (16, () => new Chain16()), (32, () => new Chain32()), (64, () => new Chain64()), (128, () => new Chain128()),
        (256, () => new Chain256()), (512, () => new Chain512()), (1024, () => new Chain1024()), (2048, () => new Chain2048()), (4096, () => new Chain4096()),
    ];

    public static int Run(ReadOnlySpan<string> arguments)
    {
        int core = Environment.ProcessorCount - 1, widest = int.MaxValue;
        string svg = "docs/scaling.svg";
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            switch (arguments[i])
            {
                case "--cpu": core = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                case "--widest": widest = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                case "--svg": svg = arguments[i + 1]; break;
                default: throw new InvalidOperationException($"'{arguments[i]}' is no option of scaling; there are --cpu, --widest and --svg.");
            }
        }

        var libraries = new PeerLibraries([], text => Console.Error.WriteLine($"building {text}"));
        var peak = new FmaPeak(libraries.Peak);
        var points = new List<ScalingPoint>();
        PinnedThread.Run(core, () =>
        {
            foreach (int batch in Batches)
            {
                foreach ((int width, Func<ITrainableNetwork<float>> create) in Networks.Where(network => network.Width <= widest))
                {
                    points.AddRange(Measure(width, batch, create, libraries, peak));
                }
            }
        });
        File.WriteAllText(svg, ScalingChart.Draw(points, Report.Machine()));
        Console.WriteLine($"{svg} written.");
        return 0;
    }

    private static List<ScalingPoint> Measure(int width, int batch, Func<ITrainableNetwork<float>> create, PeerLibraries libraries, FmaPeak peak)
    {
        var workload = new Workload("chain", $"{width}-{width}-{width}-{width} ReLU", [width, width, width, width], TargetKind.ShiftedInput, 0.01f, 0.01f, Math.Clamp((1 << 16) / width, 16, 256), create);
        using var lineup = new Lineup(new Case("chain", batch, new Target(Own.Step, Against.Best, null)), workload, libraries);
        Agreement.Check(lineup);
        (Dictionary<IContender, Samples> samples, Samples peaks) = new RoundRobin(SecondsPerPoint, () => Posix.ThreadSeconds, peak, FewestRounds).Run(lineup);
        double flops = workload.Flops(Mode.Step, batch);
        List<ScalingPoint> points = [.. samples.Select(pair => new ScalingPoint(pair.Key.IsOwn ? ScalingChart.Ours : pair.Key.Name, width, batch, flops / pair.Value.Median / 1e9))];
        points.Add(new ScalingPoint(ScalingChart.Peak, width, batch, 1e-9 / peaks.Median));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"width {width,4}, batch {batch,4}: {string.Join(", ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Series} {point.Gigaflops:F1}")))}"));
        return points;
    }
}

/// <summary>A point of a curve.</summary>
internal sealed record ScalingPoint(string Series, int Width, int Batch, double Gigaflops);
