using System.Collections.Generic;

namespace BackpropGen.Runtime;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DType"><c>F32</c>, <c>F64</c> or a type that networks have not.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record TensorEntry(string Name, string DType, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>The shape as in messages.</summary>
    public string ShapeText => Text(Shape);

    /// <summary>A shape as in messages.</summary>
    public static string Text<TSize>(IEnumerable<TSize> shape) => "[" + string.Join(", ", shape) + "]";
}
