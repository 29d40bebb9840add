using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackpropGen.CodeFixes;

/// <summary>What all fixes share: ways to mend one diagnostic, by its places and properties only; all of a document, project or solution at once.</summary>
public abstract class NetworkCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in Fixes(root, diagnostic))
            {
                var action = CodeAction.Create(fix.Title, cancellation => fix.Apply(context.Document.Project.Solution, cancellation), GetType().Name + "." + fix.Key);
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>The ways to mend a diagnostic in the file with this root, the likeliest first.</summary>
    private protected abstract IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic);
}
