using System;
using System.IO;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Architecture;

/// <summary>The borders between the compiler's stages.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Generator = Path.Combine(RepositoryFiles.Root, "src", "BackpropGen.Generator");

    /// <summary>Behind the spec everything is data: what knows no Roslyn can be tested without it, and cached without harm.</summary>
    [Fact]
    public void Only_the_front_end_mentions_Roslyn()
    {
        var allowed = new[] { "Spec/", "Diagnostics/", "NetworkGenerator.cs", "Testing/NetworkTestsGenerator.cs", "Testing/NetworkTestsReader.cs", "Testing/TestedNetwork.cs" };
        var files = Files().Where(file => File.ReadAllText(Path.Combine(Generator, file)).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal)).ToArray();
        Assert.Contains("NetworkGenerator.cs", files);
        Assert.DoesNotContain(files, file => !allowed.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Initialize_is_a_table_of_contents()
    {
        var lines = RepositoryFiles.Read("src", "BackpropGen.Generator", "NetworkGenerator.cs").Split('\n').ToList();
        var start = lines.FindIndex(line => line.Contains(" Initialize(", StringComparison.Ordinal));
        var end = lines.FindIndex(start, line => line == "    }");
        Assert.InRange(end - start, 1, 40);
        Assert.DoesNotContain(lines, line => line.Contains("Collect()", StringComparison.Ordinal) || line.Contains("CompilationProvider", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_are_short()
        => Assert.DoesNotContain(Files(), file => File.ReadLines(Path.Combine(Generator, file)).Count() > 300);

    /// <summary>Relative, with slashes, without what the build made.</summary>
    private static string[] Files()
        => Directory.EnumerateFiles(Generator, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Generator, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
            .ToArray();
}
