using System;

namespace BackpropGen.Generator.Spec;

/// <summary>What the validator must know of the user's class besides its attributes.</summary>
/// <remarks>Immutable, equal by value, without symbols, syntax or locations. The defaults describe a class that can be a network.</remarks>
internal sealed record ClassFacts
{
    /// <summary>Whether every part says <c>partial</c>.</summary>
    public bool IsPartial { get; init; } = true;

    public bool IsStatic { get; init; }

    public bool IsAbstract { get; init; }

    public bool IsRecord { get; init; }

    /// <summary>Whether the class, or a type around it, is visible in its own file only.</summary>
    public bool IsFileLocal { get; init; }

    /// <summary>As they are declared, <c>&lt;T, U&gt;</c>; empty for a class that is not generic.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>The types around the class, outermost first.</summary>
    public EquatableArray<ContainerFacts> Containers { get; init; }

    /// <summary>Whether layer attributes stand on more than one part of the class, so that their order is undefined.</summary>
    public bool LayersAreSpread { get; init; }

    /// <summary>The language version of the project when it is too old for the generated code, else null.</summary>
    public string? OldLanguage { get; init; }

    /// <summary>The base class when a constructor without parameters of it cannot be called, else null.</summary>
    public string? BaseWithoutConstructor { get; init; }
}

/// <summary>A type around the user's class.</summary>
/// <param name="Name">As it is declared, with its type parameters.</param>
/// <param name="Keyword"><c>class</c>, <c>record struct</c> and so on.</param>
/// <param name="IsPartial">Whether every part says <c>partial</c>.</param>
/// <param name="IsGeneric">Whether it has type parameters of its own.</param>
internal sealed record ContainerFacts(string Name, string Keyword, bool IsPartial, bool IsGeneric) : IEquatable<ContainerFacts>;
