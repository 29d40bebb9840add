using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>Every optimizer with each of its options, beside its reference.</summary>
internal static class OptimizerCases
{
    public static readonly IReadOnlyDictionary<string, (IOptimizer Optimizer, ReferenceRule Reference)> ByName = All().ToDictionary(pair => pair.Optimizer.ToString()!);

    public static TheoryData<string> Names => [.. ByName.Keys];

    private static IEnumerable<(IOptimizer Optimizer, ReferenceRule Reference)> All()
    {
        foreach (var o in new[] { new Sgd(0.05), new(0.05) { Momentum = 0.9, WeightDecay = 0.01 }, new(0.05) { Momentum = 0.8, Dampening = 0.1 }, new(0.05) { Momentum = 0.7, Nesterov = true } })
        {
            yield return (o, ReferenceOptimizers.Sgd(o));
        }

        foreach (var o in new[] { new Adam(0.01), new(0.01) { AmsGrad = true, Beta2 = 0.9, WeightDecay = 0.1 }, new(0.01) { Epsilon = 1e-3 } })
        {
            yield return (o, ReferenceOptimizers.Adam(o));
        }

        foreach (var o in new[] { new AdamW(0.01), new(0.01) { AmsGrad = true, Beta2 = 0.9, WeightDecay = 0.1 } })
        {
            yield return (o, ReferenceOptimizers.AdamW(o));
        }

        foreach (var o in new[] { new RmsProp(0.01), new(0.01) { Centered = true, Epsilon = 1e-3 }, new(0.01) { Momentum = 0.8, WeightDecay = 0.1 }, new(0.01) { Centered = true, Momentum = 0.7, Epsilon = 1e-3 } })
        {
            yield return (o, ReferenceOptimizers.RmsProp(o));
        }

        foreach (var o in new[] { new Adagrad(0.1), new(0.1) { InitialAccumulator = 0.3, LearningRateDecay = 0.2, WeightDecay = 0.1 } })
        {
            yield return (o, ReferenceOptimizers.Adagrad(o));
        }

        foreach (var o in new[] { new Adadelta(), new(0.5) { Rho = 0.8, Epsilon = 1e-3, WeightDecay = 0.1 } })
        {
            yield return (o, ReferenceOptimizers.Adadelta(o));
        }

        foreach (var o in new[] { new Adamax(0.01), new(0.01) { Beta2 = 0.5, WeightDecay = 0.1 } })
        {
            yield return (o, ReferenceOptimizers.Adamax(o));
        }

        foreach (var o in new[] { new Nadam(0.01), new(0.01) { MomentumDecay = 0.5, WeightDecay = 0.1 }, new(0.01) { MomentumDecay = 0 } })
        {
            yield return (o, ReferenceOptimizers.Nadam(o));
        }

        foreach (var o in new[] { new Radam(0.01), new(0.01) { Beta2 = 0.9, WeightDecay = 0.1 } })
        {
            yield return (o, ReferenceOptimizers.Radam(o));
        }

        foreach (var o in new[] { new Rprop(0.01), new(0.01) { EtaMinus = 0.3, EtaPlus = 2, MinStep = 0.005, MaxStep = 0.05 } })
        {
            yield return (o, ReferenceOptimizers.Rprop(o));
        }

        foreach (var o in new[] { new Lion(0.01), new(0.01) { Beta1 = 0.5, WeightDecay = 0.1 } })
        {
            yield return (o, ReferenceOptimizers.Lion(o));
        }
    }
}
