using System.Collections.Generic;
using System.Globalization;

namespace BackpropGen.Generator.Spec;

/// <summary>The names of a layer's parameter views; null for views that it does not have.</summary>
/// <param name="First">Weights, or the gain of a norm.</param>
/// <param name="Second">Biases, or the shift of a norm.</param>
internal readonly record struct LayerViews(string? First, string? Second);

/// <summary>
/// How parameter views are called: <c>W1</c> and <c>B1</c>, counted over the dense layers, <c>Gain1</c> and <c>Shift1</c>, counted over the norms;
/// <c>HiddenWeights</c>, <c>HiddenBiases</c>, <c>HiddenGain</c>, <c>HiddenShift</c> for a layer with the name <c>Hidden</c>. A view that would bear the
/// class's own name, which C# forbids, is called <c>W1Weights</c>, <c>B1Biases</c> and so on.
/// </summary>
internal static class ViewNames
{
    /// <summary>The names, one entry a layer, in the order declared.</summary>
    public static IReadOnlyList<LayerViews> Of(NetworkSpec network)
    {
        var views = new LayerViews[network.Layers.Count];
        int dense = 0, norms = 0;
        for (var i = 0; i < views.Length; i++)
        {
            var layer = network.Layers[i];
            views[i] = layer.Kind switch
            {
                LayerKind.Dense => Dense(network, layer, ++dense),
                LayerKind.LayerNorm or LayerKind.BatchNorm => Norm(network, layer, ++norms),
                _ => default,
            };
        }

        return views;
    }

    private static LayerViews Dense(NetworkSpec network, LayerSpec layer, int number)
        => new(Name(network, layer, "W", number, "Weights"), layer.Bias == BiasKind.None ? null : Name(network, layer, "B", number, "Biases"));

    private static LayerViews Norm(NetworkSpec network, LayerSpec layer, int number)
        => new(Name(network, layer, "Gain", number, "Gain"), Name(network, layer, "Shift", number, "Shift"));

    private static string Name(NetworkSpec network, LayerSpec layer, string prefix, int number, string role)
    {
        var numbered = prefix + number.ToString(CultureInfo.InvariantCulture);
        var name = layer.Name is null ? numbered : layer.Name + role;
        return name == Identifiers.Unescape(network.Name) ? numbered + role : name;
    }
}
