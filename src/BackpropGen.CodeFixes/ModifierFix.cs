using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>A fix that adds one modifier to the declaration around a diagnostic.</summary>
internal static class ModifierFix
{
    public static IEnumerable<Fix> Of<TDeclaration>(SyntaxNode root, Diagnostic diagnostic, SyntaxKind modifier, Func<TDeclaration, string> title)
        where TDeclaration : MemberDeclarationSyntax
    {
        if (SolutionEdits.Find<TDeclaration>(root, diagnostic.Location) is { } declaration)
        {
            yield return new(title(declaration), modifier.ToString(), (solution, cancellation) => SolutionEdits.AtAsync<TDeclaration>(
                solution, new[] { diagnostic.Location }, (tree, found) => tree.ReplaceNode(found, Modifiers.Add(found, modifier)), cancellation));
        }
    }
}
