using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>A formula's value and derivative at a point, found without any rule of differentiation.</summary>
/// <param name="Value">The value.</param>
/// <param name="Derivative">By differences of sixth order; null where a kink is near, or where two steps do not agree.</param>
/// <param name="Scale">The largest number on the way.</param>
/// <param name="Uncertainty">How far the two steps' derivatives lie apart.</param>
internal sealed record Differences(double Value, double? Derivative, double Scale, double Uncertainty)
{
    private const double Step = 4e-3, LargestScale = 1e5, LargestUncertainty = 1e-5;

    /// <summary>At a point; null where the value, or one on the way, is none or too large for anything to be compared.</summary>
    public static Differences? At(Func<double, (double Value, Observation Observation)> function, double x)
    {
        var (value, here) = function(x);
        if (!(here.Scale < LargestScale))
        {
            return null;
        }

        var around = Enumerable.Range(-6, 13).Select(steps => function(x + (steps * Step / 2))).ToList();
        if (!around.All(point => point.Observation.IsInSamePieceAs(here) && point.Observation.Scale < LargestScale))
        {
            return new(value, null, here.Scale, 0);
        }

        double wide = Quotient(around, 2), narrow = Quotient(around, 1), uncertainty = Math.Abs(wide - narrow);
        return new(value, uncertainty < LargestUncertainty * Math.Max(1, Math.Abs(narrow)) ? narrow : null, here.Scale, uncertainty);
    }

    private static double Quotient(List<(double Value, Observation Observation)> around, int spacing)
    {
        double Apart(int steps) => around[6 + (steps * spacing)].Value - around[6 - (steps * spacing)].Value;
        return ((45 * Apart(1)) - (9 * Apart(2)) + Apart(3)) / (60 * Step / 2 * spacing);
    }
}
