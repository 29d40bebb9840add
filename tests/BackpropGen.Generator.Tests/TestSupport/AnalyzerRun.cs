using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>The analyzers over user code together with what is generated for it, as in a build.</summary>
internal static class AnalyzerRun
{
    public static IReadOnlyList<Diagnostic> Of(string source) => Of(Sources.Compile(source));

    public static IReadOnlyList<Diagnostic> Of(CSharpCompilation compilation)
        => GeneratorRun.Of(compilation).Output
            .WithAnalyzers([new NetworkAnalyzer(), new FunctionAnalyzer()])
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToArray();

    /// <summary>Asserts that there is one diagnostic, with this id and message, just where the source is marked.</summary>
    public static void Reports(string marked, string id, string message)
    {
        var source = MarkedSource.Parse(marked);
        var diagnostic = Assert.Single(Of(source.Text));
        Assert.Equal(
            (id, source.Text.Substring(source.Marked.Start, source.Marked.Length), source.Marked.Start, message),
            (diagnostic.Id, source.Text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length), diagnostic.Location.SourceSpan.Start, diagnostic.GetMessage(null)));
    }
}
