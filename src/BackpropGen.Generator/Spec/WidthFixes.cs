using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>What makes the sources of <c>[Add]</c> equally wide: other units of the dense layers that they get their widths from.</summary>
internal static class WidthFixes
{
    /// <summary>The problem with the units and the layers that should have them; as it is, where no units can mend it.</summary>
    public static SpecProblem Add(SpecProblem problem, NetworkSpec network, LayerGraph graph)
    {
        if (graph.Cycle is not null)
        {
            return problem;
        }

        var sources = graph.Sources[problem.Index];
        var widths = sources.Select(graph.Width).ToArray();
        var origins = sources.Select(source => Origin(network, graph, source)).ToArray();
        if (widths.Any(width => width is null))
        {
            return problem;
        }

        // what cannot be changed decides; where all can, the first one named
        var rigid = Enumerable.Range(0, origins.Length).Where(index => origins[index] is null).Select(index => widths[index]).Distinct().ToArray();
        var units = rigid.Length == 0 ? widths[0] : rigid[0];
        var layers = origins.Where((origin, index) => origin is not null && widths[index] != units).Select(origin => origin!.Value).Distinct().OrderBy(layer => layer).ToArray();
        return rigid.Length > 1 || layers.Length == 0 || Concerns(network, graph, layers, sources, widths, units)
            ? problem
            : (problem with { FixedLayers = layers }).WithFix(FixProperties.Units, units);
    }

    /// <summary>Whether a layer that would change gives another source the width that is wanted.</summary>
    private static bool Concerns(NetworkSpec network, LayerGraph graph, int[] layers, IReadOnlyList<int?> sources, long?[] widths, long? units)
        => sources.Where((_, index) => widths[index] == units).Any(source => Origin(network, graph, source) is { } origin && Array.IndexOf(layers, origin) >= 0);

    /// <summary>The dense layer that a layer has its width from, if its units can be changed alone.</summary>
    private static int? Origin(NetworkSpec network, LayerGraph graph, int? layer)
        => Dense(network, graph, layer) is { } dense && !network.Layers[dense].IsUnreadable && !HasEdges(network, graph, dense) ? dense : null;

    /// <summary>The dense layer that a layer has its width from; null for the input, sums and concatenations.</summary>
    private static int? Dense(NetworkSpec network, LayerGraph graph, int? layer)
    {
        while (layer is >= 0)
        {
            var spec = network.Layers[layer.Value];
            if (spec.Kind == LayerKind.Dense)
            {
                return layer;
            }

            // a sum has several origins, a concatenation a sum of widths
            layer = graph.Sources[layer.Value].Count == 1 ? graph.Sources[layer.Value][0] : null;
        }

        return null;
    }

    /// <summary>Whether sparse edges, its own or those of layers behind it, are written for just these units.</summary>
    private static bool HasEdges(NetworkSpec network, LayerGraph graph, int dense)
        => network.Layers
            .Select((layer, index) => layer.HasConnections && (index == dense || graph.Sources[index].Any(source => Dense(network, graph, source) == dense)))
            .Any(has => has);
}
