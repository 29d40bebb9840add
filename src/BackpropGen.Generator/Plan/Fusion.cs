using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Plan;

/// <summary>Joins matrix products with the formulas over their results, and orders updates behind what still reads the old weights.</summary>
internal static class Fusion
{
    /// <summary>Values that a formula may read beside the product: as many as a kernel's epilogue takes.</summary>
    private const int MaximalOthers = 2;

    /// <summary>The operations of a section with products and formulas joined where all other operations of the program allow it.</summary>
    /// <param name="graph">Their graph.</param>
    /// <param name="section">The operations in order.</param>
    /// <param name="program">The operations of all sections.</param>
    /// <param name="live">Values that are read after the program.</param>
    /// <param name="cost">What a formula may cost, in additions.</param>
    public static IReadOnlyList<Operation> Join(NetworkGraph graph, IReadOnlyList<Operation> section, IReadOnlyList<Operation> program, IEnumerable<string> live, int cost = int.MaxValue)
    {
        var uses = program.SelectMany(operation => operation.Operands.Distinct()).Concat(live).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        var result = new List<Operation>();
        foreach (var operation in section)
        {
            var product = operation is Map map && map.Formula.Cost <= cost ? result.LastOrDefault(earlier => CanJoin(graph, earlier, map, uses)) : null;
            if (product is null)
            {
                result.Add(operation);
            }
            else
            {
                // where the formula stands: all that it reads is there
                result.Remove(product);
                result.Add(new Fused(product, (Map)operation));
            }
        }

        return result;
    }

    /// <summary>The same operations with each weight's gradient behind the gradient by its layer's source, which reads the weights before they change.</summary>
    public static IReadOnlyList<Operation> UpdatesLast(IReadOnlyList<Operation> operations)
    {
        var result = operations.ToList();
        foreach (var gradient in operations.OfType<AffineParameterGradient>())
        {
            var reader = result.FindLastIndex(operation => Product(operation) is AffineInputGradient input && input.Weights == gradient.Weights);
            var index = result.IndexOf(gradient);
            if (reader > index)
            {
                result.RemoveAt(index);
                result.Insert(reader, gradient);
            }
        }

        return result;
    }

    /// <summary>The matrix product of an operation, or the operation itself.</summary>
    public static Operation Product(Operation operation) => operation is Fused fused ? fused.Product : operation;

    /// <summary>Whether an operation is a matrix product, fused or not.</summary>
    public static bool IsProduct(Operation operation) => Product(operation) is Affine or AffineInputGradient or AffineParameterGradient;

    private static bool CanJoin(NetworkGraph graph, Operation product, Map map, Dictionary<string, int> uses)
    {
        var value = product.Result;
        return product is Affine or AffineInputGradient
            && map.Result.Extent == Extent.Elements
            && map.Operands.Contains(value.Name)
            && uses[value.Name] == 1
            && map.Operands.Count() <= MaximalOthers + 1
            && map.Operands.Select(name => graph.Values[name]).All(other => other.Extent == Extent.Elements && other.Units == value.Units && other.Origin == Origin.Computed);
    }
}
