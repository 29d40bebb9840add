using System;
using System.Collections.Generic;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>Where functions are compared.</summary>
internal static class Points
{
    // multiples of 2⁻⁷, so that float has them, and none of those numbers on which kinks stand
    public static readonly IReadOnlyList<double> Arguments = [-2.6171875, -0.8203125, -0.3046875, 0.4140625, 1.1796875, 2.2421875];

    private static readonly double[] Parameters = [0.6796875, -1.3359375, 1.8671875];

    /// <summary>Points of both variables; one value of the second for all, since it is a network's parameter.</summary>
    public static IEnumerable<(double Z, double P)> Of(Formula formula)
    {
        double p = ParameterOf(formula);
        foreach (double z in Arguments)
        {
            yield return (z, p);
        }
    }

    public static double ParameterOf(Formula formula) => Parameters[formula.ToString().Length % Parameters.Length];

    /// <summary>The function of one variable while the other stays.</summary>
    public static Func<double, (double Value, Observation Observation)> Along(Formula formula, int variable, double z, double p) => x =>
    {
        var observation = new Observation();
        return (formula.Evaluate(variable == 0 ? [x, p] : [z, x], observation), observation);
    };
}
