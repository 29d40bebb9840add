using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Testing;

/// <summary>Reads <c>[assembly: GenerateNetworkTests]</c>: what to test, with which framework, or why it cannot be tested.</summary>
internal static class NetworkTestsReader
{
    /// <summary>The transform of the pipeline: the tests that the attributes of one file ask for.</summary>
    public static EquatableArray<NetworkTestsSpec> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var compilation = context.SemanticModel.Compilation;
        return new(context.Attributes
            .Where(attribute => IsFirst(attribute, compilation.Assembly))
            .Select(attribute => Read(attribute, compilation, cancellationToken))
            .OfType<NetworkTestsSpec>());
    }

    /// <summary>The attributes of an assembly.</summary>
    public static IEnumerable<AttributeData> Attributes(IAssemblySymbol assembly)
        => assembly.GetAttributes().Where(attribute => attribute.AttributeClass is { Name: KnownNames.TestsAttributeType, ContainingType: null, ContainingNamespace: { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } });

    /// <summary>The type that an attribute names; null where C# reports it.</summary>
    public static INamedTypeSymbol? Network(AttributeData attribute)
        => attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } type }
            ? type
            : null;

    /// <summary>Whose attributes mark tests; null when the project references no framework that is known.</summary>
    public static TestFramework? Framework(Compilation compilation)
        => TestFramework.All.FirstOrDefault(framework => compilation.GetTypesByMetadataName(framework.Marker).Length > 0);

    private static NetworkTestsSpec? Read(AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        if (Network(attribute) is not { } type || Framework(compilation) is not { } framework || TestedNetwork.Read(type, compilation, cancellationToken) is not { CanBeTested: true } network)
        {
            return null;
        }

        var space = ClassReader.Namespace(type);
        return new(space, ClassName(type, compilation), type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), network.IsDouble ? "double" : "float", network.Trains, framework, HintNames.Of(type));
    }

    /// <summary>A network that is named twice is tested once.</summary>
    private static bool IsFirst(AttributeData attribute, IAssemblySymbol assembly)
    {
        var first = Attributes(assembly).FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(Network(each), Network(attribute)));
        return first is null || (first.ApplicationSyntaxReference?.SyntaxTree == attribute.ApplicationSyntaxReference?.SyntaxTree && first.ApplicationSyntaxReference?.Span == attribute.ApplicationSyntaxReference?.Span);
    }

    /// <summary><c>IrisNetworkTests</c>, with a number behind if the project has such a class in the network's namespace.</summary>
    private static string ClassName(INamedTypeSymbol type, Compilation compilation)
    {
        var name = string.Join("_", ClassReader.SelfAndOuter(type).Reverse().Select(each => each.Name)) + "Tests";
        var taken = new HashSet<string>(Neighbours(type, compilation), System.StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue - 1)
            .Select(number => number == 1 ? name : name + number.ToString(CultureInfo.InvariantCulture))
            .First(candidate => !taken.Contains(candidate));
    }

    private static IEnumerable<string> Neighbours(INamedTypeSymbol type, Compilation compilation)
    {
        var space = compilation.GetCompilationNamespace(type.ContainingNamespace);
        return space is null ? Enumerable.Empty<string>() : space.GetMembers().Select(member => member.Name);
    }
}
