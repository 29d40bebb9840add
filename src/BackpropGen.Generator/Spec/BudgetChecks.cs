using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Gradients;

namespace BackpropGen.Generator.Spec;

/// <summary>Compares what a network costs with its budget. Asked only about networks without a mistake, which can be derived.</summary>
internal static class BudgetChecks
{
    /// <summary>Layers that a message names; the rest is told as one.</summary>
    private const int LayersNamed = 5;

    private static readonly (string Argument, string Unit, Func<BudgetSpec, long?> Limit, Func<LayerCost, long> Cost)[] Limits =
    {
        (nameof(BudgetSpec.MaxParameters), "parameters", budget => budget.MaxParameters, layer => layer.Parameters),
        (nameof(BudgetSpec.MaxBytes), "bytes of parameters", budget => budget.MaxBytes, layer => layer.Bytes),
        (nameof(BudgetSpec.MaxFlops), "FLOPs a row", budget => budget.MaxFlops, layer => layer.Forward),
        (nameof(BudgetSpec.MaxTrainStepFlops), "FLOPs a training step on one row", budget => budget.MaxTrainStepFlops, layer => layer.TrainStep),
    };

    /// <summary>Limits that no network can keep.</summary>
    public static IEnumerable<SpecProblem> FindValues(NetworkSpec network, LayerGraph graph) => network.Budget is { } budget
        ? Limits.Where(limit => limit.Limit(budget) <= 0)
            .Select(limit => SpecProblem.OfBudget(DiagnosticDescriptors.BudgetNotPositive, limit.Argument, limit.Argument, Count(limit.Limit(budget)!.Value)))
        : Enumerable.Empty<SpecProblem>();

    /// <summary>Limits that the network exceeds.</summary>
    public static IEnumerable<SpecProblem> FindExcesses(NetworkSpec network)
    {
        if (network.Budget is not { } budget)
        {
            yield break;
        }

        var layers = NetworkCosts.Of(network).Layers;
        foreach (var (argument, unit, limitOf, costOf) in Limits)
        {
            var total = layers.Sum(costOf);
            if (limitOf(budget) is { } limit && total > limit)
            {
                yield return SpecProblem.OfBudget(DiagnosticDescriptors.BudgetExceeded, argument, network.Name, Count(total), unit, Count(total - limit), Count(limit), Breakdown(layers, costOf));
            }
        }
    }

    private static string Breakdown(IReadOnlyList<LayerCost> layers, Func<LayerCost, long> costOf)
    {
        var costly = layers.Where(layer => costOf(layer) > 0).OrderByDescending(costOf).ToArray();
        var rest = costly.Skip(LayersNamed).ToArray();
        var named = costly.Take(LayersNamed).Select(layer => $"{layer.Name} {Count(costOf(layer))}");
        return string.Join(", ", rest.Length == 0 ? named : named.Append($"{Count(rest.Length)} more {Count(rest.Sum(costOf))}"));
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
