using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.Diagnostics;

/// <summary>Holds every id to its page, whose example must trigger it and whose mended code must not, and to its row in the release notes of the analyzer.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>What C# itself has against these classes, generated surface or not.</summary>
    private static readonly string[] WithoutSurface = ["BPG0001", "BPG0002", "BPG0004", "BPG0007"];

    public static TheoryData<string> Ids => new(DiagnosticDescriptors.All().Select(rule => rule.Id));

    public static TheoryData<string> ReportedIds => new(DiagnosticDescriptors.All().Select(rule => rule.Id).Where(id => id[3] != '9'));

    public static TheoryData<string> ErrorIds => new(DiagnosticDescriptors.All()
        .Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Error && rule.Id[3] != '9')
        .Select(rule => rule.Id)
        .Except(WithoutSurface));

    public static TheoryData<string> AdviceIds => new(DiagnosticDescriptors.All().Where(rule => rule.DefaultSeverity != DiagnosticSeverity.Error).Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_has_a_page_with_its_title_and_severity(string id)
    {
        var rule = Rule(id);
        var lines = Page(id).Split('\n');
        Assert.Equal($"# {id}: {rule.Title}", lines[0]);
        Assert.EndsWith($"Severity: {SeverityName(rule)}.", lines[2], StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_has_a_row_in_the_release_notes_and_in_the_index(string id)
    {
        var rule = Rule(id);
        Assert.Contains($"\n{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n", RepositoryFiles.Read("src", "BackpropGen.Generator", "AnalyzerReleases.Unshipped.md"), StringComparison.Ordinal);
        Assert.Contains($"\n| [{id}]({id}.md) | {SeverityName(rule)} | {rule.Title} |\n", RepositoryFiles.Read("docs", "diagnostics", "README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ReportedIds))]
    public void The_example_of_each_page_triggers_it_and_nothing_else(string id)
        => Assert.Equal([id], AnalyzerRun.Of(Example(id, 0), AnalyzerRun.Reporting(id)).Select(diagnostic => diagnostic.Id).Distinct());

    [Theory]
    [MemberData(nameof(ReportedIds))]
    public void The_mended_code_of_each_page_is_clean(string id)
    {
        var compilation = Example(id, 1);
        Assert.Empty(AnalyzerRun.Of(compilation, AnalyzerRun.Reporting(id)));
        Sources.AssertCompiles(GeneratorRun.Of(compilation).Output);
    }

    [Theory]
    [MemberData(nameof(AdviceIds))]
    public void Advice_stops_nothing(string id)
    {
        var run = GeneratorRun.Of(Example(id, 0));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(ErrorIds))]
    public void One_mistake_is_one_error(string id)
        => Sources.AssertCompiles(GeneratorRun.Of(Example(id, 0)).Output);

    [Fact]
    public void Ids_are_unique_and_their_number_tells_the_category()
    {
        var rules = DiagnosticDescriptors.All();
        Assert.Equal(rules.Count, rules.Select(rule => rule.Id).Distinct().Count());
        Assert.All(rules, rule => Assert.Equal(
            rule.Id[3] switch { '0' => "BackpropGen.Declaration", '1' => "BackpropGen.Layers", '2' => "BackpropGen.Training", '3' => "BackpropGen.Functions", '4' => "BackpropGen.Usage", '5' => "BackpropGen.Budget", _ => "BackpropGen.Internal" },
            rule.Category));
    }

    private static DiagnosticDescriptor Rule(string id) => DiagnosticDescriptors.All().Single(rule => rule.Id == id);

    private static string SeverityName(DiagnosticDescriptor rule) => rule.DefaultSeverity.ToString().ToLowerInvariant();

    private static string Page(string id) => RepositoryFiles.Read("docs", "diagnostics", id + ".md");

    /// <summary>The page's first or second block of code; comments in it may set the language version and reference a test framework, as the project file would.</summary>
    private static CSharpCompilation Example(string id, int block)
    {
        var code = CodeBlock().Matches(Page(id))[block].Groups[1].Value;
        var language = LanguageComment().Match(code) is { Success: true } comment && LanguageVersionFacts.TryParse(comment.Groups[1].Value, out var version)
            ? version
            : Sources.Language;
        var compilation = Sources.Compile(Sources.Parse("using BackpropGen;\n" + code, language: language));
        return code.Contains("<PackageReference Include=\"xunit\"", StringComparison.Ordinal)
            ? compilation.AddReferences(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location))
            : compilation;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("<LangVersion>(.*)</LangVersion>")]
    private static partial Regex LanguageComment();
}
