using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Spec;

/// <summary>Names as C# source.</summary>
internal static class Identifiers
{
    /// <summary>The name with <c>@</c> in front when it is a keyword anywhere in C#: needless in some places, right in all.</summary>
    public static string Escape(string name)
    {
        var isKeyword = SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;
        return isKeyword ? "@" + name : name;
    }

    /// <summary>The name without the <c>@</c> that <see cref="Escape"/> may have put there.</summary>
    public static string Unescape(string name) => name.TrimStart('@');

    /// <summary>Whether text can stand as a C# identifier, or does so with <c>@</c> in front.</summary>
    public static bool IsValid(string text) => SyntaxFacts.IsValidIdentifier(text);
}
