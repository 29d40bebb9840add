using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Gives a network without layers the smallest output that suits its loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddOutputLayerCodeFix))]
[Shared]
public sealed class AddOutputLayerCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG0008");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
    {
        var (units, activation) = (diagnostic.Properties[FixProperties.Units]!, diagnostic.Properties[FixProperties.Activation]!);
        var isLinear = activation == "Identity";
        var arguments = isLinear
            ? new[] { Attributes.Number(units) }
            : new[] { Attributes.Number(units), Attributes.EnumValue("Activation", activation) };
        yield return new("Add [Dense(" + units + (isLinear ? "" : ", Activation." + activation) + ")]", "Add", (solution, cancellation) => SolutionEdits.AtAsync<AttributeSyntax>(
            solution, new[] { diagnostic.Location }, (tree, network) => LayerAttributes.Append(tree, network, "Dense", arguments), cancellation));
    }
}
