using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec;

/// <summary>Finds the attributes that declare a network.</summary>
internal static class NetworkAttributes
{
    private static readonly Dictionary<string, LayerKind> Kinds =
        ((LayerKind[])Enum.GetValues(typeof(LayerKind))).ToDictionary(kind => kind + "Attribute", StringComparer.Ordinal);

    /// <summary>The <c>[Network]</c> attribute, or null; of several, which the C# compiler refuses, the first.</summary>
    public static AttributeData? Network(INamedTypeSymbol type)
        => type.GetAttributes().FirstOrDefault(attribute => IsOurs(attribute) && attribute.AttributeClass!.Name == KnownNames.NetworkAttributeType);

    /// <summary>The <c>[Budget]</c> attribute, or null.</summary>
    public static AttributeData? Budget(INamedTypeSymbol type)
        => type.GetAttributes().FirstOrDefault(attribute => IsOurs(attribute) && attribute.AttributeClass!.Name == KnownNames.BudgetAttributeType);

    /// <summary>The layer attributes in the order written.</summary>
    public static IReadOnlyList<AttributeData> Layers(INamedTypeSymbol type)
        => type.GetAttributes().Where(attribute => IsOurs(attribute) && Kinds.ContainsKey(attribute.AttributeClass!.Name)).ToArray();

    /// <summary>Which layer an attribute out of <see cref="Layers"/> declares.</summary>
    public static LayerKind Kind(AttributeData layer) => Kinds[layer.AttributeClass!.Name];

    /// <summary>Whether an attribute is one of the runtime's.</summary>
    public static bool IsOurs(AttributeData attribute)
        => attribute.AttributeClass is { ContainingType: null, ContainingNamespace: { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } };
}
