using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>The stretches of a curve between its gaps.</summary>
internal static class ChartRuns
{
    /// <summary>Points that follow each other without a gap, run by run.</summary>
    public static IEnumerable<IReadOnlyList<(double X, double Y)>> Of(ChartSeries series)
    {
        var run = new List<(double X, double Y)>();
        foreach ((double X, double Y) point in series.X.Zip(series.Y))
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y))
            {
                run.Add(point);
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
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> run, int columns)
    {
        if (run.Count <= 4 * columns)
        {
            return run;
        }

        var thin = new List<(double X, double Y)>(4 * columns);
        for (int column = 0; column < columns; column++)
        {
            int start = (int)((long)column * run.Count / columns);
            int end = (int)((long)(column + 1) * run.Count / columns);
            int[] stretch = [.. Enumerable.Range(start, end - start)];
            int[] seen = [start, stretch.MinBy(i => run[i].Y), stretch.MaxBy(i => run[i].Y), end - 1];
            thin.AddRange(seen.Distinct().Order().Select(i => run[i]));
        }

        return thin;
    }
}
