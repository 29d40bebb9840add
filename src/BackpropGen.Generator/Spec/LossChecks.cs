using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether the loss's options mean something, and whether the loss suits the outputs.</summary>
internal static class LossChecks
{
    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
    {
        var loss = Outputs.Loss(network);
        var suits = network.LossFunction is not null || network.InferenceOnly || network.Layers.Count == 0 || graph.Cycle is not null
            ? Enumerable.Empty<SpecProblem>()
            : Suits(network, graph, loss);
        return Options(network, loss).Concat(suits);
    }

    private static IEnumerable<SpecProblem> Options(NetworkSpec network, LossKind loss)
    {
        var name = network.LossFunction?.Name ?? loss.ToString();
        const string Delta = nameof(NetworkSpec.HuberDelta), Smoothing = nameof(NetworkSpec.LabelSmoothing);
        if (!(network.HuberDelta > 0) || double.IsInfinity(network.HuberDelta))
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.HuberDelta, Delta, ValueChecks.Text(network.HuberDelta));
        }
        else if (network.HuberDelta != 1 && loss != LossKind.Huber)
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.LossOptionUnused, Delta, Delta, name, "Huber");
        }

        if (!(network.LabelSmoothing is >= 0 and < 1))
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.LabelSmoothing, Smoothing, ValueChecks.Text(network.LabelSmoothing));
        }
        else if (network.LabelSmoothing != 0 && !Outputs.TakesSmoothing(loss))
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.LossOptionUnused, Smoothing, Smoothing, name, "CrossEntropy and CrossEntropyWithLogits");
        }
    }

    private static IEnumerable<SpecProblem> Suits(NetworkSpec network, LayerGraph graph, LossKind loss)
    {
        var range = Outputs.Range(network, graph);
        var problem = (loss, range) switch
        {
            (LossKind.CrossEntropy or LossKind.KullbackLeibler, not OutputRange.Distribution)
                => (DiagnosticDescriptors.CrossEntropyWithoutSoftmax, new object[] { loss, loss == LossKind.CrossEntropy ? ", or use Loss.CrossEntropyWithLogits" : "" }),
            (LossKind.BinaryCrossEntropy, OutputRange.Any)
                => (DiagnosticDescriptors.BinaryCrossEntropyRange, Array.Empty<object>()),
            (LossKind.CrossEntropyWithLogits, not OutputRange.Any)
                => (DiagnosticDescriptors.LogitsSquashed, new object[] { loss, "a softmax", LossFixes.Squashed(range) }),
            (LossKind.BinaryCrossEntropyWithLogits, not OutputRange.Any)
                => (DiagnosticDescriptors.LogitsSquashed, new object[] { loss, "a sigmoid", LossFixes.Squashed(range) }),
            (not (LossKind.CrossEntropy or LossKind.KullbackLeibler), OutputRange.Distribution)
                => (DiagnosticDescriptors.SoftmaxLoss, new object[] { loss }),
            (LossKind.HalfSquaredError or LossKind.MeanSquaredError, OutputRange.Sigmoid)
                => (DiagnosticDescriptors.SigmoidSquaredError, new object[] { loss }),
            _ => default,
        };
        if (problem.Item1 is not null)
        {
            yield return LossFixes.Add(SpecProblem.OfNetwork(problem.Item1, nameof(NetworkSpec.Loss), problem.Item2), network, graph);
        }
    }
}
