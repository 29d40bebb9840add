using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether the layers form a graph from the input to the output.</summary>
internal static class WiringChecks
{
    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
        => Enumerable.Range(0, network.Layers.Count).SelectMany(layer => Layer(network, graph, layer)).Concat(Whole(network, graph));

    private static IEnumerable<SpecProblem> Layer(NetworkSpec network, LayerGraph graph, int index)
    {
        var layer = network.Layers[index];
        if (layer.Kind is LayerKind.Add or LayerKind.Concat)
        {
            if (layer.From is not null)
            {
                var arguments = string.Join(", ", LayerWiring.SourceNames(layer)!.Concat(layer.Sources).Select(name => "\"" + name + "\""));
                return new[] { SpecProblem.OfLayer(DiagnosticDescriptors.FromWithSources, index, "From", layer.Kind, arguments) };
            }

            if (layer.Sources.Count < 2)
            {
                return new[] { SpecProblem.OfLayer(DiagnosticDescriptors.TooFewSources, index, null, layer.Kind, layer.Sources.Count) };
            }
        }

        return Unknown(network, graph, index).Concat(Widths(network, graph, index));
    }

    private static IEnumerable<SpecProblem> Unknown(NetworkSpec network, LayerGraph graph, int index)
    {
        var names = LayerWiring.SourceNames(network.Layers[index]) ?? Array.Empty<string>();
        for (var i = 0; i < names.Count; i++)
        {
            if (graph.Sources[index][i] is null)
            {
                var isFrom = network.Layers[index].From is not null;
                var problem = SpecProblem.OfLayer(DiagnosticDescriptors.UnknownLayer, index, isFrom ? "From" : "sources", names[i], Advice(network, names[i]));
                var corrected = Nearest(network, names[i]) is null ? null : Corrected(network, isFrom ? names : new[] { names[i] });
                yield return (problem with { Element = isFrom ? -1 : i }).WithFix(FixProperties.Text, corrected);
            }
        }
    }

    private static string Advice(NetworkSpec network, string name)
        => Nearest(network, name) is { } nearest
            ? "did you mean '" + nearest + "'?"
            : "give the layer that is meant Name = \"" + name + "\"";

    private static string? Nearest(NetworkSpec network, string name)
        => Spelling.Nearest(name, network.Layers.Select(layer => layer.Name).OfType<string>().Concat(new[] { LayerWiring.Input }));

    /// <summary>All names of one string at once: names that are right are nearest to themselves.</summary>
    private static string Corrected(NetworkSpec network, IEnumerable<string> names) => string.Join(", ", names.Select(name => Nearest(network, name) ?? name));

    private static IEnumerable<SpecProblem> Widths(NetworkSpec network, LayerGraph graph, int index)
    {
        if (network.Layers[index].Kind != LayerKind.Add)
        {
            yield break;
        }

        var names = network.Layers[index].Sources;
        var first = graph.Width(graph.Sources[index][0]);
        for (var i = 1; i < names.Count; i++)
        {
            if (first is not null && graph.Width(graph.Sources[index][i]) is { } width && width != first)
            {
                var problem = SpecProblem.OfLayer(DiagnosticDescriptors.WidthsDiffer, index, "sources", names[0], first, names[i], width) with { Element = i };
                yield return WidthFixes.Add(problem, network, graph);
                yield break;
            }
        }
    }

    private static IEnumerable<SpecProblem> Whole(NetworkSpec network, LayerGraph graph)
    {
        if (graph.Cycle is { } cycle)
        {
            return new[] { CycleProblem(network, graph, cycle) };
        }

        if (network.Layers.Count == 0 || graph.Sources.Any(sources => sources.Contains(null)))
        {
            return Enumerable.Empty<SpecProblem>();
        }

        var reaches = graph.ReachesOutput();
        return Enumerable.Range(0, reaches.Count)
            .Where(layer => !reaches[layer])
            .Select(layer => SpecProblem.OfLayer(DiagnosticDescriptors.DeadLayer, layer, null, "'" + LayerNames.Of(network, layer) + "'"));
    }

    /// <summary>Reported where the cycle goes back to a later layer, for the rest of it is the order of declaration.</summary>
    private static SpecProblem CycleProblem(NetworkSpec network, LayerGraph graph, IReadOnlyList<int> cycle)
    {
        var back = cycle.Where(layer => graph.Sources[layer].Any(source => source >= layer && cycle.Contains(source.Value))).Min();
        var start = cycle.ToList().IndexOf(back);
        var path = cycle.Skip(start).Concat(cycle.Take(start)).Concat(new[] { back });
        var argument = network.Layers[back].From is not null ? "From" : "sources";
        return SpecProblem.OfLayer(DiagnosticDescriptors.Cycle, back, argument, string.Join(" → ", path.Select(layer => LayerNames.Of(network, layer))));
    }
}
