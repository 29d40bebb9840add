using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>What the view of a parameter tensor is called, at run time.</summary>
/// <param name="Numbered">By kind and number: <c>W1</c>, <c>B1</c>, <c>Gain1</c>, <c>Shift1</c>.</param>
/// <param name="Named">After its layer: <c>HiddenWeights</c>, <c>HiddenBiases</c>.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Tensor">The tensor.</param>
internal sealed record ParameterViewName(string Numbered, string Named, LayerDescription Layer, ParameterDescription Tensor)
{
    /// <summary>The views of a network, in canonical order.</summary>
    public static IEnumerable<ParameterViewName> Of(NetworkDescription network)
    {
        var counts = new Dictionary<bool, int>();
        foreach (LayerDescription layer in network.Layers.Where(layer => layer.Parameters.Count > 0))
        {
            bool isDense = layer.Kind == "Dense";
            int number = counts[isDense] = counts.GetValueOrDefault(isDense) + 1;
            foreach (ParameterDescription tensor in layer.Parameters)
            {
                (string letter, string word) = tensor.Name switch { "weight" => ("W", "Weights"), "bias" => ("B", "Biases"), "gain" => ("Gain", "Gain"), _ => ("Shift", "Shift") };
                yield return new ParameterViewName(letter + number.ToString(CultureInfo.InvariantCulture), layer.Name + word, layer, tensor);
            }
        }
    }
}
