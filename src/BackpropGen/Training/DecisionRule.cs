using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>When outputs count as right: what accuracy means for a network.</summary>
/// <param name="Kind">How outputs and targets are compared.</param>
/// <param name="OutputThreshold">What an output must lie above to say yes.</param>
/// <param name="TargetThreshold">What a target must lie above to say yes.</param>
internal readonly record struct DecisionRule(DecisionKind Kind, double OutputThreshold = 0, double TargetThreshold = 0)
{
    /// <summary>The rule that follows from a network's loss, last activation and number of outputs.</summary>
    public static DecisionRule Of(NetworkDescription network)
    {
        Activation output = network.Layers[^1].Activation;
        bool categorical = output == Activation.Softmax || network.Loss is Loss.CrossEntropy or Loss.CrossEntropyWithLogits;
        if (categorical && network.OutputCount > 1)
        {
            return new DecisionRule(DecisionKind.Row);
        }

        return network.Loss switch
        {
            Loss.Hinge or Loss.SquaredHinge => new DecisionRule(DecisionKind.Output),
            Loss.BinaryCrossEntropyWithLogits or Loss.CrossEntropyWithLogits => new DecisionRule(DecisionKind.Output, 0, 0.5),
            Loss.BinaryCrossEntropy => new DecisionRule(DecisionKind.Output, 0.5, 0.5),
            _ when categorical || output == Activation.Sigmoid => new DecisionRule(DecisionKind.Output, 0.5, 0.5),
            _ => new DecisionRule(DecisionKind.None),
        };
    }

    /// <summary>Whether outputs say yes above 0.</summary>
    public static bool IsLogitOrMargin(Loss loss) =>
        loss is Loss.Hinge or Loss.SquaredHinge or Loss.BinaryCrossEntropyWithLogits or Loss.CrossEntropyWithLogits;

    /// <summary>The share of right decisions in one row, from 0 to 1.</summary>
    public double Share<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Kind == DecisionKind.Row)
        {
            return Classes.ArgMax(outputs) == Classes.ArgMax(targets) ? 1 : 0;
        }

        T outputThreshold = T.CreateTruncating(OutputThreshold);
        T targetThreshold = T.CreateTruncating(TargetThreshold);
        int right = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            right += outputs[i] > outputThreshold == targets[i] > targetThreshold ? 1 : 0;
        }

        return (double)right / outputs.Length;
    }
}

/// <summary>How outputs and targets are compared.</summary>
internal enum DecisionKind
{
    /// <summary>Not at all: regression.</summary>
    None,

    /// <summary>One decision a row: the largest.</summary>
    Row,

    /// <summary>One decision an output: above the threshold or not.</summary>
    Output,
}
