using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Spec;

/// <summary>Reads what there is to know of the user's class besides its attributes.</summary>
internal static class ClassReader
{
    /// <summary>The first version that can compile the public surface with its nullable annotations.</summary>
    private const LanguageVersion SurfaceLanguage = LanguageVersion.CSharp8;

    /// <summary>The first version that can compile generated networks.</summary>
    private const LanguageVersion NetworkLanguage = LanguageVersion.CSharp12;

    public static ClassFacts Read(INamedTypeSymbol type, IReadOnlyList<AttributeData> layers)
    {
        var language = Language(type);
        return new ClassFacts
        {
            IsPartial = IsPartial(type),
            IsStatic = type.IsStatic,
            IsAbstract = type.IsAbstract && !type.IsStatic,
            IsRecord = type.IsRecord,
            IsFileLocal = SelfAndOuter(type).Any(each => each.IsFileLocal),
            TypeParameters = TypeParameters(type),
            Containers = new(SelfAndOuter(type).Skip(1).Reverse().Select(ReadContainer)),
            LayersAreSpread = layers.Select(Part).Distinct().Count() > 1,
            OldLanguage = language < NetworkLanguage ? language.ToDisplayString() : null,
            BaseWithoutConstructor = HasBaseConstructor(type) ? null : type.BaseType!.Name,
        };
    }

    public static bool CanGenerate(INamedTypeSymbol type, ClassFacts facts)
        => facts is { IsPartial: true, IsStatic: false, IsFileLocal: false }
            && facts.Containers.All(container => container.IsPartial)
            && Language(type) >= SurfaceLanguage;

    /// <summary>The dotted namespace, keywords escaped; empty for the global one.</summary>
    public static string Namespace(INamedTypeSymbol type)
    {
        var parts = new Stack<string>();
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            parts.Push(Identifiers.Escape(space.Name));
        }

        return string.Join(".", parts);
    }

    /// <summary>The type and those around it, outermost last.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndOuter(INamedTypeSymbol type)
    {
        for (var each = type; each is not null; each = each.ContainingType)
        {
            yield return each;
        }
    }

    private static ContainerFacts ReadContainer(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        return new(Identifiers.Escape(type.Name) + TypeParameters(type), keyword, IsPartial(type), type.IsGenericType && type.TypeParameters.Length > 0);
    }

    private static string TypeParameters(INamedTypeSymbol type)
        => type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(parameter => Identifiers.Escape(parameter.Name))) + ">";

    private static bool IsPartial(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.All(part => part.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static LanguageVersion Language(INamedTypeSymbol type)
        => ((CSharpParseOptions)type.DeclaringSyntaxReferences[0].SyntaxTree.Options).LanguageVersion;

    /// <summary>The declaration that an attribute stands on.</summary>
    private static SyntaxNode? Part(AttributeData attribute)
        => attribute.ApplicationSyntaxReference?.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>Whether the generated constructors find one to call in the base class; a base that is an error has been reported already.</summary>
    private static bool HasBaseConstructor(INamedTypeSymbol type)
        => type.BaseType is not { TypeKind: TypeKind.Class } baseType
            || baseType.InstanceConstructors.Any(constructor => constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams) && IsVisible(constructor, type));

    private static bool IsVisible(IMethodSymbol constructor, INamedTypeSymbol from)
        => constructor.DeclaredAccessibility switch
        {
            Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
            Accessibility.Private => SelfAndOuter(from).Contains(constructor.ContainingType, SymbolEqualityComparer.Default),
            _ => constructor.ContainingAssembly.GivesAccessTo(from),
        };

    private static bool GivesAccessTo(this IAssemblySymbol assembly, INamedTypeSymbol from)
        => SymbolEqualityComparer.Default.Equals(assembly, from.ContainingAssembly) || assembly.GivesAccessTo(from.ContainingAssembly);
}
