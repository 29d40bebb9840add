using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>What makes loss and outputs fit: another loss, or another activation of the output layer.</summary>
internal static class LossFixes
{
    /// <summary>The problem with what there is to propose.</summary>
    public static SpecProblem Add(SpecProblem problem, NetworkSpec network, LayerGraph graph)
    {
        var output = network.Layers.Count - 1;
        var activation = Activation(problem, network, graph);
        return (problem with { FixedLayers = activation is null ? problem.FixedLayers : new[] { output } })
            .WithFix(FixProperties.Loss, Loss(problem, network, graph))
            .WithFix(FixProperties.Activation, activation);
    }

    /// <summary>The loss of outputs that went through sigmoid or softmax already.</summary>
    public static LossKind Squashed(OutputRange range) => range == OutputRange.Distribution ? LossKind.CrossEntropy : LossKind.BinaryCrossEntropy;

    private static LossKind? Loss(SpecProblem problem, NetworkSpec network, LayerGraph graph)
    {
        var range = Outputs.Range(network, graph);
        if (range != OutputRange.Any)
        {
            // a distance between distributions stays one: only its outputs can be mended
            return Outputs.Loss(network) == LossKind.KullbackLeibler ? null : Squashed(range);
        }

        // of what is no sum, such as the outputs of a tanh, no logits can be made
        var isBinary = problem.Rule == DiagnosticDescriptors.BinaryCrossEntropyRange || !HasSeveral(network, graph);
        return !IsLinear(network) || Outputs.Loss(network) == LossKind.KullbackLeibler
            ? null
            : isBinary ? LossKind.BinaryCrossEntropyWithLogits : LossKind.CrossEntropyWithLogits;
    }

    private static ActivationKind? Activation(SpecProblem problem, NetworkSpec network, LayerGraph graph)
    {
        if (problem.Rule == DiagnosticDescriptors.CrossEntropyWithoutSoftmax)
        {
            return HasSeveral(network, graph) ? ActivationKind.Softmax : null;
        }

        if (problem.Rule == DiagnosticDescriptors.BinaryCrossEntropyRange)
        {
            return ActivationKind.Sigmoid;
        }

        // here the output layer's own function has to go, if it has one
        return network.Layers[network.Layers.Count - 1].Kind is not (LayerKind.Dense or LayerKind.Activate)
            ? null
            : Outputs.Loss(network) switch
            {
                LossKind.BinaryCrossEntropy => ActivationKind.Sigmoid,
                LossKind.PoissonNegativeLogLikelihood => null,
                _ => ActivationKind.Identity,
            };
    }

    /// <summary>Whether the outputs are sums, as logits are.</summary>
    private static bool IsLinear(NetworkSpec network) => network.Layers[network.Layers.Count - 1] is { Activation: ActivationKind.Identity, Function: null, Kind: not LayerKind.Concat };

    /// <summary>A softmax over one unit is always 1.</summary>
    private static bool HasSeveral(NetworkSpec network, LayerGraph graph) => graph.Width(network.Layers.Count - 1) != 1;
}
