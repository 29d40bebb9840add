using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>The losses at which contours are drawn, and their colours.</summary>
internal static class ContourLevels
{
    private const int Count = 12;
    private const double GeometricFrom = 30;

    // from deep blue for low losses to yellow: even steps of lightness, for people who see few colours too
    private static readonly (int R, int G, int B)[] Ramp = [(46, 38, 110), (44, 92, 150), (36, 139, 141), (67, 181, 115), (170, 212, 63), (250, 226, 64)];

    /// <summary>Ascending; empty for a flat surface.</summary>
    public static IReadOnlyList<double> Of(IReadOnlyCollection<double> losses)
    {
        double min = losses.Min(), max = losses.Max();
        if (!(max - min > 1e-9 * Math.Abs(max)))
        {
            return [];
        }

        return min > 0 && max / min > GeometricFrom
            ? [.. Enumerable.Range(1, Count - 1).Select(i => Rounded(min * Math.Pow(max / min, i / (double)Count))).Distinct()]
            : [.. Linear(min, max)];
    }

    /// <summary>The colour above a level.</summary>
    /// <param name="share">From 0 for the lowest to 1 for the highest.</param>
    public static string Colour(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (Ramp.Length - 1);
        int index = Math.Min((int)place, Ramp.Length - 2);
        double rest = place - index;
        ((int r, int g, int b) low, (int r, int g, int b) high) = (Ramp[index], Ramp[index + 1]);
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(low.r, high.r, rest):x2}{Mix(low.g, high.g, rest):x2}{Mix(low.b, high.b, rest):x2}");
    }

    private static IEnumerable<double> Linear(double min, double max)
    {
        double step = ChartScale.RoundStep((max - min) / Count);
        double first = Math.Ceiling(min / step);
        return Enumerable.Range(0, (int)Math.Ceiling((max / step) - first)).Select(i => Rounded((first + i) * step)).Where(level => level > min && level < max);
    }

    private static int Mix(int low, int high, double share) => (int)Math.Round(low + ((high - low) * share));

    // three digits tell levels apart, and 0.30000000000000004 is 0.3
    private static double Rounded(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
