using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Testing;

/// <summary>What there is to know of a type that is to be tested.</summary>
/// <param name="IsDouble">Whether its precision is double.</param>
/// <param name="Trains">Whether it learns.</param>
/// <param name="Obstacle">Why it cannot be tested, as the end of a sentence; null if it can, or if other diagnostics tell.</param>
/// <param name="IsBroken">Whether its declaration has errors, which are reported where they are.</param>
internal sealed record TestedNetwork(bool IsDouble, bool Trains, string? Obstacle = null, bool IsBroken = false)
{
    /// <summary>Whether tests of it compile.</summary>
    public bool CanBeTested => Obstacle is null && !IsBroken;

    public static TestedNetwork Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (ClassReader.SelfAndOuter(type).Any(each => each.Arity > 0))
        {
            return new(false, false, "it is generic");
        }

        var isSource = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
        var network = isSource && NetworkAttributes.Network(type) is not null
            ? OfSpec(SpecReader.Read(type, compilation, cancellationToken))
            : OfInterfaces(type);
        return network.CanBeTested && Obstacles(type, compilation) is { } obstacle ? network with { Obstacle = obstacle } : network;
    }

    /// <summary>A network of this compilation: its generated part is not there yet, but the spec tells what it will be.</summary>
    private static TestedNetwork OfSpec(NetworkSpec spec)
        => new(spec.IsDouble, !spec.InferenceOnly, IsBroken: !SpecValidator.IsValid(spec));

    private static TestedNetwork OfInterfaces(INamedTypeSymbol type)
    {
        var precisions = type.AllInterfaces
            .Where(each => each is { Arity: 1, ContainingNamespace: { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } })
            .Select(each => (each.Name, each.TypeArguments[0].SpecialType))
            .ToArray();
        foreach (var (name, trains) in new[] { ("ITrainableNetwork", true), ("INetwork", false) })
        {
            foreach (var precision in new[] { SpecialType.System_Single, SpecialType.System_Double })
            {
                if (precisions.Contains((name, precision)))
                {
                    return new(precision == SpecialType.System_Double, trains);
                }
            }
        }

        return new(false, false, "it is no network: it implements neither INetwork<float> nor INetwork<double>");
    }

    private static string? Obstacles(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return "no object of it can be made";
        }

        if (type.IsFileLocal || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        {
            return "it is not visible to a class of tests; make it internal, or public in a referenced project";
        }

        var isNetwork = NetworkAttributes.Network(type) is not null && type.DeclaringSyntaxReferences.Length > 0;
        return isNetwork || type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly))
            ? null
            : "it has no constructor without parameters that a class of tests can call";
    }
}
