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

    /// <summary>How many characters must be put in, left out or changed (Levenshtein, 1965).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
