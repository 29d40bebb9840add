using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>Softmax with one exponential a unit: e^(u − ln Σ eᵘ) is eᵘ / Σ eᵘ, which waits neither for a second exponential nor for the logarithm.</summary>
internal sealed class Exponentials
{
    /// <summary>eˣ of values less their largest.</summary>
    private static readonly Function BoundedExp = new("BoundedExp", "exp", Function.Transcendental, arguments => Math.Exp(arguments[0]), definition: null, () => Function.Value);

    private readonly NetworkGraph _graph;
    private readonly Dictionary<Expr, Expr> _quotients = new();

    /// <param name="graph">Takes the new values.</param>
    public Exponentials(NetworkGraph graph) => _graph = graph;

    /// <summary>The same operations, where what is computed by way of the logarithm of the sum uses the sum: of these operations, or of those before.</summary>
    /// <param name="operations">The operations in order.</param>
    public IReadOnlyList<Operation> Once(IEnumerable<Operation> operations) => operations.SelectMany(operation => operation switch
    {
        LogSumExp logarithm => Apart(logarithm),
        Map map => new[] { map with { Formula = WithQuotients(map.Formula) } },
        RowSum sum => new[] { sum with { Formula = WithQuotients(sum.Formula) } },
        _ => new[] { operation },
    }).ToArray();

    private Operation[] Apart(LogSumExp logarithm)
    {
        var (source, lse) = (logarithm.Source, logarithm.Result);
        var powers = _graph.Add(new Value("power_" + lse.Name, lse.Notation.Replace("lse", "q"), Extent.Elements, source.Units));
        var sum = _graph.Add(new Value("sum_power_" + lse.Name, "Σ " + powers.Notation, Extent.Row, 1));
        _quotients[FunctionTable.Exp.Of(source.Variable - lse.Variable)] = powers.Variable / sum.Variable;
        return new Operation[] { new Map(powers, BoundedExp.Of(source.Variable)), new RowSum(sum, powers.Variable), new Map(lse, FunctionTable.Log.Of(sum.Variable)) };
    }

    private Expr WithQuotients(Expr formula) => formula.Rewrite(part => _quotients.TryGetValue(part, out var quotient) ? quotient : null);
}
