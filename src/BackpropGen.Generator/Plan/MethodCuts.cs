using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>Cuts sections that are written in vectors.</summary>
internal static class MethodCuts
{
    /// <summary>Cuts a section into methods that the JIT inlines everything into: formulas count by their functions.</summary>
    public static Section Cut(SectionKind kind, IReadOnlyList<Operation> operations)
    {
        var methods = new List<List<Operation>> { new() };
        var cost = 0;
        foreach (var operation in operations)
        {
            cost += Cost(operation);
            if (cost > PlanLimits.RowMethodCost && methods[methods.Count - 1].Count > 0)
            {
                methods.Add(new List<Operation>());
                cost = Cost(operation);
            }

            methods[methods.Count - 1].Add(operation);
        }

        return new Section(kind, methods);
    }

    private static int Cost(Operation operation) => operation.Parts.Sum(part => part switch
    {
        Map map => 1 + Functions(map.Formula),
        RowSum sum => 1 + Functions(sum.Formula),
        _ => 1,
    });

    private static int Functions(Expr formula) => PlanLimits.FunctionCost * formula.Subtrees().OfType<CallExpr>().Distinct().Count();
}
