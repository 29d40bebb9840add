using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>Over which of a mini-batch's two directions a value extends.</summary>
internal enum Extent
{
    /// <summary>rows × units.</summary>
    Elements,

    /// <summary>One number a row.</summary>
    Row,

    /// <summary>One number a unit, the same for all rows.</summary>
    Unit,

    /// <summary>One number.</summary>
    Scalar,
}

/// <summary>Where a value comes from if no operation computes it.</summary>
internal enum Origin
{
    /// <summary>An operation's result.</summary>
    Computed,

    /// <summary>The caller's inputs, targets, or the loss's scale.</summary>
    Given,

    /// <summary>A parameter of a normalisation or an activation.</summary>
    Parameter,

    /// <summary>A running statistic.</summary>
    Statistic,
}

/// <summary>A number, vector or matrix that flows through the network.</summary>
/// <param name="Name">Unique in its graph, a C# identifier and the name of the variable that stands for it in formulas.</param>
/// <param name="Notation">How formulas in comments write it: <c>z¹</c>, <c>δ²</c>.</param>
/// <param name="Extent">Its shape's kind.</param>
/// <param name="Units">Its width: 1 unless it extends over units.</param>
internal sealed record Value(string Name, string Notation, Extent Extent, int Units, Origin Origin = Origin.Computed)
{
    /// <summary>The variable that stands for the value in formulas.</summary>
    public Expr Variable => Expr.Variable(Name);

    /// <inheritdoc/>
    public override string ToString() => Extent switch
    {
        Extent.Elements => $"{Name}[rows, {Units}]",
        Extent.Row => $"{Name}[rows]",
        Extent.Unit => $"{Name}[{Units}]",
        _ => Name,
    };
}
