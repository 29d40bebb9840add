using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.CodeFixes;

/// <summary>Layers with other functions, and layers more or less.</summary>
internal static class LayerAttributes
{
    private const string Identity = nameof(Identity);

    /// <summary>The file with the output layer ending in an activation: by its argument, or by an <c>[Activate]</c> behind a layer without one.</summary>
    public static SyntaxNode EndIn(SyntaxNode root, AttributeSyntax layer, string activation)
    {
        var kind = Kind(layer);
        if (kind is not ("Dense" or "Activate"))
        {
            return Append(root, layer, "Activate", Attributes.EnumValue("Activation", activation));
        }

        var isBare = kind == "Activate" && activation == Identity && layer.ArgumentList!.Arguments.All(argument => argument.NameEquals is null);
        if (isBare && layer.Parent is AttributeListSyntax list)
        {
            return list.Attributes.Count == 1 ? root.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)! : root.RemoveNode(layer, SyntaxRemoveOptions.KeepNoTrivia)!;
        }

        var place = kind == "Dense" ? 1 : 0;
        return root.ReplaceNode(layer, Attributes.WithArgument(WithoutDeclaringType(layer, place), "activation", place, Attributes.EnumValue("Activation", activation)));
    }

    /// <summary>The file with one layer more, in a line behind an attribute.</summary>
    public static SyntaxNode Append(SyntaxNode root, AttributeSyntax attribute, string kind, params ExpressionSyntax[] arguments)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.WithRight(SyntaxFactory.IdentifierName(kind)) : (NameSyntax)SyntaxFactory.IdentifierName(kind);
        var separators = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, arguments.Length - 1));
        var added = SyntaxFactory.Attribute(name, SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments.Select(SyntaxFactory.AttributeArgument), separators)));
        var line = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(added))
            .WithLeadingTrivia(Last(list.GetLeadingTrivia(), SyntaxKind.WhitespaceTrivia))
            .WithTrailingTrivia(Last(list.GetTrailingTrivia(), SyntaxKind.WhitespaceTrivia, SyntaxKind.EndOfLineTrivia));
        return root.InsertNodesAfter(list, new[] { line });
    }

    private static SyntaxTriviaList Last(SyntaxTriviaList trivia, params SyntaxKind[] kinds)
        => trivia.Count > 0 && kinds.Contains(trivia[trivia.Count - 1].Kind()) ? SyntaxFactory.TriviaList(trivia[trivia.Count - 1]) : SyntaxFactory.TriviaList();

    /// <summary>The attribute's name without what C# lets a user leave out.</summary>
    private static string Kind(AttributeSyntax layer)
    {
        var name = (layer.Name is QualifiedNameSyntax qualified ? qualified.Right : layer.Name).ToString();
        const string Suffix = "Attribute";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>A function of another class's is named by two arguments, of which the activation needs one.</summary>
    private static AttributeSyntax WithoutDeclaringType(AttributeSyntax layer, int place)
    {
        var arguments = layer.ArgumentList!.Arguments;
        var positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null).ToArray();
        var declaring = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "declaring")
            ?? (positional.Length > place + 1 ? positional[place] : null);
        return declaring is null ? layer : layer.WithArgumentList(layer.ArgumentList.WithArguments(arguments.Remove(declaring)));
    }
}
