using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>The runtime's types in a compilation, and what follows from implementing them: networks of referenced assemblies are known as well as those of the project.</summary>
internal sealed class NetworkTypes
{
    private readonly INamedTypeSymbol _network;
    private readonly INamedTypeSymbol _trainable;
    private readonly INamedTypeSymbol _optimizer;
    private readonly INamedTypeSymbol _options;

    private NetworkTypes(INamedTypeSymbol network, INamedTypeSymbol trainable, INamedTypeSymbol optimizer, INamedTypeSymbol options)
        => (_network, _trainable, _optimizer, _options) = (network, trainable, optimizer, options);

    /// <summary>The types, or null in a compilation that does not reference the runtime.</summary>
    public static NetworkTypes? Find(Compilation compilation)
        => compilation.GetTypeByMetadataName(KnownNames.Network) is { } network
            && compilation.GetTypeByMetadataName(KnownNames.TrainableNetwork) is { } trainable
            && compilation.GetTypeByMetadataName(KnownNames.Optimizer) is { } optimizer
            && compilation.GetTypeByMetadataName(KnownNames.TrainingOptions) is { } options
                ? new(network, trainable, optimizer, options)
                : null;

    /// <summary>Whether a method is one of the network interfaces', or implements one: a user's own method of the same name may mean anything.</summary>
    public bool IsContract(IMethodSymbol method)
    {
        var declared = method.OriginalDefinition;
        var type = method.ContainingType;
        if (IsOurs(type))
        {
            return true;
        }

        return type is { TypeKind: TypeKind.Class or TypeKind.Struct }
            && type.AllInterfaces
                .Where(IsOurs)
                .SelectMany(each => each.GetMembers(method.Name))
                .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member)?.OriginalDefinition, declared));
    }

    /// <summary>Whether a type is an optimizer.</summary>
    public bool IsOptimizer(ITypeSymbol? type)
        => type is not null && type.AllInterfaces.Contains(_optimizer, SymbolEqualityComparer.Default);

    /// <summary>Whether a type holds the options of a training.</summary>
    public bool IsOptions(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, _options);

    /// <summary>A count of a network's, such as <c>InputCount</c>; null where the type does not tell it.</summary>
    public static int? Count(ITypeSymbol? network, string name)
        => SelfAndBases(network)
            .SelectMany(type => type.GetMembers(name))
            .OfType<IFieldSymbol>()
            .Select(field => field is { HasConstantValue: true, ConstantValue: int and > 0 and var value } ? value : (int?)null)
            .FirstOrDefault();

    private bool IsOurs(INamedTypeSymbol type)
        => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _network) || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _trainable);

    private static IEnumerable<ITypeSymbol> SelfAndBases(ITypeSymbol? type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            yield return each;
        }
    }
}
