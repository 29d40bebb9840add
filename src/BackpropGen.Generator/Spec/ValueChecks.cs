using System;
using System.Collections.Generic;
using System.Globalization;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether each argument, by itself, has a value that means something.</summary>
internal static class ValueChecks
{
    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
    {
        if (!IsDefined(network.Loss))
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.UndefinedValue, "Loss", (int)network.Loss, "Loss");
        }

        if (network.UndefinedPrecision is { } precision)
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.UndefinedValue, "Precision", precision, "Precision");
        }

        for (var i = 0; i < network.Layers.Count; i++)
        {
            foreach (var problem in Layer(network.Layers[i], i))
            {
                yield return problem;
            }
        }
    }

    /// <summary>A number as it is written in C#.</summary>
    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<SpecProblem> Layer(LayerSpec layer, int index)
    {
        if (!IsDefined(layer.Activation))
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.UndefinedValue, index, "activation", (int)layer.Activation, "Activation");
        }

        if (!IsDefined(layer.Bias))
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.UndefinedValue, index, "Bias", (int)layer.Bias, "Bias");
        }

        if (!IsDefined(layer.Initializer))
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.UndefinedValue, index, "Initializer", (int)layer.Initializer, "Initializer");
        }

        if (!(layer.Rate is >= 0 and < 1))
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.DropoutRate, index, "rate", Text(layer.Rate));
        }

        foreach (var (argument, reason) in NothingFrozen(layer))
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.NothingFrozen, index, argument, argument, reason);
        }
    }

    private static IEnumerable<(string Argument, string Reason)> NothingFrozen(LayerSpec layer)
    {
        if (layer.Frozen && !layer.HasParameters)
        {
            yield return ("Frozen", "[" + layer.Kind + "] has no parameters");
        }

        if (layer.FrozenBias && layer.Bias == BiasKind.None)
        {
            yield return ("FrozenBias", "the layer has no biases");
        }
    }

    private static bool IsDefined<T>(T value)
        where T : struct, Enum
        => Enum.IsDefined(typeof(T), value);
}
