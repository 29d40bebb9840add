using System.ComponentModel;

namespace BackpropGen.Runtime;

/// <summary>How a network's kernels take the weights of dense layers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum WeightLayout
{
    /// <summary>W[to, from], row-major, without padding; tensors follow each other without gaps.</summary>
    Canonical,

    /// <summary>W[to, from], each row padded with zeros to whole 64 bytes.</summary>
    Rows,

    /// <summary>Panels of n units, whose weights take 256 bytes an input: <c>panel[to / n][from][to % n]</c>.</summary>
    Panels,
}
