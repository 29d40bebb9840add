using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Makes loss and outputs fit, by another loss or by another activation of the output layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectLossCodeFix))]
[Shared]
public sealed class CorrectLossCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG2005", "BPG2006", "BPG2007", "BPG2008", "BPG2009");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(FixProperties.Loss, out var loss))
        {
            yield return new("Use Loss." + loss, FixProperties.Loss, (solution, cancellation) => SolutionEdits.AtAsync<AttributeSyntax>(
                solution,
                new[] { diagnostic.Location },
                (tree, network) => tree.ReplaceNode(network, Attributes.WithProperty(network, FixProperties.Loss, Attributes.EnumValue("Loss", loss!))),
                cancellation));
        }

        if (diagnostic.Properties.TryGetValue(FixProperties.Activation, out var activation))
        {
            var title = activation == "Identity" ? "End the network without an activation" : "End the network with Activation." + activation;
            yield return new(title, FixProperties.Activation, (solution, cancellation) => SolutionEdits.AtAsync<AttributeSyntax>(
                solution, diagnostic.AdditionalLocations, (tree, layer) => LayerAttributes.EndIn(tree, layer, activation!), cancellation));
        }
    }
}
