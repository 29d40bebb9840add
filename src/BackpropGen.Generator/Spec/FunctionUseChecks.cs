using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec;

/// <summary>Whether the methods that a network names can be its functions, and suit it. What is wrong with a method itself is reported there.</summary>
internal static class FunctionUseChecks
{
    private const string LossMethod = "LossMethod";

    public static IEnumerable<SpecProblem> Find(NetworkSpec network, LayerGraph graph)
    {
        var layers = Enumerable.Range(0, network.Layers.Count)
            .Select(layer => Use(network.Layers[layer].Function, (rule, message) => SpecProblem.OfLayer(rule, layer, "activation", message)));
        var loss = Use(network.LossFunction, (rule, message) => SpecProblem.OfNetwork(rule, LossMethod, message));
        return layers.Append(loss).OfType<SpecProblem>().Concat(Loss(network));
    }

    private static SpecProblem? Use(FunctionSpec? function, Func<DiagnosticDescriptor, object[], SpecProblem> problem) => function?.State switch
    {
        FunctionState.NotFound => problem(DiagnosticDescriptors.FunctionNotFound, new object[] { function.Declaring, function.Name, Advice(function) }),
        FunctionState.NotMarked => problem(DiagnosticDescriptors.FunctionNotMarked, new object[] { function.Name, function.Hint! }),
        FunctionState.Elsewhere => problem(DiagnosticDescriptors.FunctionElsewhere, new object[] { function.Name, function.Hint! }),
        FunctionState.Ambiguous => problem(DiagnosticDescriptors.FunctionAmbiguous, new object[] { function.Hint! }),
        _ => null,
    };

    private static string Advice(FunctionSpec function) => function.Hint is { } nearest ? $"did you mean '{nearest}'?" : "write it there, static and marked, or name the type that has it";

    private static IEnumerable<SpecProblem> Loss(NetworkSpec network)
    {
        if (network.LossFunction is not { } loss)
        {
            yield break;
        }

        if (network.Loss != LossKind.Auto)
        {
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.LossTwice, nameof(NetworkSpec.Loss), network.Loss);
        }

        if (loss.Formula is { } formula && !network.InferenceOnly && network.Layers.Count > 0 && Unstable(network, formula) is { } spot)
        {
            var advice = spot.Kind == Instability.Logarithm ? "end the network with a sigmoid or a softmax, or bound the argument of the logarithm" : "bound the divisor away from 0";
            yield return SpecProblem.OfNetwork(DiagnosticDescriptors.UnstableLoss, LossMethod, loss.Name, Spelled(spot), advice);
        }
    }

    /// <summary>What is left to overflow once the loss is written over the output's activation, as it will be where that takes a logarithm away.</summary>
    private static UnstableSpot? Unstable(NetworkSpec network, Expr loss)
    {
        var output = network.Layers[network.Layers.Count - 1];
        var activation = output.Kind is not (LayerKind.Dense or LayerKind.Activate) ? Expr.Variable(ActivationTable.Argument)
            : output.Function is { } function ? function.Formula is { } written ? SpellingRules.Simplify(written) : null
            : Enum.IsDefined(typeof(ActivationKind), output.Activation) ? ActivationTable.Of(output.Activation).Formula
            : null;
        if (activation is null || LossComposer.Compose(loss, activation).IsBetter)
        {
            return null;
        }

        var ranges = new Ranges(new Dictionary<string, Interval> { [LossTable.Output] = Interval.Of(activation, new Ranges()) });
        return UnstableSpots.Find(Simplifier.Simplify(loss), ranges).FirstOrDefault(spot => spot.Kind != Instability.Exponential && spot.Argument.DependsOn(LossTable.Output));
    }

    private static string Spelled(UnstableSpot spot) => spot.Kind == Instability.Logarithm ? $"the logarithm of {spot.Argument}" : $"a quotient or root of {spot.Argument}";
}
