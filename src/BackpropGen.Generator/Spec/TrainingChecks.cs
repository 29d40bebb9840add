using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Advice on layers: what may be meant but seldom is.</summary>
internal static class TrainingChecks
{
    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
    {
        var layers = Enumerable.Range(0, network.Layers.Count).SelectMany(layer => Layer(network, graph, layer));
        return network.InferenceOnly ? layers : layers.Concat(Whole(network));
    }

    private static IEnumerable<SpecProblem> Layer(NetworkSpec network, LayerGraph graph, int index)
    {
        var layer = network.Layers[index];
        var isOutput = index == network.Layers.Count - 1;
        if (layer.Activation == ActivationKind.Softmax && Width(layer, graph, index) == 1)
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.SingleSoftmax, index, "activation");
        }
        else if (layer.Activation == ActivationKind.Softmax && !isOutput && !IsHead(network, graph, index))
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.SoftmaxInside, index, "activation", "'" + LayerNames.Of(network, index) + "'");
        }

        if (layer is { Kind: LayerKind.Dense, Initializer: InitializerKind.Zeros, Frozen: false, Units: > 1 } && !isOutput && !network.InferenceOnly)
        {
            yield return SpecProblem.OfLayer(DiagnosticDescriptors.ZeroWeights, index, "Initializer", "'" + LayerNames.Of(network, index) + "'");
        }
    }

    private static long? Width(LayerSpec layer, LayerGraph graph, int index) => layer.IsUnreadable ? null : graph.Width(index);

    /// <summary>Whether the layer is one of several outputs that the last layer puts side by side.</summary>
    private static bool IsHead(NetworkSpec network, LayerGraph graph, int index)
    {
        var last = network.Layers.Count - 1;
        return network.Layers[last].Kind == LayerKind.Concat && graph.Sources[last].Contains(index);
    }

    private static IEnumerable<SpecProblem> Whole(NetworkSpec network)
    {
        var withParameters = network.Layers.Where(layer => layer.HasParameters).ToArray();
        if (network.Layers.Count > 0 && withParameters.All(layer => layer.Frozen))
        {
            var reason = withParameters.Length == 0 ? "no layer has parameters" : "all layers with parameters are frozen";
            yield return SpecProblem.OfClass(DiagnosticDescriptors.NothingToTrain, network.Name, reason);
        }
    }
}
