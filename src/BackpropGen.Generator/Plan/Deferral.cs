using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>What only the loss needs is left to the loss: a prediction takes no logarithm of softmax's sum.</summary>
internal static class Deferral
{
    /// <summary>Forward pass and losses of many rows: softmax with one exponential a unit, and without a logarithm before the loss.</summary>
    /// <param name="graph">Has the operations.</param>
    /// <param name="exponentials">Takes those of softmax.</param>
    public static (IReadOnlyList<Operation> Forward, IReadOnlyList<Operation> Losses) ForwardAndLosses(NetworkGraph graph, Exponentials exponentials)
    {
        var (forward, later) = Split(graph, exponentials.Once(graph.Forward));
        return (forward, later.Concat(exponentials.Once(graph.LossOperations)).ToArray());
    }

    /// <summary>The operations of a forward pass apart: those that the output needs, and formulas for what comes after.</summary>
    /// <param name="graph">Tells the output.</param>
    /// <param name="forward">The operations in order.</param>
    public static (IReadOnlyList<Operation> Forward, IReadOnlyList<Operation> Later) Split(NetworkGraph graph, IReadOnlyList<Operation> forward)
    {
        var needed = new HashSet<string> { graph.Output.Name };
        var later = new List<Operation>();
        foreach (var operation in forward.Reverse())
        {
            if (operation is Map or RowSum or RowMax && !needed.Contains(operation.Result.Name))
            {
                later.Insert(0, operation);
            }
            else
            {
                needed.UnionWith(operation.Operands);
            }
        }

        return (forward.Except(later).ToArray(), later);
    }
}
