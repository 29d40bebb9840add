using System.Linq;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Graph;

/// <summary>The role of a parameter tensor in its layer.</summary>
internal enum TensorRole
{
    Weight, Bias, Gain, Shift,
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
internal sealed record Tensor(TensorRole Role, int Number, int Layer, int To, int From, bool Frozen, int StorageOffset, int CanonicalOffset, EquatableArray<string> Edges)
{
    /// <summary>Numbers stored, absent edges included.</summary>
    public int StorageCount => To * From;

    /// <summary>Parameters: present edges only.</summary>
    public int Count => IsSparse ? Edges.Sum(row => row.Count(c => c == '#')) : StorageCount;

    public bool IsSparse => Edges.Count > 0;

    /// <summary>The name as in formulas: <c>w1</c>, <c>b1</c>, <c>gain1</c>, <c>shift1</c>.</summary>
    public string Name => Prefix + Number;

    /// <summary>How formulas in comments write it: <c>W¹</c>, <c>b¹</c>, <c>g¹</c>, <c>s¹</c>.</summary>
    public string Notation => Role switch { TensorRole.Weight => "W", TensorRole.Bias => "b", TensorRole.Gain => "γ", _ => "β" } + Notations.Superscript(Number);

    private string Prefix => Role switch { TensorRole.Weight => "w", TensorRole.Bias => "b", TensorRole.Gain => "gain", _ => "shift" };

    /// <summary>Whether unit <paramref name="to"/> has an edge from <paramref name="from"/>.</summary>
    public bool HasEdge(int to, int from) => !IsSparse || Edges[to][from] == '#';
}
