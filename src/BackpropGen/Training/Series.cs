using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>One curve of a chart.</summary>
/// <param name="Type">Its class in the style sheet.</param>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Colour">Its colour on a light background.</param>
/// <param name="Dash">Its dashes, so that it can be told apart without colours; null for a whole line.</param>
/// <param name="Value">What it shows of an epoch.</param>
internal sealed record Series(string Type, string Name, string Colour, string? Dash, Func<EpochRecord, double> Value)
{
    /// <summary>The dashes as an attribute.</summary>
    public string DashAttribute => Dash is null ? string.Empty : $" stroke-dasharray=\"{Dash}\"";

    /// <summary>The stretches of epochs with finite values: a curve has gaps where it has none.</summary>
    public IEnumerable<List<EpochRecord>> Runs(TrainingHistory history)
    {
        var run = new List<EpochRecord>();
        foreach (EpochRecord epoch in history)
        {
            if (double.IsFinite(Value(epoch)))
            {
                run.Add(epoch);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>A long run with no more points than can be seen: of each of <paramref name="columns"/> stretches its ends, its lowest and its highest.</summary>
    public IReadOnlyList<EpochRecord> Thin(IReadOnlyList<EpochRecord> run, int columns)
    {
        if (run.Count <= 4 * columns)
        {
            return run;
        }

        var thin = new List<EpochRecord>(4 * columns);
        for (int column = 0; column < columns; column++)
        {
            int start = (int)((long)column * run.Count / columns);
            int end = (int)((long)(column + 1) * run.Count / columns);
            EpochRecord[] stretch = [.. run.Skip(start).Take(end - start)];
            EpochRecord[] seen = [stretch[0], stretch.MinBy(Value), stretch.MaxBy(Value), stretch[^1]];
            thin.AddRange(seen.DistinctBy(epoch => epoch.Epoch).OrderBy(epoch => epoch.Epoch));
        }

        return thin;
    }
}
