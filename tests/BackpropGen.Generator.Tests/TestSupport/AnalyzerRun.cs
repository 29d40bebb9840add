using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Diagnostics.CallSites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>Analyzers over user code together with what is generated for it, as in a build.</summary>
internal static class AnalyzerRun
{
    /// <summary>Those that judge what is declared.</summary>
    public static DiagnosticAnalyzer[] Declarations => [new NetworkAnalyzer(), new FunctionAnalyzer()];

    /// <summary>Every analyzer of the project.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } = [.. Declarations, new SealedNetworkAnalyzer(), new CallSiteAnalyzer(), new NetworkTestsAnalyzer()];

    public static IReadOnlyList<Diagnostic> Of(string source) => Of(Sources.Compile(source));

    public static IReadOnlyList<Diagnostic> Of(CSharpCompilation compilation) => Of(compilation, Declarations);

    public static IReadOnlyList<Diagnostic> Of(string source, params DiagnosticAnalyzer[] analyzers) => Of(Sources.Compile(source), analyzers);

    public static IReadOnlyList<Diagnostic> Of(CSharpCompilation compilation, params DiagnosticAnalyzer[] analyzers)
        => GeneratorRun.Of(compilation).Output
            .WithAnalyzers([.. analyzers])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToArray();

    /// <summary>The analyzers that belong to an id: those that judge declarations go together, so that one mistake is one diagnostic.</summary>
    public static DiagnosticAnalyzer[] Reporting(string id)
        => Declarations.Any(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id))
            ? Declarations
            : [All.Single(analyzer => analyzer.SupportedDiagnostics.Any(rule => rule.Id == id))];

    /// <summary>Asserts that there is one diagnostic, with this id and message, just where the source is marked.</summary>
    public static void Reports(string marked, string id, string message)
    {
        var source = MarkedSource.Parse(marked);
        var diagnostic = Assert.Single(Of(source.Text, Reporting(id)));
        Assert.Equal(
            (id, source.Text.Substring(source.Marked.Start, source.Marked.Length), source.Marked.Start, message),
            (diagnostic.Id, source.Text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length), diagnostic.Location.SourceSpan.Start, diagnostic.GetMessage(null)));
    }
}
