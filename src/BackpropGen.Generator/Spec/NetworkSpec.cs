using System.Linq;

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

    /// <summary>The user's own members that collide with generated ones: the compiler leaves nothing out for them, the validator reports them.</summary>
    public EquatableArray<MemberCollisionSpec> Collisions { get; init; }

    /// <summary>What the validator must know of the class besides its attributes.</summary>
    public ClassFacts Class { get; init; } = new();

    /// <summary>Whether the class can carry generated code at all, if only its public surface: partial up to the outermost type, not static, not local to its file.</summary>
    public bool CanGenerate { get; init; } = true;

    /// <summary>Whether an argument of <c>[Network]</c> is an error of the C# compiler's, which has reported it: then nothing can be said about its values.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Whether anything of the declaration is an error that has been reported: the C# compiler's, or one in a function that it names.</summary>
    public bool HasUnreadable => IsUnreadable || Budget is { IsUnreadable: true } || LossFunction is { State: FunctionState.Broken } || Layers.Any(layer => layer.IsUnreadable || layer.Function is { State: FunctionState.Broken });

    /// <summary>What went wrong inside the reader, an internal error; else null.</summary>
    public string? ReadError { get; init; }

    public int Inputs { get; init; }

    /// <summary>As written: may be <see cref="LossKind.Auto"/>.</summary>
    public LossKind Loss { get; init; }

    /// <summary>The loss that the user wrote, or null; it stands in the place of <see cref="Loss"/>.</summary>
    public FunctionSpec? LossFunction { get; init; }

    public double HuberDelta { get; init; } = 1;

    public double LabelSmoothing { get; init; }

    public bool IsDouble { get; init; }

    /// <summary>The value of <c>Precision</c> when it is none of the enum's, else null.</summary>
    public int? UndefinedPrecision { get; init; }

    public bool InferenceOnly { get; init; }

    /// <summary>What the network may cost, or null.</summary>
    public BudgetSpec? Budget { get; init; }

    /// <summary>The layers in the order declared.</summary>
    public EquatableArray<LayerSpec> Layers { get; init; }
}

/// <summary>One layer attribute as written.</summary>
internal sealed record LayerSpec
{
    public LayerKind Kind { get; init; }

    /// <summary>Whether an argument is an error of the C# compiler's, which has reported it: then nothing can be said about the layer's values.</summary>
    public bool IsUnreadable { get; init; }

    public string? Name { get; init; }

    /// <summary>The <c>From</c> argument as written, or null.</summary>
    public string? From { get; init; }

    /// <summary>The names given to <c>[Add]</c> and <c>[Concat]</c>.</summary>
    public EquatableArray<string> Sources { get; init; }

    public int Units { get; init; }

    public ActivationKind Activation { get; init; }

    /// <summary>The activation that the user wrote, or null; it stands in the place of <see cref="Activation"/>.</summary>
    public FunctionSpec? Function { get; init; }

    /// <summary>Whether there is anything that training could change.</summary>
    public bool HasParameters => Kind is LayerKind.Dense or LayerKind.LayerNorm or LayerKind.BatchNorm || Function?.Parameters.Count > 0;

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
