using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace BackpropGen.CodeFixes;

/// <summary>Attributes of networks and layers with other arguments.</summary>
internal static class Attributes
{
    /// <summary>A value of one of the project's enums, as short as the file's usings allow.</summary>
    public static ExpressionSyntax EnumValue(string type, string value)
        => SyntaxFactory.ParseExpression("global::BackpropGen." + type + "." + value).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>A string.</summary>
    public static ExpressionSyntax Text(string value)
        => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(value));

    /// <summary>A whole number.</summary>
    public static ExpressionSyntax Number(string value) => SyntaxFactory.ParseExpression(value);

    /// <summary>With a property set.</summary>
    public static AttributeSyntax WithProperty(AttributeSyntax attribute, string property, ExpressionSyntax value)
    {
        var old = Arguments(attribute).FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);
        return old is null
            ? attribute.WithArgumentList(Add(attribute, SyntaxFactory.AttributeArgument(value).WithNameEquals(SyntaxFactory.NameEquals(property))))
            : attribute.ReplaceNode(old.Expression, value.WithTriviaFrom(old.Expression));
    }

    /// <summary>With a constructor's argument set.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="parameter">The parameter's name, by which the argument may be given.</param>
    /// <param name="position">Where it stands otherwise.</param>
    /// <param name="value">Its value.</param>
    public static AttributeSyntax WithArgument(AttributeSyntax attribute, string parameter, int position, ExpressionSyntax value)
    {
        var arguments = Arguments(attribute);
        var positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null).ToArray();
        var old = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter) ?? positional.ElementAtOrDefault(position);
        if (old is not null)
        {
            return attribute.ReplaceNode(old.Expression, value.WithTriviaFrom(old.Expression));
        }

        var constructor = arguments.Count(argument => argument.NameEquals is null);
        var added = SyntaxFactory.AttributeArgument(value);
        return attribute.WithArgumentList(Add(attribute, positional.Length == position ? added : added.WithNameColon(SyntaxFactory.NameColon(parameter)), constructor));
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments ?? default;

    private static AttributeArgumentListSyntax Add(AttributeSyntax attribute, AttributeArgumentSyntax argument, int place = int.MaxValue)
    {
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        return list.WithArguments(list.Arguments.Insert(System.Math.Min(place, list.Arguments.Count), argument.WithAdditionalAnnotations(Formatter.Annotation)))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
