using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Gives a layer a name of its own, where an earlier one has its name or that of its parameter views.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameLayerCodeFix))]
[Shared]
public sealed class NameLayerCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG1006", "BPG1008");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
    {
        var name = diagnostic.Properties[FixProperties.Name]!;
        yield return new("Name the layer \"" + name + "\"", FixProperties.Name, (solution, cancellation) => SolutionEdits.AtAsync<AttributeSyntax>(
            solution,
            new[] { diagnostic.Location },
            (tree, layer) => tree.ReplaceNode(layer, Attributes.WithProperty(layer, FixProperties.Name, Attributes.Text(name))),
            cancellation));
    }
}
