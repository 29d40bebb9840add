using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>A value all of whose numbers are to lie in a range, which none does that is NaN.</summary>
internal readonly record struct Bound(Value Value, Interval Range);

/// <summary>
/// Between which bounds of the numbers that it is computed from a loss is finite, as interval arithmetic over its formulas proves: where they hold, a step that must not change anything by a loss
/// which is not finite need not wait for the loss.
/// </summary>
internal static class LossBounds
{
    /// <summary>Numbers of ordinary size: to 10⁹, which is far beyond what networks compute, and whose squares and cubes single precision has.</summary>
    private const double Ordinary = 1e9;

    /// <summary>What may come up on the way: far from overflow, since rounding and sums over some units in another order add little.</summary>
    private const double Largest = 1e30;

    /// <summary>The bounds, or null where they prove nothing.</summary>
    /// <param name="graph">Tells the values.</param>
    /// <param name="loss">All that the loss is computed by, in order.</param>
    public static IReadOnlyList<Bound>? Of(NetworkGraph graph, IEnumerable<Operation> loss)
    {
        var parts = loss.SelectMany(operation => operation.Parts).ToArray();
        var sources = parts.SelectMany(part => part.Operands).Distinct().Except(parts.Select(part => part.Result.Name)).Select(name => graph.Values[name]).ToArray();
        var bounds = sources.Select(Ordinarily).ToArray();
        var ranges = bounds.ToDictionary(bound => bound.Value.Name, bound => bound.Range);
        foreach (var part in parts)
        {
            if (Formula(part) is not { } formula || !(Size(formula, new Ranges(ranges)) <= Largest))
            {
                return null;
            }

            var terms = part is RowSum ? UnitLoop.Units(graph, part) : 1;
            var range = Interval.Of(formula, new Ranges(ranges));
            ranges[part.Result.Name] = new(terms * range.Low, terms * range.High);
        }

        return sources.All(source => source.Extent is Extent.Elements or Extent.Row) ? bounds : null;
    }

    /// <summary>A number of the row is a sum of exponentials, most likely, and a logarithm is taken of it.</summary>
    private static Bound Ordinarily(Value value) => new(value, new(value.Extent == Extent.Row ? 1 / Ordinary : -Ordinary, Ordinary));

    private static Expr? Formula(Operation operation) => operation switch
    {
        Map map => map.Formula,
        RowSum sum => sum.Formula,
        RowMax maximum => maximum.Source.Variable,
        _ => null,
    };

    /// <summary>What neither a formula nor what it is computed from exceeds in magnitude, in whichever order sums and products are taken.</summary>
    private static double Size(Expr formula, Ranges ranges) => formula switch
    {
        SumExpr sum => sum.Terms.Sum(term => Size(term, ranges)),
        ProductExpr product => product.Factors.Aggregate(1.0, (size, factor) => size * Math.Max(1, Size(factor, ranges))),
        PowerExpr { Exponent: > 0 } power => Math.Pow(Math.Max(1, Size(power.Base, ranges)), power.Exponent),
        _ => formula.Children.Select(child => Size(child, ranges)).Append(Interval.Of(formula, ranges) is var range ? Math.Max(Math.Abs(range.Low), Math.Abs(range.High)) : 0).Max(),
    };
}
