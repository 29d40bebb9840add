using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>Formulas over the units of one width, and sums of formulas, one after the other for each unit: none reads what another sums.</summary>
/// <param name="Members">The formulas in order.</param>
internal sealed record UnitLoop(EquatableArray<Operation> Members) : Operation(Members[Members.Count - 1].Result)
{
    public override IReadOnlyList<Operation> Parts => Members.ToArray();

    /// <summary>What it reads that it does not compute itself.</summary>
    public override IEnumerable<string> Operands => Members.SelectMany(member => member.Operands).Except(Members.Select(member => member.Result.Name));

    public override string ToString() => string.Join("; ", Members);

    /// <summary>Operations in their order, with formulas joined to loops where they follow each other.</summary>
    /// <param name="graph">Tells the widths.</param>
    /// <param name="operations">The operations.</param>
    public static IReadOnlyList<Operation> Join(NetworkGraph graph, IEnumerable<Operation> operations)
    {
        var result = new List<Operation>();
        foreach (var operation in operations)
        {
            var members = result.Count > 0 && result[result.Count - 1] is UnitLoop loop && Fits(graph, loop, operation) ? loop.Members : default;
            if (members.Count > 0)
            {
                result.RemoveAt(result.Count - 1);
            }

            result.Add(Units(graph, operation) > 0 ? new UnitLoop(new EquatableArray<Operation>(members.Append(operation))) : operation);
        }

        return result;
    }

    /// <summary>Over how many units an operation loops; 0 if it is no formula over units.</summary>
    public static int Units(NetworkGraph graph, Operation operation) => operation switch
    {
        Map { Result.Extent: Extent.Elements } map => map.Result.Units,
        RowSum sum => sum.Operands.Select(name => graph.Values[name]).Where(value => value.Extent is Extent.Elements or Extent.Unit).Select(value => value.Units).DefaultIfEmpty(0).Max(),
        RowMax maximum => maximum.Source.Units,
        _ => 0,
    };

    private static bool Fits(NetworkGraph graph, UnitLoop loop, Operation next) =>
        Units(graph, next) == Units(graph, loop.Members[0])
        && !loop.Members.Any(member => member.Result.Extent == Extent.Row && next.Operands.Contains(member.Result.Name));
}
