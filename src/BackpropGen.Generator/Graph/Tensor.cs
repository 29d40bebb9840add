using System.Linq;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Graph;

/// <summary>The role of a parameter tensor in its layer.</summary>
internal enum TensorRole
{
    Weight, Bias, Gain, Shift,

    /// <summary>A parameter of the layer's activation: one number a unit, or one for all.</summary>
    Activation,
}

/// <summary>A parameter tensor.</summary>
/// <param name="Role">What it is in its layer.</param>
/// <param name="Number">Counts the dense layers for weights and biases, the normalisations for gains and shifts; from 1.</param>
/// <param name="Layer">Index of its layer as declared.</param>
/// <param name="To">Units that it leads to.</param>
/// <param name="From">Units that it comes from; 1 for vectors.</param>
/// <param name="Frozen">Whether training leaves it alone.</param>
/// <param name="StorageOffset">Where it starts among all tensors as stored.</param>
/// <param name="CanonicalOffset">Where it starts in the canonical order.</param>
/// <param name="Edges">Sparse edges, one string a unit; empty for all.</param>
/// <param name="Function">The parameter of the activation that it holds, for <see cref="TensorRole.Activation"/>; else null.</param>
internal sealed record Tensor(TensorRole Role, int Number, int Layer, int To, int From, bool Frozen, int StorageOffset, int CanonicalOffset, EquatableArray<string> Edges, ActivationParameter? Function = null)
{
    /// <summary>Numbers stored, absent edges included.</summary>
    public int StorageCount => To * From;

    /// <summary>Parameters: present edges only.</summary>
    public int Count => IsSparse ? Edges.Sum(row => row.Count(c => c == '#')) : StorageCount;

    public bool IsSparse => Edges.Count > 0;

    /// <summary>The name as in formulas: <c>w1</c>, <c>b1</c>, <c>gain1</c>, <c>shift1</c>, <c>p1_slope</c>.</summary>
    public string Name => Role switch
    {
        TensorRole.Weight => "w" + Number,
        TensorRole.Bias => "b" + Number,
        TensorRole.Gain => "gain" + Number,
        TensorRole.Shift => "shift" + Number,
        _ => $"{(Function!.IsOwnLayer ? "q" : "p")}{Number}_{Function.Spec.Name}",
    };

    /// <summary>How formulas in comments write it: <c>W¹</c>, <c>b¹</c>, <c>γ¹</c>, <c>β¹</c>, <c>slope¹</c>.</summary>
    public string Notation => (Role, Function?.IsOwnLayer) switch
    {
        (TensorRole.Weight, _) => "W",
        (TensorRole.Bias, _) => "b",
        (TensorRole.Gain, _) => "γ",
        (TensorRole.Shift, _) => "β",
        (_, true) => Function.Spec.Name + "ᶠ",
        _ => Function!.Spec.Name,
    } + Notations.Superscript(Number);

    /// <summary>How descriptions and files call it within its layer.</summary>
    public string Description => Function is null ? Role.ToString().ToLowerInvariant() : "activation." + Function.Spec.Name;

    /// <summary>Over what its values extend.</summary>
    public Extent Extent => Function is { Spec.PerUnit: false } ? Extent.Scalar : Extent.Unit;

    /// <summary>Whether unit <paramref name="to"/> has an edge from <paramref name="from"/>.</summary>
    public bool HasEdge(int to, int from) => !IsSparse || Edges[to][from] == '#';
}

/// <summary>A trainable parameter of a user's activation.</summary>
/// <param name="Spec">As declared.</param>
/// <param name="IsOwnLayer">Whether the activation is a layer of its own; such layers are counted apart from the dense ones.</param>
internal sealed record ActivationParameter(FunctionParameterSpec Spec, bool IsOwnLayer);
