using System.Globalization;

namespace BackpropGen.Generator.Spec;

/// <summary>What messages call a layer.</summary>
internal static class LayerNames
{
    /// <summary>The layer's own name, or kind and number, <c>dense2</c>, counted over the layers of its kind; <c>input</c> for −1.</summary>
    public static string Of(NetworkSpec network, int layer)
    {
        if (layer < 0)
        {
            return LayerWiring.Input;
        }

        if (network.Layers[layer].Name is { } name)
        {
            return name;
        }

        var number = 0;
        for (var i = 0; i <= layer; i++)
        {
            number += network.Layers[i].Kind == network.Layers[layer].Kind ? 1 : 0;
        }

        var kind = network.Layers[layer].Kind.ToString();
        return char.ToLowerInvariant(kind[0]) + kind.Substring(1) + number.ToString(CultureInfo.InvariantCulture);
    }
}
