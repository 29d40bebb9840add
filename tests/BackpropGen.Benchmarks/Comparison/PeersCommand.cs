using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary><c>peers [W1 … W6] [--quick] [--cpu n] [--batch n] [--markdown file] [--with library]</c>: ours against what the machine has.</summary>
internal static class PeersCommand
{
    private const double SecondsPerCase = 6, QuickSecondsPerCase = 1;

    public static int Run(ReadOnlySpan<string> arguments)
    {
        var workloads = new List<string>();
        var libraries = new List<string>();
        string? markdown = null;
        int core = Environment.ProcessorCount - 1, batch = 0;
        bool quick = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--quick": quick = true; break;
                case "--cpu": core = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--batch": batch = int.Parse(arguments[++i], CultureInfo.InvariantCulture); break;
                case "--markdown": markdown = arguments[++i]; break;
                case "--with": libraries.Add(arguments[++i]); break;
                default: workloads.Add(arguments[i]); break;
            }
        }

        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The comparison with peers needs Linux: thread clocks and cores are its system calls.");
            return 1;
        }

        if (workloads.Find(name => Array.TrueForAll(Workload.All, workload => workload.Name != name)) is string unknown)
        {
            Console.Error.WriteLine($"There is no workload '{unknown}'; there are {string.Join(", ", Workload.All.Select(workload => workload.Name))}.");
            return 1;
        }

        var cases = Case.All.Where(c => (workloads.Count == 0 || workloads.Contains(c.Workload)) && (batch == 0 || c.Batch == batch));
        Compare([.. cases], libraries, core, quick ? QuickSecondsPerCase : SecondsPerCase, markdown);
        return 0;
    }

    private static void Compare(Case[] cases, List<string> extra, int core, double seconds, string? markdown)
    {
        var libraries = new PeerLibraries(extra, text => Console.Error.WriteLine($"building {text}"));
        var peak = new FmaPeak(libraries.Peak);
        string head = Head(libraries, peak, core);
        Console.WriteLine(head);
        var lines = new List<Line>();
        foreach (Case @case in cases)
        {
            lines.AddRange(Measure(@case, libraries, peak, core, seconds));
        }

        Console.WriteLine(Report.Text(lines));
        if (markdown is not null)
        {
            File.WriteAllText(markdown, $"{Report.Markdown(lines)}\n{head}");
        }
    }

    private static string Head(PeerLibraries libraries, FmaPeak peak, int core)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"Machine: {Report.Machine()}.");
        text.WriteLine($"Compilers: {(libraries.Compilers.Count == 0 ? "none" : string.Join(", ", libraries.Compilers.Select(compiler => compiler.Name)))}.");
        PinnedThread.Run(core, () => text.WriteLine($"FMA peak of core {core}: {(peak.HasC ? $"{Best(peak, true):F1} GFLOP/s by C, " : "")}{Best(peak, false):F1} by C#."));
        text.WriteLine($"Single core: processor time of the thread, in turn, medians; ratios are medians over the rounds. Agreement before timing: each tensor's change within {Agreement.Tolerance} of ours, as a vector.");
        text.WriteLine($"Load of the machine before: {Report.Load()}; two-core lines need a quiet one.");
        foreach (string absent in libraries.Absent)
        {
            text.WriteLine($"Absent: {absent}.");
        }

        return text.ToString();
    }

    private static double Best(FmaPeak peak, bool inC) => 1e-9 / Enumerable.Range(0, 50).Min(_ => peak.Time(() => Posix.ThreadSeconds, inC));

    private static List<Line> Measure(Case @case, PeerLibraries libraries, FmaPeak peak, int core, double seconds)
    {
        List<Line> lines = [];
        void Work()
        {
            using var lineup = new Lineup(@case, Workload.Of(@case.Workload), libraries);
            Agreement.Check(lineup);
            using var busy = @case.OtherCoreBusy ? new BusyCore(core) : null;
            var robin = new RoundRobin(seconds, @case.TwoCores ? () => Posix.WallSeconds : () => Posix.ThreadSeconds, peak);
            (Dictionary<IContender, Samples> samples, Samples peaks) = robin.Run(lineup);
            lines.AddRange(Line.Of(lineup, samples, peaks));
            Console.WriteLine(Report.Details(lineup, samples));
        }

        if (@case.TwoCores)
        {
            Work();
        }
        else
        {
            PinnedThread.Run(core, Work);
        }

        return lines;
    }
}
