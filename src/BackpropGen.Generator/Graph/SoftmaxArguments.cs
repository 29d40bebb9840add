using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>
/// What softmax is a function of: the values less the largest of their row, and the logarithm of the sum of their exponentials. Shifted first, so that
/// neither large values nor a large common offset cost digits.
/// </summary>
internal static class SoftmaxArguments
{
    /// <summary>Appends both and gives them by the names that formulas have for them.</summary>
    /// <param name="graph">Where their values are added.</param>
    /// <param name="operations">Where the operations are appended.</param>
    /// <param name="source">The values.</param>
    /// <param name="suffix">What makes the names unique: a layer's number, or nothing for the loss.</param>
    /// <param name="superscript">The same in notation.</param>
    public static Dictionary<string, Expr> Append(NetworkGraph graph, List<Operation> operations, Value source, string suffix, string superscript)
    {
        var max = graph.Add(new Value("max" + suffix, "max" + superscript, Extent.Row, 1));
        var shifted = graph.Add(new Value("u" + suffix, "u" + superscript, Extent.Elements, source.Units));
        var logarithm = graph.Add(new Value("lse" + suffix, "lse" + superscript, Extent.Row, 1));
        operations.Add(new RowMax(max, source));
        operations.Add(new Map(shifted, source.Variable - max.Variable));
        operations.Add(new LogSumExp(logarithm, shifted));
        return new Dictionary<string, Expr> { [ActivationTable.Argument] = shifted.Variable, [ActivationTable.LogSumExp] = logarithm.Variable };
    }
}
