using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>Renames all that collides in a document, project or solution. Uses may lie anywhere, so that renamings made apart could not be merged.</summary>
internal sealed class RenameAllProvider : FixAllProvider
{
    public static RenameAllProvider Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = await DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        return diagnostics.Count == 0
            ? null
            : CodeAction.Create("Rename what collides", cancellation => Renaming.OneAfterTheOtherAsync(fixAllContext.Solution, diagnostics, cancellation), nameof(RenameAllProvider));
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        }

        var projects = context.Scope == FixAllScope.Project ? new[] { context.Project } : context.Solution.Projects;
        var diagnostics = new List<Diagnostic>();
        foreach (var project in projects.Where(project => project.Language == context.Project.Language))
        {
            diagnostics.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return diagnostics;
    }
}
