using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>Where each layer takes its input from: the one reading of <c>From</c> and of the order of declaration, shared by the validator and the graph.</summary>
internal static class LayerWiring
{
    /// <summary>The reserved name of the network's input.</summary>
    public const string Input = "input";

    /// <summary>The names a layer takes its input from, by <c>From</c> or by its arguments; null where it takes the layer before it.</summary>
    public static IReadOnlyList<string>? SourceNames(LayerSpec layer)
    {
        if (layer.From is not null)
        {
            return layer.From.Split(',').Select(name => name.Trim()).ToArray();
        }

        return layer.Kind is LayerKind.Add or LayerKind.Concat ? layer.Sources.ToArray() : null;
    }

    /// <summary>The indices of the layers that a layer takes its input from; −1 is the network's input, null an unknown name.</summary>
    public static IReadOnlyList<int?> Sources(NetworkSpec network, int layer)
    {
        var names = SourceNames(network.Layers[layer]);
        return names is null
            ? new int?[] { layer - 1 }
            : names.Select(name => Find(network, name)).ToArray();
    }

    private static int? Find(NetworkSpec network, string name)
    {
        if (name == Input)
        {
            return -1;
        }

        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (string.Equals(network.Layers[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }
}
