using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>
/// What must be equal for parameters to mean the same: a canonical text, one line for the inputs and one a layer, with names, kinds, sources, sizes,
/// activations (a user's own by its formula, whatever its name), edges and the shapes of the parameters. Not the network's name, its loss, dropout rates or what is frozen: those do not change
/// what the parameters compute.
/// </summary>
internal static class Architecture
{
    /// <summary>The canonical text.</summary>
    public static string Text(NetworkDescription network) =>
        string.Join('\n', network.Layers.Select(Line).Prepend($"input: {network.InputCount}"));

    /// <summary>The hash of the canonical text: the same on every machine.</summary>
    public static string Fingerprint(string text) => Hash(text);

    /// <summary>The first line in which two architectures differ, as a sentence's end.</summary>
    public static string Difference(string expected, string actual)
    {
        string[] ours = expected.Split('\n');
        string[] theirs = actual.Split('\n');
        for (int i = 0; i < Math.Max(ours.Length, theirs.Length); i++)
        {
            string our = i < ours.Length ? ours[i] : "nothing more";
            string their = i < theirs.Length ? theirs[i] : "nothing more";
            if (our != their)
            {
                return $"expected '{our}', got '{their}'";
            }
        }

        return "no line differs";
    }

    private static string Line(LayerDescription layer)
    {
        var line = new StringBuilder($"{layer.Name}: {layer.Kind} of {string.Join('+', layer.Sources)}, {layer.InputCount} to {layer.UnitCount}");
        if (layer.ActivationFormula is not null)
        {
            line.Append(", ").Append(layer.ActivationFormula);
        }
        else if (layer.Activation != Activation.Identity)
        {
            line.Append(", ").Append(layer.Activation);
        }

        foreach (ParameterDescription parameter in layer.Parameters)
        {
            line.Append(", ").Append(parameter.Name).Append(' ').Append(TensorEntry.Text(parameter.Shape));
        }

        return layer.Connections is null ? line.ToString() : line.Append(", edges ").Append(Hash(string.Join('/', layer.Connections))).ToString();
    }

    private static string Hash(string text)
    {
        Fnv1a hash = Fnv1a.Start;
        hash.Add(Encoding.UTF8.GetBytes(text));
        return hash.ToString();
    }
}
