using System.ComponentModel;

namespace BackpropGen.Runtime;

/// <summary>A place in a mini-batch.</summary>
/// <param name="Row">The row, from 0.</param>
/// <param name="Unit">The unit, from 0.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TraceIndex(int Row, int Unit);

/// <summary>How a traced value extends.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="ExtendsOverRows">Whether rows differ; else one line counts for all.</param>
/// <param name="IsMatrix">Whether rows are the units of a layer and columns its sources: weights and their gradients.</param>
internal readonly record struct TraceShape(int Rows, int Columns, bool ExtendsOverRows, bool IsMatrix = false)
{
    /// <summary>rows × units.</summary>
    public static TraceShape Elements(int rows, int units) => new(rows, units, ExtendsOverRows: true);

    /// <summary>One number a unit, the same for all rows.</summary>
    public static TraceShape Units(int units) => new(1, units, ExtendsOverRows: false);

    /// <summary>W[to, from].</summary>
    public static TraceShape Matrix(int to, int from) => new(to, from, ExtendsOverRows: true, IsMatrix: true);

    /// <summary>All numbers.</summary>
    public int Count => Rows * Columns;
}
