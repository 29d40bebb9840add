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

    /// <summary>Panels of 64 units: <c>panel[to / 64][from][to % 64]</c>.</summary>
    Panels,
}
