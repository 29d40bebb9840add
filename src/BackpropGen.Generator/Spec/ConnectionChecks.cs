using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether sparse edges fit their layer.</summary>
internal static class ConnectionChecks
{
    private const char Edge = '#';
    private const char None = '.';
    private const string Argument = "Connections";

    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
        => Enumerable.Range(0, network.Layers.Count)
            .Where(layer => network.Layers[layer].HasConnections)
            .SelectMany(layer => Layer(network.Layers[layer], layer, graph.InputWidth(layer)));

    private static IEnumerable<SpecProblem> Layer(LayerSpec layer, int index, long? sources)
    {
        if (layer.Connections.Count != layer.Units && SizeChecks.IsInRange(layer.Units))
        {
            var message = $"Connections need one string for each of the {layer.Units} units, but there are {layer.Connections.Count}";
            return new[] { SpecProblem.OfLayer(DiagnosticDescriptors.ConnectionsShape, index, Argument, message) };
        }

        return Enumerable.Range(0, layer.Connections.Count)
            .Select(unit => Unit(layer, index, unit, sources) is { } problem ? problem with { Element = unit } : null)
            .OfType<SpecProblem>();
    }

    private static SpecProblem? Unit(LayerSpec layer, int index, int unit, long? sources)
    {
        var edges = layer.Connections[unit];
        var wrong = edges.ToList().FindIndex(edge => edge is not (Edge or None));
        if (wrong >= 0)
        {
            return SpecProblem.OfLayer(DiagnosticDescriptors.ConnectionsCharacter, index, Argument, unit, edges[wrong], wrong);
        }

        if (sources is { } expected && edges.Length != expected)
        {
            var message = $"Connections need one character for each of the {expected} sources, but unit {unit} has {edges.Length}";
            return SpecProblem.OfLayer(DiagnosticDescriptors.ConnectionsShape, index, Argument, message);
        }

        return layer.Bias == BiasKind.None && edges.IndexOf(Edge) < 0
            ? SpecProblem.OfLayer(DiagnosticDescriptors.UnconnectedUnit, index, Argument, unit)
            : null;
    }
}
