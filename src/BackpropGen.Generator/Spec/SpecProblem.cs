using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec;

/// <summary>What kind of source a problem is about.</summary>
internal enum ProblemTarget
{
    /// <summary>The class's name.</summary>
    Class,

    /// <summary>The name of a type around the class; the index counts from the outermost.</summary>
    Container,

    /// <summary>A member of the user's; the index is that of <see cref="NetworkSpec.Collisions"/>.</summary>
    Member,

    /// <summary>The <c>[Network]</c> attribute.</summary>
    Network,

    /// <summary>A layer's attribute; the index is the layer's.</summary>
    Layer,

    /// <summary>The <c>[Budget]</c> attribute.</summary>
    Budget,
}

/// <summary>Something that is wrong with a network, and where, without a location.</summary>
/// <param name="Rule">Which diagnostic it is.</param>
/// <param name="Target">What it is about.</param>
/// <param name="Index">Which of these.</param>
internal sealed record SpecProblem(DiagnosticDescriptor Rule, ProblemTarget Target, int Index = 0)
{
    /// <summary>The attribute's argument by the name of its parameter or property; null for the whole attribute.</summary>
    public string? Argument { get; init; }

    /// <summary>The element of an argument that is an array; −1 for the whole argument.</summary>
    public int Element { get; init; } = -1;

    /// <summary>What goes into the message.</summary>
    public IReadOnlyList<object> MessageArguments { get; init; } = Array.Empty<object>();

    /// <summary>What a code fix needs to know, by the keys of <see cref="Diagnostics.FixProperties"/>.</summary>
    public ImmutableDictionary<string, string?> FixProperties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The layers whose attributes a code fix changes.</summary>
    public IReadOnlyList<int> FixedLayers { get; init; } = Array.Empty<int>();

    /// <summary>Whether the network cannot be generated.</summary>
    public bool IsError => Rule.DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>The same with something for a code fix to know; as it is, where there is nothing to know.</summary>
    public SpecProblem WithFix(string key, object? value)
        => value is null ? this : this with { FixProperties = FixProperties.SetItem(key, value.ToString()) };

    /// <summary>A problem of the class as a whole.</summary>
    public static SpecProblem OfClass(DiagnosticDescriptor rule, params object[] messageArguments)
        => new(rule, ProblemTarget.Class) { MessageArguments = messageArguments };

    /// <summary>A problem of an argument of <c>[Network]</c>.</summary>
    public static SpecProblem OfNetwork(DiagnosticDescriptor rule, string? argument, params object[] messageArguments)
        => new(rule, ProblemTarget.Network) { Argument = argument, MessageArguments = messageArguments };

    /// <summary>A problem of <c>[Budget]</c>, or of one of its arguments.</summary>
    public static SpecProblem OfBudget(DiagnosticDescriptor rule, string? argument, params object[] messageArguments)
        => new(rule, ProblemTarget.Budget) { Argument = argument, MessageArguments = messageArguments };

    /// <summary>A problem of a layer, or of one of its arguments.</summary>
    public static SpecProblem OfLayer(DiagnosticDescriptor rule, int layer, string? argument, params object[] messageArguments)
        => new(rule, ProblemTarget.Layer, layer) { Argument = argument, MessageArguments = messageArguments };
}
