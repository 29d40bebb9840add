using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether all sizes can be had.</summary>
internal static class SizeChecks
{
    /// <summary>Sixteen times what networks of this kind have; a typing error should not cost gigabytes.</summary>
    private const int MaximumSize = 65_536;

    public static bool IsInRange(long size) => size is >= 1 and <= MaximumSize;

    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
        => Sizes(network, graph).Concat(Total(network, graph));

    private static IEnumerable<SpecProblem> Sizes(NetworkSpec network, LayerGraph graph)
    {
        if (!IsInRange(network.Inputs))
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.SizeOutOfRange, "inputs", "The inputs of [Network]", network.Inputs);
        }

        for (var i = 0; i < network.Layers.Count; i++)
        {
            var layer = network.Layers[i];
            if (layer.Kind == LayerKind.Dense && !IsInRange(layer.Units))
            {
                yield return SpecProblem.OfLayer(DiagnosticDescriptors.SizeOutOfRange, i, "units", "The units of [Dense]", layer.Units);
            }
            else if (graph.Sources[i].Count > 1 && graph.InputWidth(i) is { } width && !IsInRange(width))
            {
                yield return SpecProblem.OfLayer(DiagnosticDescriptors.SizeOutOfRange, i, null, "The width of a concatenation", width);
            }
        }
    }

    private static IEnumerable<SpecProblem> Total(NetworkSpec network, LayerGraph graph)
    {
        var total = network.Layers.Select((layer, index) => Parameters(layer, graph.InputWidth(index) ?? 0)).Sum();
        if (total > int.MaxValue)
        {
            yield return SpecProblem.OfClass(DiagnosticDescriptors.TooManyParameters, network.Name, total.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Parameters as they are stored, absent edges included.</summary>
    private static long Parameters(LayerSpec layer, long inputs) => layer.Kind switch
    {
        LayerKind.Dense when IsInRange(layer.Units) => (layer.Units * inputs) + layer.Units,
        LayerKind.LayerNorm or LayerKind.BatchNorm => 2 * inputs,
        _ => 0,
    };
}
