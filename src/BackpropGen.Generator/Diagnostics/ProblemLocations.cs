using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Diagnostics;

/// <summary>Finds the source that a problem is about, as exactly as it is written.</summary>
internal static class ProblemLocations
{
    /// <summary>The type's name, on the part with the <c>[Network]</c> attribute or one that should be partial.</summary>
    public static Location? OfName(INamedTypeSymbol type)
    {
        var parts = type.DeclaringSyntaxReferences.Select(part => part.GetSyntax()).OfType<TypeDeclarationSyntax>().ToArray();
        var network = NetworkAttributes.Network(type)?.ApplicationSyntaxReference;
        var part = parts.FirstOrDefault(syntax => !syntax.Modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.PartialKeyword))
            ?? parts.FirstOrDefault(syntax => syntax.SyntaxTree == network?.SyntaxTree && syntax.Span.Contains(network.Span))
            ?? parts.FirstOrDefault();
        return part?.Identifier.GetLocation();
    }

    /// <summary>The value of an attribute's argument, or its element; the attribute where the argument is not written.</summary>
    public static Location? OfArgument(AttributeData attribute, SpecProblem problem, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax)
        {
            return null;
        }

        var values = problem.Argument is { } argument ? Values(attribute, syntax, argument) : new List<ExpressionSyntax>();
        if (values.Count == 1 && problem.Element >= 0 && Elements(values[0]) is { } elements)
        {
            values = elements;
        }

        var isElement = problem.Element >= 0 && problem.Element < values.Count;
        return (isElement ? values[problem.Element] : (SyntaxNode?)values.FirstOrDefault() ?? syntax).GetLocation();
    }

    /// <summary>What is written for an argument: one expression, or those of a <c>params</c> array.</summary>
    private static List<ExpressionSyntax> Values(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        var arguments = syntax.ArgumentList?.Arguments ?? default;
        var named = arguments.Where(argument => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText == name).ToList();
        if (named.Count > 0)
        {
            return named.ConvertAll(argument => argument.Expression);
        }

        var parameter = attribute.AttributeConstructor?.Parameters.FirstOrDefault(each => each.Name == name);
        var positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null);
        return parameter is null
            ? new()
            : positional.Skip(parameter.Ordinal).Take(parameter.IsParams ? int.MaxValue : 1).Select(argument => argument.Expression).ToList();
    }

    /// <summary>The elements of an array that is written out, else null.</summary>
    private static List<ExpressionSyntax>? Elements(ExpressionSyntax array) => array switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ToList(),
        ImplicitArrayCreationExpressionSyntax implicitArray => implicitArray.Initializer.Expressions.ToList(),
        CollectionExpressionSyntax collection when collection.Elements.All(element => element is ExpressionElementSyntax)
            => collection.Elements.Select(element => ((ExpressionElementSyntax)element).Expression).ToList(),
        _ => null,
    };
}
