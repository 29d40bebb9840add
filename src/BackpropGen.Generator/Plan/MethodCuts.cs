using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>Cuts sections that are written in vectors.</summary>
internal static class MethodCuts
{
    /// <summary>Cuts a section into methods that the JIT inlines everything into: formulas count by their functions.</summary>
    public static Section Cut(SectionKind kind, IReadOnlyList<Operation> operations) => Cut(kind, operations, PlanLimits.RowMethodCost, operation => Cost(operation, PlanLimits.FunctionCost));

    /// <summary>The same for operations that are all inlined, products and the formulas over them included.</summary>
    /// <param name="kind">The section.</param>
    /// <param name="operations">Its operations.</param>
    /// <param name="narrow">Units of a register of 128 bits.</param>
    /// <param name="limit">The most that a method may cost.</param>
    public static Section Inlined(SectionKind kind, IReadOnlyList<Operation> operations, int narrow, int limit) => Cut(kind, operations, limit, operation => operation switch
    {
        RowAffine affine => PlanLimits.RegisterAffineCost + (affine.Fused is null ? 0 : InRegisters(affine.Fused.Epilogue)),
        RowUpdate update => (update.Gradient.Weights.To <= narrow ? PlanLimits.NarrowUpdateCost : PlanLimits.RegisterUpdateCost) + (update.Fused is null ? 0 : InRegisters(update.Fused.Epilogue)),
        _ => InRegisters(operation),
    });

    /// <summary>Whether operations take functions (tanh, exp, …), which is most of the time of those that do.</summary>
    public static bool HasFunctions(IEnumerable<Operation> operations) => operations.SelectMany(operation => operation.Parts).Any(part => Functions(part) > 0);

    private static Section Cut(SectionKind kind, IReadOnlyList<Operation> operations, int limit, Func<Operation, int> costOf)
    {
        var methods = new List<List<Operation>>();
        var cost = 0;
        foreach (var operation in operations)
        {
            cost += costOf(operation);
            if (methods.Count == 0 || cost > limit)
            {
                methods.Add(new List<Operation>());
                cost = costOf(operation);
            }

            methods[methods.Count - 1].Add(operation);
        }

        return new Section(kind, methods);
    }

    private static int InRegisters(Operation operation) => Cost(operation, PlanLimits.RegisterFunctionCost);

    private static int Cost(Operation operation, int functionCost) => operation.Parts.Sum(part => 1 + (functionCost * Functions(part)));

    private static int Functions(Operation operation) => operation switch
    {
        Map map => Functions(map.Formula),
        RowSum sum => Functions(sum.Formula),
        _ => 0,
    };

    private static int Functions(Expr formula) => formula.Subtrees().OfType<CallExpr>().Distinct().Count();
}
