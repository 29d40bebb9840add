using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>What stands behind the last unit of a row, and how code keeps out of it.</summary>
internal sealed class LaneEdges
{
    private readonly bool _isDouble;

    public LaneEdges(EmitContext context) => _isDouble = context.Spec.IsDouble;

    /// <summary>Whether so many units fill whole vectors of every width.</summary>
    public bool IsWhole(int units) => Layout.Stride(units, _isDouble) == units;

    /// <summary>Whether a value comes from outside with no room behind its units: the caller's rows, a parameter.</summary>
    public bool IsExact(Value value) => value.Origin != Origin.Computed && value.Extent != Extent.Scalar && !IsWhole(value.Units);

    /// <summary>A vector with the lanes behind a row's units cleared where there are any.</summary>
    public string First(string value, int units, string rest = "") => IsWhole(units) ? value : $"V.KeepFirst({value}, {Names.Invariant(units)} - i{rest})";

    /// <summary>Tells a reduction over the lanes that only the first of them count.</summary>
    public string Few(int units) => units < Layout.Line(_isDouble) ? ", " + Names.Invariant(units) : "";
}
