using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec;

/// <summary>Names of generated files: readable, short enough for deep build folders, the same on every machine, unique.</summary>
internal static class HintNames
{
    /// <summary>Longer names are cut: some tools still stop at paths of 260 characters.</summary>
    private const int MaximumLength = 40;

    private const string Extension = ".g.cs", Trace = ".Trace", Plan = ".Plan";

    /// <summary>
    /// The dotted name of the class, <c>Acme.Nets.Outer.Iris.g.cs</c>; with a hash of its metadata name behind when it had to be cut or changed,
    /// when it is that of a trace or a plan, or when another name differs by case only, which Roslyn and some file systems take for the same.
    /// </summary>
    public static string Of(INamedTypeSymbol type)
    {
        var name = MetadataName(type);
        var readable = Readable(name);
        var isWhole = readable.Length <= MaximumLength && readable == name.Replace('+', '.') && !HasTwin(type) && !MayBelongToNetwork(type);
        return isWhole
            ? readable + Extension
            : readable.Substring(0, Math.Min(readable.Length, MaximumLength)) + "." + Hash(name) + Extension;
    }

    /// <summary>The file of a network's trace, beside the network's own.</summary>
    public static string OfTrace(string hintName) => hintName.Substring(0, hintName.Length - Extension.Length) + Trace + Extension;

    /// <summary>The file of a network's plan, beside the network's own.</summary>
    public static string OfPlan(string hintName) => hintName.Substring(0, hintName.Length - Extension.Length) + Plan + Extension;

    /// <summary>All files with code of a network.</summary>
    public static string[] Files(string hintName) => new[] { hintName, OfTrace(hintName) };

    private static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return MetadataName(outer) + "+" + type.MetadataName;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    private static string Readable(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var isPlain = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.';
            text.Append(isPlain ? c : c == '+' ? '.' : '_');
        }

        return text.ToString();
    }

    /// <summary>Whether the name is that of the trace or the plan of a network around it.</summary>
    private static bool MayBelongToNetwork(INamedTypeSymbol type) =>
        type.ContainingType is not null && new[] { Trace, Plan }.Contains("." + type.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the type, or a type or namespace around it, has a neighbour whose name differs by case only.</summary>
    private static bool HasTwin(INamedTypeSymbol type)
    {
        for (ISymbol symbol = type; symbol is not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            var neighbours = symbol.ContainingSymbol is INamespaceSymbol space
                ? space.GetMembers()
                : symbol.ContainingType.GetTypeMembers().Cast<INamespaceOrTypeSymbol>();
            if (neighbours.Any(other => other.Name != symbol.Name && string.Equals(other.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FNV-1a over UTF-16 code units: string.GetHashCode differs from run to run.</summary>
    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
