using Microsoft.CodeAnalysis;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>The settings of a user's project that generated code must put up with.</summary>
internal sealed record CompilationVariant
{
    public static CompilationVariant Default { get; } = new();

    public bool CheckOverflow { get; init; }

    /// <summary>Whether the project writes a documentation file, and is warned of comments that are missing or wrong.</summary>
    public bool Documented { get; init; }

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public OptimizationLevel Optimization { get; init; } = OptimizationLevel.Release;

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Whether the loaded assembly can be unloaded again: for the many groups of random networks.</summary>
    public bool Collectible { get; init; }
}
