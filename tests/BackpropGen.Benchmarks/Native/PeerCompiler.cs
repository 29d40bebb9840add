using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BackpropGen.Benchmarks;

/// <summary>A C++ compiler of the machine.</summary>
/// <param name="Command">Its command.</param>
/// <param name="Name">Its kind and version.</param>
internal sealed partial record PeerCompiler(string Command, string Name)
{
    private const int NewestClang = 22, OldestClang = 11;

    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "Peers");

    /// <summary>g++ and the newest clang++, those that are there.</summary>
    public static IReadOnlyList<PeerCompiler> Find()
    {
        string[] clang = [.. Enumerable.Range(0, NewestClang - OldestClang + 1).Select(i => $"clang++-{NewestClang - i}"), "clang++"];
        return [.. new[] { First("gcc", "g++"), First("clang", clang) }.OfType<PeerCompiler>()];
    }

    /// <summary>Compiles a library of peers, or finds it compiled from the same sources with the same command.</summary>
    /// <returns>The library's path, or the reason why there is none.</returns>
    public (string? Path, string Error) Build(Recipe recipe)
    {
        // the sources' directory is no part of the name: a folder that was moved still has its libraries
        string library = Path.Combine(AppContext.BaseDirectory, "Peers", $"{Hash(recipe)}.so");
        if (File.Exists(library))
        {
            return (library, "");
        }

        string partial = $"{library}.{Environment.ProcessId}";
        string[] arguments = [.. Recipe.CommonFlags, "-o", partial, Path.Combine(Sources, recipe.Source), .. recipe.Flags];
        (int code, string output) = Run(Command, arguments);
        if (code != 0)
        {
            string[] lines = output.Split('\n');
            return (null, (Array.Find(lines, line => line.Contains("error", StringComparison.Ordinal)) ?? lines[0]).Trim());
        }

        File.Move(partial, library, overwrite: true);
        return (library, "");
    }

    private static PeerCompiler? First(string kind, params string[] commands)
    {
        foreach (string command in commands)
        {
            (int code, string output) = Run(command, ["--version"]);
            if (code == 0)
            {
                return new(command, $"{kind} {VersionNumber().Match(output).Groups[1].Value}");
            }
        }

        return null;
    }

    private string Hash(Recipe recipe)
    {
        var text = new StringBuilder(Name).AppendJoin(' ', Recipe.CommonFlags).AppendJoin(' ', recipe.Flags).Append(recipe.Source);
        foreach (string file in Directory.EnumerateFiles(Sources).Where(file => Path.GetExtension(file) is ".h" or ".inc" || Path.GetFileName(file) == recipe.Source).Order(StringComparer.Ordinal))
        {
            text.Append(File.ReadAllText(file));
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static (int Code, string Output) Run(string command, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(command) { RedirectStandardOutput = true, RedirectStandardError = true };
            Array.ForEach(arguments, start.ArgumentList.Add);
            using Process process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, $"{command} is not installed");
        }
    }

    [GeneratedRegex(@"(\d+)\.\d+\.\d+")]
    private static partial Regex VersionNumber();
}
