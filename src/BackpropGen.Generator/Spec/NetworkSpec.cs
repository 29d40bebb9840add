namespace BackpropGen.Generator.Spec;

/// <summary>What the user wrote, and nothing else: the one value that the incremental pipeline caches.</summary>
/// <remarks>
/// Immutable, equal by value, without symbols, syntax or locations. A member that is added must keep all four.
/// </remarks>
internal sealed record NetworkSpec
{
    /// <summary>The namespace, dotted, keywords escaped; empty for the global one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The types around the class, outermost first, each as its declaration reads: <c>partial class Outer</c>, <c>partial record struct R&lt;T&gt;</c>.</summary>
    public EquatableArray<string> ContainingTypes { get; init; }

    /// <summary>The class's name as C# source, keywords escaped (<c>@class</c>).</summary>
    public string Name { get; init; } = "";

    /// <summary>Short, unique among the networks of the compilation, safe as a file name, ending in <c>.g.cs</c>.</summary>
    public string HintName { get; init; } = "";

    /// <summary>Names of generated members, constructor included, that the user's own class already has: the emitter leaves nothing out for them, the validator reports them.</summary>
    public EquatableArray<string> Collisions { get; init; }

    /// <summary>Whether the class can carry generated code at all: partial, not static, not abstract, not generic, a new enough language.</summary>
    public bool CanGenerate { get; init; } = true;

    public int Inputs { get; init; }

    /// <summary>As written: may be <see cref="LossKind.Auto"/>.</summary>
    public LossKind Loss { get; init; }

    public double HuberDelta { get; init; } = 1;

    public double LabelSmoothing { get; init; }

    public bool IsDouble { get; init; }

    public bool InferenceOnly { get; init; }

    /// <summary>The layers in the order declared.</summary>
    public EquatableArray<LayerSpec> Layers { get; init; }
}

/// <summary>One layer attribute as written.</summary>
internal sealed record LayerSpec
{
    public LayerKind Kind { get; init; }

    public string? Name { get; init; }

    /// <summary>The <c>From</c> argument as written, or null.</summary>
    public string? From { get; init; }

    /// <summary>The names given to <c>[Add]</c> and <c>[Concat]</c>.</summary>
    public EquatableArray<string> Sources { get; init; }

    public int Units { get; init; }

    public ActivationKind Activation { get; init; }

    public BiasKind Bias { get; init; }

    public bool Frozen { get; init; }

    public bool FrozenBias { get; init; }

    public InitializerKind Initializer { get; init; }

    /// <summary>Sparse edges, one string a unit; empty for all edges.</summary>
    public EquatableArray<string> Connections { get; init; }

    /// <summary>Whether <c>Connections</c> was written at all.</summary>
    public bool HasConnections { get; init; }

    /// <summary>The rate of dropout.</summary>
    public double Rate { get; init; }
}
