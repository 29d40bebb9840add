using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.Snapshots;

/// <summary>The helper's own format, against text that the real library wrote.</summary>
public sealed class SnapshotHelperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_source_is_named_after_its_hint_and_begins_with_it()
    {
        var files = Files(new FakeGenerator { Hint = "C.F.g.cs", Text = "class C\r\n{\r}\n\n" });
        Assert.Equal(["SnapshotTests.One#C.F.g.verified.cs"], files.Keys);
        Assert.Equal("//HintName: C.F.g.cs\nclass C\n{\n}\n\n", files.Values.Single());
    }

    [Fact]
    public void A_hint_without_extension_gets_one()
        => Assert.Equal(["SnapshotTests.One#C.verified.cs"], Files(new FakeGenerator { Hint = "C", Text = "" }).Keys);

    [Fact]
    public void A_diagnostic_is_written_as_the_library_does()
    {
        var location = Location.Create("Folder/Input0.cs", default, new(new(9, 28), new(9, 29)));
        var rule = new DiagnosticDescriptor("BPG001", "A method marked [Backprop] must be static", "The method '{0}' must be static", "BackpropGen", DiagnosticSeverity.Error, true);
        var files = Files(new FakeGenerator { Diagnostic = Diagnostic.Create(rule, location, "H") });
        Assert.Equal(["SnapshotTests.One.verified.txt"], files.Keys);
        const string Expected = """
            {
              Diagnostics: [
                {
                  Location: Folder\Input0.cs: (9,28)-(9,29),
                  Message: The method 'H' must be static,
                  Severity: Error,
                  Descriptor: {
                    Id: BPG001,
                    Title: A method marked [Backprop] must be static,
                    MessageFormat: The method '{0}' must be static,
                    Category: BackpropGen,
                    DefaultSeverity: Error,
                    IsEnabledByDefault: true
                  }
                }
              ]
            }
            """;
        Assert.Equal(Expected.Replace("\r\n", "\n", StringComparison.Ordinal), files.Values.Single());
    }

    [Fact]
    public void A_warning_without_location_has_its_level_and_its_help()
    {
        var rule = new DiagnosticDescriptor("X", "T", "M", "C", DiagnosticSeverity.Warning, true, description: "D", helpLinkUri: "https://example.org");
        var text = Files(new FakeGenerator { Diagnostic = Diagnostic.Create(rule, Location.None) }).Values.Single();
        Assert.Contains("    {\n      Message: M,\n      Severity: Warning,\n      WarningLevel: 1,\n", text, StringComparison.Ordinal);
        Assert.Contains("Title: T,\n        Description: D,\n        HelpLink: https://example.org,\n        MessageFormat: M,\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_generated_is_no_file() => Assert.Empty(Files(new FakeGenerator()));

    [Fact]
    public void Accepted_files_have_a_byte_order_mark_and_no_added_line_end()
    {
        Assert.Empty(Compare("text", accepts: true));
        Assert.Equal(Encoding.UTF8.GetPreamble().Concat("text"u8.ToArray()), File.ReadAllBytes(Path.Combine(_folder, "T.M#a.verified.cs")));
        Assert.Empty(Compare("text", accepts: false));
    }

    [Fact]
    public void A_missing_file_is_reported_and_received()
    {
        Assert.Equal(["T.M#a.verified.cs is missing: the received file is new"], Compare("text", accepts: false));
        Assert.True(File.Exists(Path.Combine(_folder, "T.M#a.received.cs")));
    }

    [Fact]
    public void A_changed_file_is_reported()
    {
        Compare("text", accepts: true);
        Assert.Equal(["T.M#a.verified.cs differs: compare it with the received file beside it"], Compare("text\n", accepts: false));
    }

    [Fact]
    public void A_file_left_over_is_reported_and_deleted_when_accepted()
    {
        File.WriteAllText(Path.Combine(_folder, "T.M#b.verified.cs"), "");
        File.WriteAllText(Path.Combine(_folder, "T.Many#b.verified.cs"), "");
        Compare("text", accepts: true);
        Assert.Equal(["T.M#a.verified.cs", "T.Many#b.verified.cs"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    private IReadOnlyList<string> Compare(string text, bool accepts)
        => Verifier.Compare(_folder, "T.M", new Dictionary<string, string> { ["T.M#a.verified.cs"] = text }, accepts);

    private static IReadOnlyDictionary<string, string> Files(FakeGenerator generator)
        => SnapshotFormat.Files(CSharpGeneratorDriver.Create(generator).RunGenerators(Sources.Compile("class Empty;")).GetRunResult(), "SnapshotTests.One");

    /// <summary>Generates one file, or reports one diagnostic.</summary>
    private sealed class FakeGenerator : IIncrementalGenerator
    {
        public string? Hint { get; init; }

        public string Text { get; init; } = "";

        public Diagnostic? Diagnostic { get; init; }

        public void Initialize(IncrementalGeneratorInitializationContext context)
            => context.RegisterSourceOutput(context.CompilationProvider, (output, _) =>
            {
                if (Hint is not null)
                {
                    output.AddSource(Hint, Microsoft.CodeAnalysis.Text.SourceText.From(Text, Encoding.UTF8));
                }

                if (Diagnostic is not null)
                {
                    output.ReportDiagnostic(Diagnostic);
                }
            });
    }
}
