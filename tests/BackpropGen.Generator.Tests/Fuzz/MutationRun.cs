using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Testing;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Generator.Tests.Fuzz;

/// <summary>Everything that a build or an editor does with a source, and what goes wrong in it.</summary>
internal static class MutationRun
{
    /// <summary>What C# says of two declarations of one thing: of the user's and a generated one, perhaps.</summary>
    private static readonly HashSet<string> Collisions = ["CS0101", "CS0102", "CS0111", "CS0121", "CS0229", "CS0260", "CS0262", "CS8646"];

    private static readonly SyntaxTree XUnit = Sources.Parse(TestsGeneratorRun.Frameworks["xUnit"], "xUnit.cs");

    /// <summary>The same, on a thread that is given up after a while.</summary>
    public static IReadOnlyList<string> ProblemsWithin(TimeSpan limit, string source)
    {
        IReadOnlyList<string> problems = ["it hangs"];
        var thread = new Thread(() =>
        {
            try
            {
                problems = Problems(source);
            }
            catch (Exception exception)
            {
                problems = ["the run threw " + exception];
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread.Join(limit) ? problems : ["it hangs"];
    }

    /// <summary>One sentence each; none if all is well.</summary>
    public static IReadOnlyList<string> Problems(string source)
    {
        var user = Sources.Compile(Sources.Parse(source), XUnit);
        var driver = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator(), new NetworkTestsGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(Sources.Language))
            .RunGeneratorsAndUpdateCompilation(user, out var output, out var reported);
        var thrown = driver.GetRunResult().Results.Select(result => result.Exception).OfType<Exception>().Select(exception => "a generator threw " + exception);
        var (diagnostics, crashes) = Analyze(output);
        return [.. thrown, .. crashes, .. reported.Concat(diagnostics).Where(IsInternal).Select(diagnostic => diagnostic.ToString()), .. Broken(user, output, diagnostics)];
    }

    private static (ImmutableArray<Diagnostic> Diagnostics, IReadOnlyCollection<string> Crashes) Analyze(Compilation output)
    {
        var crashes = new ConcurrentBag<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, analyzer, _) => crashes.Add($"{analyzer.GetType().Name} threw {exception}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return (output.WithAnalyzers(AnalyzerRun.All, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult(), crashes);
    }

    private static bool IsInternal(Diagnostic diagnostic) => diagnostic.Id.StartsWith("BPG9", StringComparison.Ordinal);

    /// <summary>Errors that generated code has or makes, where neither the user's code nor its declarations have any.</summary>
    private static IEnumerable<string> Broken(CSharpCompilation user, Compilation output, ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.Any(IsError))
        {
            return [];
        }

        var errors = output.GetDiagnostics().Where(IsError).ToArray();
        var own = errors.Where(error => error.Location.SourceTree is { } tree && user.SyntaxTrees.Contains(tree)).ToArray();
        return own.Length == 0
            ? errors.Select(error => "generated code does not compile: " + error)
            : own.Where(error => Collisions.Contains(error.Id)).Except(user.GetDiagnostics(), SameMessage.Instance).Select(error => "generated code collides: " + error);
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private sealed class SameMessage : IEqualityComparer<Diagnostic>
    {
        public static SameMessage Instance { get; } = new();

        public bool Equals(Diagnostic? x, Diagnostic? y) => x?.ToString() == y?.ToString();

        public int GetHashCode(Diagnostic obj) => obj.ToString().GetHashCode(StringComparison.Ordinal);
    }
}
