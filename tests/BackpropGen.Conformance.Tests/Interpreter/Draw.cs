using System;
using System.Linq;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>Random parameters and rows that suit a network.</summary>
internal static class Draw
{
    /// <summary>All parameters, in canonical order.</summary>
    public static double[] Parameters(InterpretedNetwork network, Random random) =>
        [.. network.Parameters.SelectMany(range => Uniform(random, range.Count, range.Centre - range.Spread, range.Centre + range.Spread))];

    /// <summary>rows × inputs.</summary>
    public static double[] Inputs(InterpretedNetwork network, int rows, Random random) => Uniform(random, rows * network.InputCount, -1.5, 1.5);

    /// <summary>rows × outputs, of the range that the loss asks for.</summary>
    public static double[] Targets(InterpretedNetwork network, int rows, Random random) =>
        [.. Enumerable.Range(0, rows).SelectMany(_ => Row(network.Loss, network.OutputCount, random))];

    /// <summary>Running means near 0 and variances near 1.</summary>
    public static double[] Statistics(InterpretedNetwork network, Random random) =>
        [.. network.InitialStatistics().Select(value => value + Uniform(random, 1, -0.4, 0.4)[0])];

    private static double[] Row(LossKind loss, int count, Random random) => loss switch
    {
        LossKind.BinaryCrossEntropy or LossKind.BinaryCrossEntropyWithLogits => Probabilities(count, random),
        LossKind.CrossEntropy or LossKind.CrossEntropyWithLogits or LossKind.KullbackLeibler => Distribution(count, random),
        LossKind.Hinge or LossKind.SquaredHinge => [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0 ? -1.0 : 1.0)],
        LossKind.PoissonNegativeLogLikelihood => [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(5))],
        _ => Uniform(random, count, -1.5, 1.5),
    };

    // certain ones too, so that 0 · ln 0 is met
    private static double[] Probabilities(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(3) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() })];

    private static double[] Distribution(int count, Random random)
    {
        if (random.Next(2) == 0)
        {
            var hot = random.Next(count);
            return [.. Enumerable.Range(0, count).Select(i => i == hot ? 1.0 : 0.0)];
        }

        var shares = Uniform(random, count, 0.05, 1);
        return [.. shares.Select(share => share / shares.Sum())];
    }

    private static double[] Uniform(Random random, int count, double low, double high) =>
        [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];
}
