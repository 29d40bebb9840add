using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Spec;

/// <summary>What the output layer's values can be.</summary>
internal enum OutputRange
{
    /// <summary>Any number, as far as can be said.</summary>
    Any,

    /// <summary>Each in [0, 1].</summary>
    Unit,

    /// <summary>Each in (0, 1), by a logistic function.</summary>
    Sigmoid,

    /// <summary>Probabilities that sum to 1, or several groups of such.</summary>
    Distribution,
}

/// <summary>What is known of the network's outputs.</summary>
internal static class Outputs
{
    /// <summary>The loss, or the one that <see cref="LossKind.Auto"/> stands for; Auto itself only where the loss is the user's own.</summary>
    public static LossKind Loss(NetworkSpec network)
    {
        if (network.LossFunction is not null || network.Loss != LossKind.Auto)
        {
            return network.Loss;
        }

        var activation = network.Layers.Count == 0 ? ActivationKind.Identity : network.Layers[network.Layers.Count - 1].Activation;
        return activation switch
        {
            ActivationKind.Sigmoid => LossKind.BinaryCrossEntropy,
            ActivationKind.Softmax => LossKind.CrossEntropy,
            _ => LossKind.MeanSquaredError,
        };
    }

    /// <summary>Whether label smoothing belongs to a loss; the others pass it over.</summary>
    public static bool TakesSmoothing(LossKind loss) => loss is LossKind.CrossEntropy or LossKind.CrossEntropyWithLogits;

    /// <summary>The smallest output layer that suits a loss.</summary>
    public static (int Units, ActivationKind Activation) Layer(LossKind loss) => loss switch
    {
        LossKind.BinaryCrossEntropy => (1, ActivationKind.Sigmoid),
        LossKind.CrossEntropy or LossKind.KullbackLeibler => (2, ActivationKind.Softmax),
        LossKind.CrossEntropyWithLogits => (2, ActivationKind.Identity),
        _ => (1, ActivationKind.Identity),
    };

    /// <summary>What the outputs can be, in a network without cycles.</summary>
    public static OutputRange Range(NetworkSpec network, LayerGraph graph) => Range(network, graph, network.Layers.Count - 1);

    private static OutputRange Range(NetworkSpec network, LayerGraph graph, int? layer)
    {
        if (layer is not >= 0)
        {
            return OutputRange.Any;
        }

        var spec = network.Layers[layer.Value];
        if (spec.Kind == LayerKind.Concat)
        {
            var ranges = graph.Sources[layer.Value].Select(source => Range(network, graph, source)).Distinct().ToArray();
            return ranges.Length == 1 ? ranges[0] : ranges.Contains(OutputRange.Any) ? OutputRange.Any : OutputRange.Unit;
        }

        return spec.Function is { } function ? RangeOf(function) : spec.Activation switch
        {
            ActivationKind.Softmax => OutputRange.Distribution,
            ActivationKind.Sigmoid => OutputRange.Sigmoid,
            ActivationKind.HardSigmoid => OutputRange.Unit,
            _ => OutputRange.Any,
        };
    }

    /// <summary>What a function of the user's can give.</summary>
    private static OutputRange RangeOf(FunctionSpec function)
    {
        if (function.Formula is not { } written)
        {
            return OutputRange.Any;
        }

        var formula = SpellingRules.Simplify(written);
        var values = Interval.Of(formula, new Ranges());
        return formula is CallExpr { Function.Name: "Sigmoid" } ? OutputRange.Sigmoid : values.Low >= 0 && values.High <= 1 ? OutputRange.Unit : OutputRange.Any;
    }
}
