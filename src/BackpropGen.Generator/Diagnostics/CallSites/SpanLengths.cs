using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>How many values an array or span has, where that can be read off the source.</summary>
internal static class SpanLengths
{
    /// <summary>The number, or null.</summary>
    public static int? Of(IOperation? operation) => operation switch
    {
        null => null,
        IConversionOperation conversion => Of(conversion.Operand),
        ILocalReferenceOperation => Of(LocalValues.Of(operation)),
        IArrayCreationOperation { DimensionSizes.Length: 1 } array => array.Initializer?.ElementValues.Length ?? Constant(array.DimensionSizes[0]),
        IInvocationOperation call => OfCall(call),
        IObjectCreationOperation creation => OfCreation(creation),
        IArrayElementReferenceOperation { Indices.Length: 1 } element => Slices.OfRange(element.Indices[0], Of(element.ArrayReference)),
        IImplicitIndexerReferenceOperation indexer => Slices.OfRange(indexer.Argument, Of(indexer.Instance)),
        _ => OfSyntax(operation),
    };

    /// <summary>A constant that can be a length.</summary>
    public static int? Constant(IOperation? operation)
        => operation is { ConstantValue: { HasValue: true, Value: int and >= 0 and var value } } ? value : null;

    private static int? OfCall(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        if (call.TargetMethod.Name == "AsSpan" && type is { Name: "MemoryExtensions", ContainingNamespace.Name: "System" })
        {
            return Slices.Of(Of(call.Arguments[0].Value), call.Arguments.Skip(1).ToArray());
        }

        return IsSpan(type) && call.Instance is { } span
            ? call.TargetMethod.Name switch
            {
                "Slice" => Slices.Of(Of(span), call.Arguments.ToArray()),
                "ToArray" => Of(span),
                _ => null,
            }
            : null;
    }

    /// <summary><c>new Span&lt;T&gt;(array)</c> or of a part of it.</summary>
    private static int? OfCreation(IObjectCreationOperation creation)
    {
        var isOfArray = IsSpan(creation.Type) && creation.Arguments.Length > 0 && creation.Arguments[0].Parameter?.Type is IArrayTypeSymbol;
        return isOfArray ? Slices.Of(Of(creation.Arguments[0].Value), creation.Arguments.Skip(1).ToArray()) : null;
    }

    /// <summary>What had no operation of its own in the first version of Roslyn that this runs in.</summary>
    private static int? OfSyntax(IOperation operation) => operation.Syntax switch
    {
        CollectionExpressionSyntax collection => collection.Elements.All(element => element is ExpressionElementSyntax) ? collection.Elements.Count : null,
        ImplicitStackAllocArrayCreationExpressionSyntax numbers => numbers.Initializer.Expressions.Count,
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Count,
        StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax array } => ConstantSize(operation.SemanticModel, array),
        _ => null,
    };

    private static int? ConstantSize(SemanticModel? model, ArrayTypeSyntax array)
        => model is not null && array.RankSpecifiers.FirstOrDefault()?.Sizes.FirstOrDefault() is { } size && model.GetConstantValue(size) is { HasValue: true, Value: int and >= 0 and var value }
            ? value
            : null;

    private static bool IsSpan(ITypeSymbol? type) => type is { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System" };
}
