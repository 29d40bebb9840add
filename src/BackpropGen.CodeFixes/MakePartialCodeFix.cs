using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Makes a network, or a type around one, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix))]
[Shared]
public sealed class MakePartialCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG0001", "BPG0002");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
        => ModifierFix.Of<TypeDeclarationSyntax>(root, diagnostic, SyntaxKind.PartialKeyword, type => "Make '" + type.Identifier.ValueText + "' partial");
}
