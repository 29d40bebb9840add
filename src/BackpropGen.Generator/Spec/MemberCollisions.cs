using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Spec;

/// <summary>Finds members of the user's class that generated ones would collide with.</summary>
internal static class MemberCollisions
{
    /// <summary>The members, each with what the spec keeps of it, in the order declared.</summary>
    public static IReadOnlyList<(ISymbol Member, MemberCollisionSpec Collision)> Find(INamedTypeSymbol type, NetworkSpec network)
    {
        // most networks have no members of their own, and this runs at every key stroke
        var members = type.GetMembers().Where(member => IsWritten(member) && IsUsers(member, network)).ToArray();
        if (members.Length == 0)
        {
            return Array.Empty<(ISymbol, MemberCollisionSpec)>();
        }

        var generated = GeneratedMembers.Public(network).Concat(GeneratedMembers.Private(network)).ToArray();
        return members
            .Select(member => (Member: member, Collision: new MemberCollisionSpec(Display(member), Key(member))))
            .Where(pair => generated.Any(pair.Collision.Excludes))
            .ToArray();
    }

    private static bool IsWritten(ISymbol member)
        => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor) };

    /// <summary>An analyzer sees the generated part of the class too.</summary>
    private static bool IsUsers(ISymbol member, NetworkSpec network)
        => !member.DeclaringSyntaxReferences.Any(part => IsGenerated(part.SyntaxTree, network));

    private static bool IsGenerated(SyntaxTree tree, NetworkSpec network)
    {
        var path = tree.FilePath.Replace('\\', '/');
        return HintNames.Files(network.HintName).Any(file => path.EndsWith("/" + file, StringComparison.Ordinal))
            && Path.GetDirectoryName(path)!.EndsWith(typeof(NetworkGenerator).FullName, StringComparison.Ordinal);
    }

    private static string Display(ISymbol member)
        => (IsPrimary(member) ? "primary constructor " : "") + member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>See <see cref="GeneratedMember.Key"/>.</summary>
    public static string Key(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } when IsPrimary(member) => ".ctor",
        IMethodSymbol method => method.Name + (method.Arity == 0 ? "" : "`" + method.Arity.ToString(CultureInfo.InvariantCulture)) + "(" + string.Join(", ", method.Parameters.Select(Type)) + ")",
        _ => member.Name,
    };

    /// <summary>A primary constructor demands that every other one calls it, which generated ones cannot.</summary>
    private static bool IsPrimary(ISymbol member)
        => member is IMethodSymbol { MethodKind: MethodKind.Constructor } && member.DeclaringSyntaxReferences.Any(part => part.GetSyntax() is TypeDeclarationSyntax);

    private static string Type(IParameterSymbol parameter)
    {
        var type = parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } own
            ? "!!" + own.Ordinal.ToString(CultureInfo.InvariantCulture)
            : parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return parameter.RefKind == RefKind.None ? type : "ref " + type;
    }
}
