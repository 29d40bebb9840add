using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BackpropGen.CodeFixes;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

public sealed class MakePartialTests
{
    [Theory]
    [InlineData("class Net;", "partial class Net;")]
    [InlineData("public sealed class Net;", "public sealed partial class Net;")]
    [InlineData("/* a */ class /* b */ Net { int x; }", "/* a */ partial class /* b */ Net { int x; }")]
    [InlineData("// comment\npublic class Net // end\n{\n}", "// comment\npublic partial class Net // end\n{\n}")]
    public async Task A_network_becomes_partial(string declaration, string expected)
    {
        const string Attributes = "using BackpropGen;\n\n[Network(2)]\n[Dense(1)]\n";
        Assert.Equal(Attributes + expected, await FixAsync(Attributes + declaration));
    }

    [Theory]
    [InlineData("class", "partial class")]
    [InlineData("public struct", "public partial struct")]
    [InlineData("internal record struct", "internal partial record struct")]
    [InlineData("public interface", "public partial interface")]
    public async Task A_type_around_a_network_becomes_partial(string declared, string expected)
    {
        const string Inside = " Outer\n{\n    [BackpropGen.Network(2), BackpropGen.Dense(1)]\n    public partial class Net;\n}\n";
        Assert.Equal(expected + Inside, await FixAsync(declared + Inside));
    }

    [Fact]
    public void All_in_a_solution_can_be_fixed_at_once()
    {
        var provider = new MakePartialCodeFix().GetFixAllProvider();
        Assert.Contains(FixAllScope.Solution, provider.GetSupportedFixAllScopes());
    }

    [Fact]
    public void It_is_registered_for_the_analyzers_ids()
    {
        var known = BackpropGen.Generator.Diagnostics.DiagnosticDescriptors.All().Select(rule => rule.Id);
        Assert.Equal(["BPG0001", "BPG0002"], new MakePartialCodeFix().FixableDiagnosticIds.Intersect(known));
    }

    private static async Task<string> FixAsync(string source)
    {
        using var workspace = new AdhocWorkspace();
        var compilation = Sources.Compile(source);
        var document = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(Sources.Language))
            .WithMetadataReferences(compilation.References)
            .AddDocument("Input.cs", source);
        var diagnostic = Assert.Single(AnalyzerRun.Of(compilation));
        CodeAction? action = null;
        await new MakePartialCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (found, _) => action = found, CancellationToken.None));
        ImmutableArray<CodeActionOperation> operations = await action!.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        var text = (await changed.GetTextAsync()).ToString();
        Assert.Empty(AnalyzerRun.Of(text));
        return text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
