using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Adds modifiers where C# wants them.</summary>
internal static class Modifiers
{
    /// <summary>The declaration with one modifier more: <c>partial</c> last, others before it. Without any it takes over what stands before the declaration.</summary>
    public static MemberDeclarationSyntax Add(MemberDeclarationSyntax declaration, SyntaxKind modifier)
    {
        var token = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        var modifiers = declaration.Modifiers;
        var partial = modifiers.IndexOf(SyntaxKind.PartialKeyword);
        var place = modifier == SyntaxKind.PartialKeyword || partial < 0 ? modifiers.Count : partial;
        if (place > 0)
        {
            return declaration.WithModifiers(modifiers.Insert(place, token));
        }

        var next = modifiers.Count > 0 ? modifiers[0] : FirstToken(declaration);
        var bare = declaration.ReplaceToken(next, next.WithLeadingTrivia());
        return bare.WithModifiers(bare.Modifiers.Insert(0, token.WithLeadingTrivia(next.LeadingTrivia)));
    }

    /// <summary>The token behind the attributes.</summary>
    private static SyntaxToken FirstToken(MemberDeclarationSyntax declaration)
        => declaration.AttributeLists.Any() ? declaration.AttributeLists.Last().GetLastToken().GetNextToken() : declaration.GetFirstToken();
}
