using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic of BackpropGen, in ranges of ids: 0xxx the class, 1xxx layers and shapes, 2xxx training, 3xxx functions of the user's, 4xxx uses and generated tests, 5xxx budgets, 9xxx internal. A mistake that makes the network
/// impossible is an error, what is surely not meant a warning, advice an info. Each id has a page under docs/diagnostics and a row in AnalyzerReleases.
/// </summary>
internal static partial class DiagnosticDescriptors
{
    private const string Declaration = "BackpropGen.Declaration";
    private const string Layers = "BackpropGen.Layers";
    private const string Training = "BackpropGen.Training";
    private const string Budget = "BackpropGen.Budget";
    public const string Functions = "BackpropGen.Functions";
    private const string Usage = "BackpropGen.Usage";
    private const string Internal = "BackpropGen.Internal";
    private const string Pages = "https://github.com/backpropgen/backpropgen/blob/main/docs/diagnostics/";

    /// <summary>All of them, by id. No static field: those of the other files may be filled after those of this one.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All() => typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .OrderBy(rule => rule.Id, System.StringComparer.Ordinal)
        .ToArray();

    /// <summary>Those that the attributes of a network by themselves decide.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfNetworks() => All()
        .Where(rule => rule.Category is not (Internal or Usage) && rule != NetworkNotSealed)
        .ToImmutableArray();
}
