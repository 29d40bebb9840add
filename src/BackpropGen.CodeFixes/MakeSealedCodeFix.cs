using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Seals a network that nothing derives from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeSealedCodeFix))]
[Shared]
public sealed class MakeSealedCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG0015");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
        => ModifierFix.Of<ClassDeclarationSyntax>(root, diagnostic, SyntaxKind.SealedKeyword, type => "Seal '" + type.Identifier.ValueText + "'");
}
