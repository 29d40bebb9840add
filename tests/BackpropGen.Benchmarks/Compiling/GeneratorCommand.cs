using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using BackpropGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks;

/// <summary>
/// <c>generator</c>: what the generator costs in time and memory, cold and per key stroke, and what the C# compiler takes for what it emits.
/// Medians in a process whose code is compiled; the very first run is given apart.
/// </summary>
internal static class GeneratorCommand
{
    private const int ColdRuns = 9, Strokes = 21, Compilations = 5;

    public static int Run()
    {
        Console.WriteLine($"Machine: {Report.Machine()}; Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version}.");
        var watch = Stopwatch.StartNew();
        Driver(SyntheticProject.All[1].Compile());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"First run in a process, its own compilation included: {watch.Elapsed.TotalMilliseconds:F0} ms.\n"));

        Console.WriteLine("| project | cold | key stroke elsewhere | key stroke in a network | emitted | C# compiler without | with emitted code |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (SyntheticProject project in SyntheticProject.All)
        {
            Console.WriteLine(Measure(project));
        }

        return 0;
    }

    private static string Measure(SyntheticProject project)
    {
        CSharpCompilation compilation = project.Compile();
        Cost cold = Cost.Median(ColdRuns, i => Driver(SyntheticProject.TypeElsewhere(compilation, i)));

        GeneratorDriver driver = Driver(compilation);
        CSharpCompilation edited = compilation;
        Cost elsewhere = Cost.Median(Strokes, i => edited = SyntheticProject.TypeElsewhere(edited, i + 1), _ => driver = driver.RunGenerators(edited));
        Cost inside = Cost.Median(Strokes, i => edited = project.TypeInNetwork(edited, i), _ => driver = driver.RunGenerators(edited));

        SyntaxTree[] emitted = [.. driver.GetRunResult().GeneratedTrees];
        int lines = emitted.Sum(tree => tree.GetText().Lines.Count), kilobytes = emitted.Sum(tree => tree.Length) / 1024;
        Cost without = Compiling(compilation), with = Compiling(compilation.AddSyntaxTrees(emitted));
        return string.Create(CultureInfo.InvariantCulture, $"| {project.Text} | {cold} | {elsewhere} | {inside} | {lines} lines, {kilobytes} KB | {without} | {with} |");
    }

    private static GeneratorDriver Driver(CSharpCompilation compilation)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        return CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options).RunGenerators(compilation);
    }

    /// <summary>From source text bound afresh to an assembly in memory.</summary>
    private static Cost Compiling(CSharpCompilation compilation) => Cost.Median(Compilations, _ =>
    {
        using var assembly = new MemoryStream();
        var result = compilation.Clone().Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException($"The emitted code does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        }
    });
}
