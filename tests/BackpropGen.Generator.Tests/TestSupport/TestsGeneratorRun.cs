using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>The generator of tests over user code, beside that of networks as in a build.</summary>
/// <param name="Driver">The generator of tests, after it ran.</param>
/// <param name="Output">The user's code with what both generated.</param>
internal sealed record TestsGeneratorRun(GeneratorDriver Driver, Compilation Output)
{
    /// <summary>What stands for each framework where its own package is not there.</summary>
    public static IReadOnlyDictionary<string, string> Frameworks { get; } = new Dictionary<string, string>
    {
        ["xUnit"] = "namespace Xunit { public sealed class FactAttribute : System.Attribute; }",
        ["NUnit"] = "namespace NUnit.Framework { public sealed class TestAttribute : System.Attribute; public sealed class TestFixtureAttribute : System.Attribute; }",
        ["MSTest"] = "namespace Microsoft.VisualStudio.TestTools.UnitTesting { public sealed class TestMethodAttribute : System.Attribute; public sealed class TestClassAttribute : System.Attribute; }",
    };

    /// <summary>The files that hold tests.</summary>
    public IReadOnlyList<GeneratedSourceResult> Tests => Driver.GetRunResult().Results.Single().GeneratedSources;

    public static TestsGeneratorRun Of(string source, params string[] frameworks)
        => Of(Sources.Compile([Sources.Parse(source), .. frameworks.Select(framework => Sources.Parse(Frameworks[framework], framework + ".cs"))]));

    public static TestsGeneratorRun Of(CSharpCompilation compilation)
    {
        var driver = Create().RunGeneratorsAndUpdateCompilation(compilation, out var tests, out _);
        var networks = GeneratorRun.Of(compilation).Output.SyntaxTrees.Except(compilation.SyntaxTrees);
        return new(driver, tests.AddSyntaxTrees(networks));
    }

    public static GeneratorDriver Create()
        => CSharpGeneratorDriver.Create(
            [new NetworkTestsGenerator().AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(Sources.Language),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
