using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime;

namespace BackpropGen.Benchmarks;

/// <summary><c>first-call</c>: what the first training step and the first prediction of a process take, and how much of it the JIT. A process a workload.</summary>
internal static class FirstCallCommand
{
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length == 1)
        {
            Console.WriteLine(Measure(Workload.Of(arguments[0])));
            return 0;
        }

        Console.WriteLine($"Machine: {Report.Machine()}.\n");
        Console.WriteLine("| network | constructor | first TrainStep | of it JIT | methods | first Predict | of it JIT | methods |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (Workload workload in Workload.All)
        {
            Console.Write(Child(workload.Name));
        }

        return 0;
    }

    private static string Child(string workload)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(FirstCallCommand).Assembly.Location); // this is the host, not the program
        }

        start.ArgumentList.Add("first-call");
        start.ArgumentList.Add(workload);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The benchmark could not start itself.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Measure(Workload workload)
    {
        int rows = workload.Sizes[0] < 64 ? 1 : 32;
        var data = new Data<float>(workload, rows);
        ITrainableNetwork<float>? network = null;
        FirstCall made = FirstCall.Of(() => network = workload.Create());
        FirstCall step = FirstCall.Of(() => network!.TrainStep(data.InputRows(0, rows), data.TargetRows(0, rows), 0.01f));
        FirstCall prediction = FirstCall.Of(() => network!.Predict(data.InputRows(0, rows), data.OutputRows(rows)));
        return string.Create(CultureInfo.InvariantCulture, $"| {workload.Name}, {rows} rows | {made.Milliseconds:F1} ms | {step} | {prediction} |");
    }

    private readonly record struct FirstCall(double Milliseconds, double JitMilliseconds, long Methods)
    {
        public static FirstCall Of(Action action)
        {
            TimeSpan jit = JitInfo.GetCompilationTime(currentThread: true);
            long methods = JitInfo.GetCompiledMethodCount(currentThread: true), start = Stopwatch.GetTimestamp();
            action();
            return new FirstCall(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (JitInfo.GetCompilationTime(currentThread: true) - jit).TotalMilliseconds,
                JitInfo.GetCompiledMethodCount(currentThread: true) - methods);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds:F1} ms | {JitMilliseconds:F1} ms | {Methods}");
    }
}
