using System;
using System.Collections.Generic;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>Softmax with one exponential a unit: e^(u − ln Σ eᵘ) is eᵘ / Σ eᵘ, which waits neither for a second exponential nor for the logarithm.</summary>
internal static class Exponentials
{
    /// <summary>eˣ of values less their largest.</summary>
    private static readonly Function BoundedExp = new("BoundedExp", "exp", Function.Transcendental, arguments => Math.Exp(arguments[0]), definition: null, () => Function.Value);

    /// <summary>The same operations, where what is computed by way of the logarithm of the sum uses the sum.</summary>
    /// <param name="graph">Takes the new values.</param>
    /// <param name="operations">The operations in order.</param>
    public static IReadOnlyList<Operation> Once(NetworkGraph graph, IEnumerable<Operation> operations)
    {
        var result = new List<Operation>();
        var quotients = new Dictionary<Expr, Expr>();
        foreach (var operation in operations)
        {
            if (operation is LogSumExp logarithm)
            {
                var (source, lse) = (logarithm.Source, logarithm.Result);
                var powers = graph.Add(new Value("power_" + lse.Name, lse.Notation.Replace("lse", "q"), Extent.Elements, source.Units));
                var sum = graph.Add(new Value("sum_power_" + lse.Name, "Σ " + powers.Notation, Extent.Row, 1));
                quotients[FunctionTable.Exp.Of(source.Variable - lse.Variable)] = powers.Variable / sum.Variable;
                result.Add(new Map(powers, BoundedExp.Of(source.Variable)));
                result.Add(new RowSum(sum, powers.Variable));
                result.Add(new Map(lse, FunctionTable.Log.Of(sum.Variable)));
            }
            else
            {
                result.Add(operation is Map map ? map with { Formula = map.Formula.Rewrite(part => quotients.TryGetValue(part, out var quotient) ? quotient : null) } : operation);
            }
        }

        return result;
    }
}
