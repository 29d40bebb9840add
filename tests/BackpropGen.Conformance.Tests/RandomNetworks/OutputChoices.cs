using System;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.RandomNetworks;

/// <summary>Which output activations each loss can stand behind.</summary>
internal static class OutputChoices
{
    private static readonly ActivationKind[] AnyActivation = Enum.GetValues<ActivationKind>();

    /// <summary>The output activations that a loss can stand behind.</summary>
    public static ActivationKind[] Of(LossKind loss) => loss switch
    {
        LossKind.BinaryCrossEntropy => [ActivationKind.Sigmoid, ActivationKind.Softmax],
        LossKind.CrossEntropy or LossKind.KullbackLeibler => [ActivationKind.Softmax],
        LossKind.BinaryCrossEntropyWithLogits or LossKind.CrossEntropyWithLogits => [ActivationKind.Identity],
        _ => AnyActivation,
    };
}
