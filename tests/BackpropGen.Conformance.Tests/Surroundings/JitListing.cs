using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Surroundings;

/// <summary>What the JIT says that it compiled while a program ran, in a process of its own and without tiers: a method is optimised at once, unless it is too large.</summary>
internal static partial class JitListing
{
    /// <summary>The methods in order, and how each was compiled.</summary>
    /// <param name="program">Networks with a class that has <c>Main</c>.</param>
    public static IReadOnlyList<(string Name, string Tier)> Of(GeneratedNetworks program)
    {
        var folder = Directory.CreateTempSubdirectory("networks").FullName;
        try
        {
            return Run(program, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"JIT compiled (?<method>.*) \[(?<tier>[^,\]]*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Compiled();

    private static List<(string Name, string Tier)> Run(GeneratedNetworks program, string folder)
    {
        var listing = Path.Combine(folder, "jit.txt");
        var assembly = Path.Combine(folder, "program.dll");
        File.WriteAllBytes(assembly, program.Image);
        File.Copy(typeof(INetwork<>).Assembly.Location, Path.Combine(folder, "BackpropGen.dll"));
        File.WriteAllText(Path.Combine(folder, "program.runtimeconfig.json"), $$"""
            { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }
            """);
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", Path.Combine(folder, "program.runtimeconfig.json"), assembly])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_TieredCompilation"] = "0",
                ["DOTNET_JitStdOutFile"] = listing,
                ["DOTNET_JitDisasmSummary"] = "1",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error + output.Result);
        return [.. File.ReadLines(listing).Select(line => Compiled().Match(line)).Where(match => match.Success).Select(match => (match.Groups["method"].Value, match.Groups["tier"].Value))];
    }
}
