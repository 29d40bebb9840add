using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace BackpropGen.Package.Tests;

/// <summary>Runs programs as a user would, apart from the build that runs these tests.</summary>
internal static class DotNet
{
    /// <summary>Runs the .NET CLI in a folder.</summary>
    public static ProgramRun Run(string folder, params string[] arguments)
        => Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments);

    /// <summary>Runs a program in a folder, to its end.</summary>
    public static ProgramRun Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Separate(start);
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return new(process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>A build inside a build must not take over the outer one's paths, nor leave processes behind.</summary>
    private static void Separate(ProcessStartInfo start)
    {
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    }
}
