using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Makes an activation or a loss of the user's static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticCodeFix))]
[Shared]
public sealed class MakeStaticCodeFix : NetworkCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("BPG3006");

    private protected override IEnumerable<Fix> Fixes(SyntaxNode root, Diagnostic diagnostic)
        => ModifierFix.Of<MethodDeclarationSyntax>(root, diagnostic, SyntaxKind.StaticKeyword, method => "Make '" + method.Identifier.ValueText + "' static");
}
