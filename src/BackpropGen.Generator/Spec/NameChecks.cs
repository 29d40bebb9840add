using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether the layers' names, and those of their parameter views, are names and tell them apart.</summary>
internal static class NameChecks
{
    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
    {
        var layerNames = new HashSet<string>(StringComparer.Ordinal);
        var viewNames = new HashSet<string>(StringComparer.Ordinal);
        var views = ViewNames.Of(network);
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i].Name is { } name && Problem(network, i, name, layerNames) is { } problem)
            {
                yield return problem;
                continue; // views with a wrong name would be a second error for one mistake
            }

            var taken = views[i].All.FirstOrDefault(view => !viewNames.Add(view));
            if (taken is not null)
            {
                var argument = network.Layers[i].Name is null ? null : "Name";
                yield return SpecProblem.OfLayer(DiagnosticDescriptors.ViewCollision, i, argument, taken).WithFix(FixProperties.Name, FreeNames.OfLayer(network, i));
            }
        }
    }

    private static SpecProblem? Problem(NetworkSpec network, int layer, string name, HashSet<string> earlier)
    {
        if (name == LayerWiring.Input)
        {
            return SpecProblem.OfLayer(DiagnosticDescriptors.InvalidName, layer, "Name", name, "it is reserved for the network's input");
        }

        if (!Identifiers.IsValid(name))
        {
            return SpecProblem.OfLayer(DiagnosticDescriptors.InvalidName, layer, "Name", name, "it is no C# identifier, and the layer's parameters are named after it");
        }

        return earlier.Add(name)
            ? null
            : SpecProblem.OfLayer(DiagnosticDescriptors.DuplicateName, layer, "Name", name).WithFix(FixProperties.Name, FreeNames.OfLayer(network, layer));
    }
}
