using System;
using System.Linq;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>From a function that fails to the simplest that does.</summary>
internal static class Shrinking
{
    private const int MaxSteps = 60;

    /// <summary>What is wrong with a function, told of the simplest form of it in which something is; null if nothing is.</summary>
    public static string? Report(Formula formula, Func<Formula, string?> failure)
    {
        if (failure(formula) is not { } first)
        {
            return null;
        }

        var (simplest, reason) = (formula, first);
        for (int step = 0; step < MaxSteps; step++)
        {
            var next = simplest.Simpler().Select(simpler => (Formula: simpler, Reason: failure(simpler))).FirstOrDefault(candidate => candidate.Reason is not null);
            if (next.Reason is null)
            {
                break;
            }

            (simplest, reason) = (next.Formula, next.Reason);
        }

        return $"{simplest}\n  {reason}\n  found in {formula}";
    }
}
