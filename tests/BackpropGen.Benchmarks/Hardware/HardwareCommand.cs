using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace BackpropGen.Benchmarks;

/// <summary>
/// <c>hardware [--cpu n] [--rounds n]</c>: the workloads under the JIT with the registers of the machine and with narrower ones, and compiled ahead of time. Each way is a process of its own;
/// they take turns, and each is held against the multiply-adds that its own registers can do.
/// </summary>
internal static class HardwareCommand
{
    private const string Project = "BackpropGen.StepTimes";

    private static readonly string[] Requests =
        ["W1 Step 1", "W2 Step 1", "W2 Step 16", "W3 Step 32", "W4 Step 1", "W4 Step 256", "W5 Step 256", "W6 Step 256", "W2 Predict 256", "W4 Predict 1", "W4 Predict 256"];

    public static int Run(ReadOnlySpan<string> arguments)
    {
        int core = Environment.ProcessorCount - 1, rounds = 15;
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            int value = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture);
            switch (arguments[i])
            {
                case "--cpu": core = value; break;
                case "--rounds": rounds = value; break;
                default: throw new InvalidOperationException($"'{arguments[i]}' is no option of hardware; there are --cpu and --rounds.");
            }
        }

        string folder = Directory.CreateTempSubdirectory("backpropgen-hardware-").FullName;
        TimedProcess[] ways = [.. Start(folder, core)];
        try
        {
            Print(ways, Measure(ways, rounds));
        }
        finally
        {
            Array.ForEach(ways, way => way.Dispose());
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static IEnumerable<TimedProcess> Start(string folder, int core)
    {
        string argument = core.ToString(CultureInfo.InvariantCulture), program = Path.Combine(folder, "jit", Project + ".dll");
        Publish(Path.Combine(folder, "jit"), "-p:UseAppHost=false");
        yield return TimedProcess.Start("JIT", "dotnet", [program, argument]);
        yield return TimedProcess.Start("JIT without AVX-512", "dotnet", [program, argument], "DOTNET_EnableAVX512F", "DOTNET_EnableAVX512");
        yield return TimedProcess.Start("JIT without AVX", "dotnet", [program, argument], "DOTNET_EnableAVX512F", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableAVX");
        foreach ((string name, string set) in new[] { ("ahead of time, this machine", "native"), ("ahead of time, AVX2", "x86-x64-v3") })
        {
            Publish(Path.Combine(folder, set), "-p:AheadOfTime=true", "--use-current-runtime", $"-p:IlcInstructionSet={set}");
            yield return TimedProcess.Start(name, Path.Combine(folder, set, Project), [argument]);
        }
    }

    private static void Publish(string folder, params string[] options)
    {
        Console.Error.WriteLine($"publishing {Project} {string.Join(' ', options)}");
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(TestsFolder(), Project), "-c", "Release", "-v", "q", "--nologo", "-o", folder, .. options]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Project} could not be published:\n{output}");
        }
    }

    private static string TestsFolder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));

    /// <summary>The samples of each way, by request, and the core's peak beside each request: a neighbour that wakes up slows both.</summary>
    private static Dictionary<(TimedProcess Way, string Request), Timing> Measure(TimedProcess[] ways, int rounds)
    {
        var timings = new Dictionary<(TimedProcess, string), Timing>();
        foreach (string request in Requests)
        {
            Console.Error.WriteLine(request);
            foreach (TimedProcess way in ways)
            {
                timings[(way, request)] = new Timing(new Samples(request), new Samples(TimedProcess.Peak));
                way.Seconds(TimedProcess.Peak);
                way.Seconds(request); // the first one compiles
            }

            for (int round = 0; round < rounds; round++)
            {
                foreach (TimedProcess way in ways)
                {
                    timings[(way, request)].Calls.Add(round, way.Seconds(request));
                    timings[(way, request)].Peak.Add(round, way.Seconds(TimedProcess.Peak));
                }
            }
        }

        return timings;
    }

    private static void Print(TimedProcess[] ways, Dictionary<(TimedProcess Way, string Request), Timing> timings)
    {
        Console.WriteLine($"Machine: {Report.Machine()}.\n");
        Console.WriteLine($"| call | {string.Join(" | ", ways.Select(way => $"{way.Name}, {way.Bits} bits"))} |");
        Console.WriteLine("|---|" + string.Concat(Enumerable.Repeat("--:|", ways.Length)));
        Console.WriteLine($"| GFLOP/s of multiply-adds | {string.Join(" | ", ways.Select(Gigaflops))} |");
        foreach (string request in Requests)
        {
            Console.WriteLine($"| {request.Replace(" Step ", " step b", StringComparison.Ordinal).Replace(" Predict ", " Predict b", StringComparison.Ordinal)} | {string.Join(" | ", ways.Select(Cell))} |");

            string Cell(TimedProcess way)
            {
                (Samples calls, Samples peak) = timings[(way, request)];
                double share = Flops(request) * peak.RatioTo(calls);
                return string.Create(CultureInfo.InvariantCulture, $"{Report.Time(calls.Median)}{(share < 0.3 ? "" : $" ({share:P0})")}");
            }
        }

        string Gigaflops(TimedProcess way) =>
            (1e-9 / Requests.Select(request => timings[(way, request)].Peak.Median).Order().ElementAt(Requests.Length / 2)).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static double Flops(string request)
    {
        string[] words = request.Split(' ');
        return Workload.Of(words[0]).Flops(Enum.Parse<Mode>(words[1]), int.Parse(words[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Seconds of a call, and seconds of a floating point operation at the core's peak, taken in turn.</summary>
    private sealed record Timing(Samples Calls, Samples Peak);
}
