using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>The names of a layer's parameter views; null for views that it does not have.</summary>
/// <param name="First">Weights, or the gain of a norm.</param>
/// <param name="Second">Biases, or the shift of a norm.</param>
/// <param name="Parameters">The parameters of the layer's activation.</param>
internal readonly record struct LayerViews(string? First, string? Second, EquatableArray<string> Parameters)
{
    /// <summary>Those that there are, in canonical order.</summary>
    public IEnumerable<string> All => new[] { First, Second }.OfType<string>().Concat(Parameters);
}

/// <summary>
/// How parameter views are called: <c>W1</c> and <c>B1</c>, counted over the dense layers, <c>Gain1</c> and <c>Shift1</c>, counted over the norms;
/// <c>HiddenWeights</c>, <c>HiddenBiases</c>, <c>HiddenGain</c>, <c>HiddenShift</c> for a layer with the name <c>Hidden</c>.
/// An activation's parameters are called after the parameter: <c>Slope1</c>, counted with the dense layers, <c>ActivateSlope1</c> for an activation that is a layer of its own, <c>HiddenSlope</c>. A view that would bear the
/// class's own name, which C# forbids, is called <c>W1Weights</c>, <c>B1Biases</c> and so on.
/// </summary>
internal static class ViewNames
{
    /// <summary>The names, one entry a layer, in the order declared.</summary>
    public static IReadOnlyList<LayerViews> Of(NetworkSpec network)
    {
        var views = new LayerViews[network.Layers.Count];
        int dense = 0, norms = 0, activations = 0;
        for (var i = 0; i < views.Length; i++)
        {
            var layer = network.Layers[i];
            views[i] = layer.Kind switch
            {
                LayerKind.Dense => Dense(network, layer, ++dense),
                LayerKind.LayerNorm or LayerKind.BatchNorm => Norm(network, layer, ++norms),
                LayerKind.Activate => new(null, null, Parameters(network, layer, "Activate", ++activations)),
                _ => default,
            };
        }

        return views;
    }

    private static LayerViews Dense(NetworkSpec network, LayerSpec layer, int number)
        => new(Name(network, layer, "W", number, "Weights"), layer.Bias == BiasKind.None ? null : Name(network, layer, "B", number, "Biases"), Parameters(network, layer, "", number));

    private static LayerViews Norm(NetworkSpec network, LayerSpec layer, int number)
        => new(Name(network, layer, "Gain", number, "Gain"), Name(network, layer, "Shift", number, "Shift"), default);

    /// <summary>What else would be the name of other views gets <c>Parameter</c> behind it.</summary>
    private static EquatableArray<string> Parameters(NetworkSpec network, LayerSpec layer, string prefix, int number)
        => new((layer.Function?.Parameters ?? default).Select(parameter =>
        {
            var role = char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1);
            var isTaken = role is "W" or "B" or "Gain" or "Shift" or "Weights" or "Biases";
            var name = Name(network, layer, prefix + role, number, role);
            return isTaken ? name + "Parameter" : name;
        }));

    private static string Name(NetworkSpec network, LayerSpec layer, string prefix, int number, string role)
    {
        var numbered = prefix + number.ToString(CultureInfo.InvariantCulture);
        var name = layer.Name is null ? numbered : layer.Name + role;
        return name == Identifiers.Unescape(network.Name) ? numbered + role : name;
    }
}
