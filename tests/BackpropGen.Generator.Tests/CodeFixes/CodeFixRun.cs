using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BackpropGen.Generator.Tests.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackpropGen.Generator.Tests.CodeFixes;

/// <summary>A code fix over user code, in a workspace as editors have it.</summary>
internal sealed class CodeFixRun(CodeFixProvider provider, DiagnosticAnalyzer analyzer)
{
    /// <summary>The titles of what is offered for the only diagnostic in a source, the first first.</summary>
    public async Task<string[]> TitlesAsync(string source)
    {
        var (document, diagnostics) = await ReportedAsync(Solution([[source]]));
        return [.. (await ActionsAsync(document, Assert.Single(diagnostics))).Select(action => action.Title)];
    }

    /// <summary>The source after the fix with a title, or the only one, to the first diagnostic that can be fixed.</summary>
    public async Task<string> ApplyAsync(string source, string? title = null)
    {
        var (document, diagnostics) = await ReportedAsync(Solution([[source]]));
        var actions = await ActionsAsync(document, diagnostics[0]);
        var action = title is null ? Assert.Single(actions) : actions.Single(each => each.Title == title);
        return await TextAsync(await AppliedAsync(action), document.Id);
    }

    /// <summary>All documents after all fixes of a kind in a scope, begun at the first diagnostic of the first document.</summary>
    /// <param name="scope">What to fix.</param>
    /// <param name="projects">The documents of each project.</param>
    /// <param name="title">Which fix; the first offered if it is not given.</param>
    public async Task<string[]> ApplyToAllAsync(FixAllScope scope, string[][] projects, string? title = null)
    {
        var solution = Solution(projects);
        var (document, diagnostics) = await ReportedAsync(solution);
        var first = (await ActionsAsync(document, diagnostics[0])).First(action => title is null || action.Title == title);
        var context = new FixAllContext(document, provider, scope, first.EquivalenceKey!, provider.FixableDiagnosticIds, new Reported(this), CancellationToken.None);
        var all = await provider.GetFixAllProvider()!.GetFixAsync(context);
        var changed = await AppliedAsync(all!);
        return await Task.WhenAll(solution.Projects.SelectMany(project => project.DocumentIds).Select(id => TextAsync(changed, id)));
    }

    private static Solution Solution(string[][] projects)
    {
        using var workspace = new AdhocWorkspace();
        var solution = workspace.CurrentSolution;
        for (var i = 0; i < projects.Length; i++)
        {
            var project = solution.AddProject("Consumer" + i, "Consumer" + i, LanguageNames.CSharp)
                .WithParseOptions(new CSharpParseOptions(Sources.Language))
                .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
                .WithMetadataReferences(Sources.Compile("").References);
            for (var j = 0; j < projects[i].Length; j++)
            {
                project = project.AddDocument($"Input{j}.cs", projects[i][j]).Project;
            }

            solution = project.Solution;
        }

        return solution;
    }

    private async Task<(Document Document, Diagnostic[] Diagnostics)> ReportedAsync(Solution solution)
    {
        var document = solution.Projects.First().Documents.First();
        return (document, [.. (await DiagnosticsAsync(document.Project)).Where(each => solution.GetDocument(each.Location.SourceTree) == document)]);
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = (CSharpCompilation)(await project.GetCompilationAsync())!;
        return [.. AnalyzerRun.Of(compilation, analyzer).Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    private async Task<List<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private static async Task<Solution> AppliedAsync(CodeAction action)
        => (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private static async Task<string> TextAsync(Solution solution, DocumentId id)
        => (await solution.GetDocument(id)!.GetTextAsync()).ToString().Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>What editors tell a fix of all.</summary>
    private sealed class Reported(CodeFixRun run) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await run.DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await run.DiagnosticsAsync(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
