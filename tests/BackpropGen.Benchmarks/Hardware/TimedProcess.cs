using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace BackpropGen.Benchmarks;

/// <summary>A process that times steps of networks on request, compiled and run in one way.</summary>
internal sealed class TimedProcess : IDisposable
{
    /// <summary>The request for the multiply-adds of a core: seconds a floating point operation.</summary>
    public const string Peak = "peak";

    private readonly Process _process;

    private TimedProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        Bits = (int)Answer();
    }

    /// <summary>How its code was compiled.</summary>
    public string Name { get; }

    /// <summary>The widest registers that it uses.</summary>
    public int Bits { get; }

    /// <summary>Starts a program, with variables that switch instruction sets of the JIT off.</summary>
    public static TimedProcess Start(string name, string program, IReadOnlyList<string> arguments, params string[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string variable in variables)
        {
            start.Environment[variable] = "0";
        }

        return new TimedProcess(name, Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started."));
    }

    /// <summary>Seconds of what a request names.</summary>
    public double Seconds(string request)
    {
        _process.StandardInput.WriteLine(request);
        return Answer();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private double Answer() => double.Parse(
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"'{Name}' has ended; it needs Linux, and the instruction sets that it was compiled for."),
        CultureInfo.InvariantCulture);
}
