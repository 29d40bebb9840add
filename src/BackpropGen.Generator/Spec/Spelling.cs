using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>Guesses what a misspelled name was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The candidate that differs least, if that is by a third of the name's length at most or in case only; of equals the first.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return nearest.Candidate is not null && nearest.Distance <= Math.Max(name.Length, nearest.Candidate.Length) / 3 ? nearest.Candidate : null;
    }

    /// <summary>How many characters must be put in, left out, changed, or changed over with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Next(distances, a, b, i, j);
            }
        }

        return distances[a.Length, b.Length];
    }

    private static int Next(int[,] distances, string a, string b, int i, int j)
    {
        var least = Math.Min(
            distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
            Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return isSwap ? Math.Min(least, distances[i - 2, j - 2] + 1) : least;
    }
}
