using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>What the view of a parameter tensor is called, at run time.</summary>
/// <param name="Numbered">By kind and number: <c>W1</c>, <c>B1</c>, <c>Gain1</c>, <c>Shift1</c>, <c>Slope1</c>.</param>
/// <param name="Named">After its layer: <c>HiddenWeights</c>, <c>HiddenBiases</c>.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Tensor">The tensor.</param>
internal sealed record ParameterViewName(string Numbered, string Named, LayerDescription Layer, ParameterDescription Tensor)
{
    /// <summary>The views of a network, in canonical order.</summary>
    public static IEnumerable<ParameterViewName> Of(NetworkDescription network)
    {
        var counts = new Dictionary<string, int>();
        foreach (LayerDescription layer in network.Layers)
        {
            string family = layer.Kind.EndsWith("Norm", StringComparison.Ordinal) ? "Norm" : layer.Kind;
            int number = counts[family] = counts.GetValueOrDefault(family) + 1;
            foreach (ParameterDescription tensor in layer.Parameters)
            {
                (string numbered, string word) = Words(tensor.Name, family, number.ToString(CultureInfo.InvariantCulture));
                yield return new ParameterViewName(numbered, layer.Name + word, layer, tensor);
            }
        }
    }

    private static (string Numbered, string Word) Words(string tensor, string family, string number) => tensor switch
    {
        "weight" => ("W" + number, "Weights"),
        "bias" => ("B" + number, "Biases"),
        "gain" => ("Gain" + number, "Gain"),
        "shift" => ("Shift" + number, "Shift"),
        _ => OfActivation(tensor[(tensor.IndexOf('.', StringComparison.Ordinal) + 1)..], family, number),
    };

    // a parameter whose name other views have is told apart, as in the generator
    private static (string Numbered, string Word) OfActivation(string parameter, string family, string number)
    {
        string role = char.ToUpperInvariant(parameter[0]) + parameter[1..];
        string suffix = role is "W" or "B" or "Gain" or "Shift" or "Weights" or "Biases" ? "Parameter" : string.Empty;
        return ((family == "Activate" ? family : string.Empty) + role + number + suffix, role + suffix);
    }
}
