using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Writes the name of a layer that is most like a misspelt one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectLayerNameCodeFix))]
[Shared]
public sealed class CorrectLayerNameCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG1005");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(FixProperties.Text, out var text) && root.FindNode(diagnostic.Location.SourceSpan) is not AttributeSyntax)
        {
            yield return new("Change to \"" + text + "\"", FixProperties.Text, (solution, cancellation) => SolutionEdits.AtAsync<ExpressionSyntax>(
                solution, new[] { diagnostic.Location }, (tree, written) => tree.ReplaceNode(written, Attributes.Text(text!).WithTriviaFrom(written)), cancellation));
        }
    }
}
