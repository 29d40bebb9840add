using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Rename;

namespace BackpropGen.CodeFixes;

/// <summary>Renames what diagnostics are about to the names that they propose.</summary>
internal static class Renaming
{
    /// <summary>All renamings in turn: each sees the solution that the one before it left.</summary>
    public static async Task<Solution> OneAfterTheOtherAsync(Solution solution, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var marks = new List<(DocumentId Document, SyntaxAnnotation Mark, string Name)>();
        foreach (var file in diagnostics.Where(each => each.Properties.ContainsKey(FixProperties.Name)).GroupBy(each => each.Location.SourceTree))
        {
            if (file.Key is not null && solution.GetDocument(file.Key) is { } document && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            {
                var declarations = file.ToDictionary(each => root.FindNode(each.Location.SourceSpan), each => (Mark: new SyntaxAnnotation(), Name: each.Properties[FixProperties.Name]!));
                solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(declarations.Keys, (old, inner) => inner.WithAdditionalAnnotations(declarations[old].Mark)));
                marks.AddRange(declarations.Values.Select(each => (document.Id, each.Mark, each.Name)));
            }
        }

        foreach (var (document, mark, name) in marks)
        {
            solution = await RenameAsync(solution, document, mark, name, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<Solution> RenameAsync(Solution solution, DocumentId id, SyntaxAnnotation mark, string name, CancellationToken cancellationToken)
    {
        var document = solution.GetDocument(id)!;
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root?.GetAnnotatedNodes(mark).FirstOrDefault() is { } declaration && model?.GetDeclaredSymbol(declaration, cancellationToken) is { } symbol
            ? await Renamer.RenameSymbolAsync(solution, symbol, default(SymbolRenameOptions), Free(symbol, name), cancellationToken).ConfigureAwait(false)
            : solution;
    }

    /// <summary>The name, with a number behind where its surroundings have it already.</summary>
    private static string Free(ISymbol symbol, string name)
    {
        var neighbours = symbol.ContainingType?.MemberNames ?? symbol.ContainingNamespace.GetMembers().Select(member => member.Name);
        return Enumerable.Range(1, int.MaxValue - 1)
            .Select(number => number == 1 ? name : name + number.ToString(CultureInfo.InvariantCulture))
            .First(candidate => !neighbours.Contains(candidate));
    }
}
