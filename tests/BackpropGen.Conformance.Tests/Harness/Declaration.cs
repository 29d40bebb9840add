using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>A spec as the source that a user would write: what goes into the compilation, and what a failing test prints.</summary>
internal static class Declaration
{
    /// <summary>The namespace of networks whose spec names none.</summary>
    public const string DefaultNamespace = "Declared";

    /// <summary>The class's full name, for networks that are not nested.</summary>
    public static string FullName(NetworkSpec spec) => (spec.Namespace.Length == 0 ? DefaultNamespace : spec.Namespace) + "." + spec.Name;

    /// <summary>A source file that declares the network.</summary>
    public static string Write(NetworkSpec spec)
    {
        var source = new StringBuilder();
        source.Append("using BackpropGen;\n\n");
        source.Append(CultureInfo.InvariantCulture, $"namespace {(spec.Namespace.Length == 0 ? DefaultNamespace : spec.Namespace)};\n\n");
        source.Append("/// <summary>A network under test.</summary>\n");
        source.Append(CultureInfo.InvariantCulture, $"[Network({string.Join(", ", NetworkArguments(spec))})]\n");
        foreach (var layer in spec.Layers)
        {
            var arguments = string.Join(", ", LayerArguments(layer));
            source.Append(CultureInfo.InvariantCulture, $"[{layer.Kind}{(arguments.Length == 0 ? "" : $"({arguments})")}]\n");
        }

        var methods = string.Join("\n\n    ", UserFunctions.Methods(spec));
        source.Append(CultureInfo.InvariantCulture, $"public sealed partial class {spec.Name}{(methods.Length == 0 ? ";" : $"\n{{\n    {methods}\n}}")}\n");
        return source.ToString();
    }

    private static IEnumerable<string> NetworkArguments(NetworkSpec spec)
    {
        yield return Text(spec.Inputs);
        if (spec.Loss != LossKind.Auto)
        {
            yield return $"Loss = Loss.{spec.Loss}";
        }

        if (spec.LossFunction is { } loss)
        {
            yield return $"LossMethod = nameof({loss.Name})";
        }

        if (spec.IsDouble)
        {
            yield return "Precision = Precision.Double";
        }

        if (spec.InferenceOnly)
        {
            yield return "InferenceOnly = true";
        }

        if (spec.HuberDelta != 1)
        {
            yield return $"HuberDelta = {Text(spec.HuberDelta)}";
        }

        if (spec.LabelSmoothing != 0)
        {
            yield return $"LabelSmoothing = {Text(spec.LabelSmoothing)}";
        }
    }

    private static IEnumerable<string> LayerArguments(LayerSpec layer) =>
        PositionalArguments(layer).Concat(DenseOptions(layer)).Concat(CommonOptions(layer));

    private static IEnumerable<string> PositionalArguments(LayerSpec layer) => layer.Kind switch
    {
        LayerKind.Dense => [Text(layer.Units), Activation(layer)],
        LayerKind.Activate => [Activation(layer)],
        LayerKind.Add or LayerKind.Concat => layer.Sources.Select(source => $"\"{source}\""),
        LayerKind.Dropout => [Text(layer.Rate)],
        _ => [],
    };

    private static string Activation(LayerSpec layer) => layer.Function is { } function ? $"nameof({function.Name})" : $"Activation.{layer.Activation}";

    private static IEnumerable<string> DenseOptions(LayerSpec layer)
    {
        if (layer.Bias != BiasKind.PerNeuron)
        {
            yield return $"Bias = Bias.{layer.Bias}";
        }

        if (layer.FrozenBias)
        {
            yield return "FrozenBias = true";
        }

        if (layer.HasConnections)
        {
            yield return $"Connections = new[] {{ {string.Join(", ", layer.Connections.Select(row => $"\"{row}\""))} }}";
        }

        if (layer.Initializer != InitializerKind.Auto)
        {
            yield return $"Initializer = Initializer.{layer.Initializer}";
        }
    }

    private static IEnumerable<string> CommonOptions(LayerSpec layer)
    {
        if (layer.Name is not null)
        {
            yield return $"Name = \"{layer.Name}\"";
        }

        if (layer.From is not null)
        {
            yield return $"From = \"{layer.From}\"";
        }

        if (layer.Frozen)
        {
            yield return "Frozen = true";
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
