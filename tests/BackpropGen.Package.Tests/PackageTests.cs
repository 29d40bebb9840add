using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Xunit;

namespace BackpropGen.Package.Tests;

/// <summary>What users get: one package with runtime, generator and code fixes.</summary>
[Collection(nameof(OnePackage))]
public sealed class PackageTests(PackageFixture package)
{
    private const string Learned = "loss 0.0019, accuracy 100 %";

    private static readonly string[] Expected =
    [
        "README.md",
        "analyzers/dotnet/cs/BackpropGen.CodeFixes.dll",
        "analyzers/dotnet/cs/BackpropGen.Generator.dll",
        "build/BackpropGen.props",
        "buildTransitive/BackpropGen.props",
        "lib/net10.0/BackpropGen.dll",
        "lib/net10.0/BackpropGen.xml",
        "lib/net8.0/BackpropGen.dll",
        "lib/net8.0/BackpropGen.xml",
        "lib/net9.0/BackpropGen.dll",
        "lib/net9.0/BackpropGen.xml",
    ];

    [Fact]
    public void Holds_runtime_generator_code_fixes_and_readme_and_nothing_else()
    {
        using var archive = ZipFile.OpenRead(package.PackagePath);
        string[] packaging = ["_rels/", "package/", "[Content_Types].xml", "BackpropGen.nuspec"];
        var content = archive.Entries.Select(entry => entry.FullName)
            .Where(name => !packaging.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
        Assert.Equal(Expected, content);
    }

    [Fact]
    public void Depends_on_nothing_and_names_its_licence_and_readme()
    {
        using var archive = ZipFile.OpenRead(package.PackagePath);
        using var nuspec = archive.GetEntry("BackpropGen.nuspec")!.Open();
        var elements = XDocument.Load(nuspec).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        Assert.Empty(elements["dependency"]);
        Assert.Equal("MIT", Assert.Single(elements["license"]));
        Assert.Equal("README.md", Assert.Single(elements["readme"]));
    }

    [Fact]
    public void The_example_of_the_readme_builds_without_warnings_and_runs_on_net10()
    {
        string output = DotNet.Run(package.Consumer, "run", "-c", "Release", "-f", "net10.0").Succeeded();
        Assert.EndsWith(Learned, output.TrimEnd(), StringComparison.Ordinal);
    }

    // self-contained, as the machine need not have that runtime
    [Fact]
    public void The_example_of_the_readme_runs_on_net8_itself()
    {
        string folder = Path.Combine(package.Consumer, "published");
        DotNet.Run(package.Consumer, "publish", "-c", "Release", "-f", "net8.0", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-o", folder, "--nologo").Succeeded();
        string output = DotNet.Start(Path.Combine(folder, "Consumer"), folder).Succeeded();
        Assert.EndsWith(Learned, output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("\"version\": \"8.0.", File.ReadAllText(Path.Combine(folder, "Consumer.runtimeconfig.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_of_the_project_adds_the_plan()
    {
        string folder = Path.Combine(package.Consumer, "generated");
        DotNet.Run(package.Consumer, "build", "-c", "Debug", "-f", "net10.0", "-p:BackpropGen_Report=true", "-p:EmitCompilerGeneratedFiles=true", "-p:CompilerGeneratedFilesOutputPath=" + folder, "--nologo").Succeeded();
        string plan = File.ReadAllText(Assert.Single(Directory.GetFiles(folder, "*.Plan.g.cs", SearchOption.AllDirectories)));
        Directory.Delete(folder, recursive: true);
        Assert.Contains("\n// kernel: ", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_is_reported_at_its_line()
    {
        var build = DotNet.Run(package.Consumer, "build", "-c", "Debug", "-f", "net10.0", "-p:Mistake=true", "--nologo");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Mistaken.cs(6,8): error BPG1001:", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", build.Output, StringComparison.Ordinal);
    }
}
