using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace BackpropGen.CodeFixes;

/// <summary>Edits at places, which may lie in several files.</summary>
internal static class SolutionEdits
{
    /// <summary>Edits the innermost node of a kind around each place.</summary>
    /// <param name="solution">The solution as it is.</param>
    /// <param name="places">Where to edit.</param>
    /// <param name="edit">Gets a file's root and the node in it, gives the new root.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<Solution> AtAsync<TNode>(Solution solution, IEnumerable<Location> places, Func<SyntaxNode, TNode, SyntaxNode> edit, CancellationToken cancellationToken)
        where TNode : SyntaxNode
    {
        foreach (var file in places.Where(place => place.SourceTree is not null).GroupBy(place => place.SourceTree))
        {
            if (solution.GetDocument(file.Key) is { } document && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
            {
                var nodes = file.Select(place => Find<TNode>(root, place)).OfType<TNode>().Distinct().ToArray();
                var edited = nodes.Aggregate(root.TrackNodes(nodes), (tracked, node) => edit(tracked, tracked.GetCurrentNode(node)!));
                solution = solution.WithDocumentSyntaxRoot(document.Id, edited);
            }
        }

        return solution;
    }

    /// <summary>The innermost node of a kind around a place; null without one.</summary>
    public static TNode? Find<TNode>(SyntaxNode root, Location place)
        where TNode : SyntaxNode
        => root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
}
