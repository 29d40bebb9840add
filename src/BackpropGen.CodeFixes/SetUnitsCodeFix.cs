using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Gives the dense layers behind the sources of <c>[Add]</c> equal numbers of units.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetUnitsCodeFix))]
[Shared]
public sealed class SetUnitsCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG1010");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(FixProperties.Units, out var units))
        {
            yield return new("Give the sources " + units + " units", FixProperties.Units, (solution, cancellation) => SolutionEdits.AtAsync<AttributeSyntax>(
                solution,
                diagnostic.AdditionalLocations,
                (tree, layer) => tree.ReplaceNode(layer, Attributes.WithArgument(layer, "units", 0, Attributes.Number(units!))),
                cancellation));
        }
    }
}
