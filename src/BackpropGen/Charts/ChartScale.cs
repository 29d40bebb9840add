using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>The vertical axis of a chart: linear, or logarithmic where positive values span more than a factor of 30.</summary>
internal sealed class ChartScale
{
    private const double LogarithmicFrom = 30;
    private const int TicksWanted = 6;

    private readonly bool _logarithmic;
    private readonly double _low;
    private readonly double _high;

    /// <summary>A scale that holds all given values.</summary>
    /// <param name="values">Finite values; none at all gives 0 to 1.</param>
    /// <param name="mayBeLogarithmic">Whether it may be logarithmic.</param>
    public ChartScale(IReadOnlyCollection<double> values, bool mayBeLogarithmic = true)
    {
        double min = values.DefaultIfEmpty(0).Min();
        double max = values.DefaultIfEmpty(1).Max();
        _logarithmic = mayBeLogarithmic && min > 0 && max / min > LogarithmicFrom;
        (_low, _high) = _logarithmic ? Pad(Math.Log10(min), Math.Log10(max)) : Widen(min, max);
        Ticks = _logarithmic ? LogarithmicTicks() : LinearTicks(_low, _high);
        if (!_logarithmic)
        {
            _low = Math.Min(_low, Ticks[0]);
            _high = Math.Max(_high, Ticks[^1]);
        }
    }

    /// <summary>Whether it is logarithmic.</summary>
    public bool IsLogarithmic => _logarithmic;

    /// <summary>Where the axis bears numbers, ascending; at least one.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value lies, from 0 at the bottom to 1 at the top.</summary>
    public double Position(double value) => ((_logarithmic ? Math.Log10(value) : value) - _low) / (_high - _low);

    /// <summary>A tick's number.</summary>
    public static string Label(double value)
    {
        double size = Math.Abs(value);
        return size != 0 && (size < 1e-3 || size >= 1e5)
            ? value.ToString("0.###e0", CultureInfo.InvariantCulture)
            : value.ToString("0.######", CultureInfo.InvariantCulture);
    }

    /// <summary>Round numbers from <paramref name="low"/> outwards to <paramref name="high"/>: steps of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="low">Where the axis begins.</param>
    /// <param name="high">Where it ends.</param>
    /// <param name="leastStep">The least distance of two numbers: 1, 2 or 5 times a power of ten, or 0.</param>
    public static IReadOnlyList<double> LinearTicks(double low, double high, double leastStep = 0)
    {
        double step = Math.Max(leastStep, RoundStep((high - low) / TicksWanted));
        double first = Math.Floor((low / step) + 1e-9);
        double last = Math.Ceiling((high / step) - 1e-9);

        // rounded, so that 3 · 0.1 is labelled 0.3
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => double.Parse(((first + i) * step).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
    }

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    public static double RoundStep(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double factor = raw / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    private static (double Low, double High) Widen(double min, double max)
    {
        // a flat line stands in the middle; and values that differ by rounding only are flat
        double spread = max - min;
        double least = Math.Max(Math.Abs(min), Math.Abs(max)) * 1e-9;
        if (spread > least && spread > 0)
        {
            // losses begin at 0 where that costs little of the height
            return (min > 0 && min < spread ? 0 : min, max);
        }

        double half = max == 0 ? 1 : Math.Abs(max) / 2;
        return (min - half, max + half);
    }

    // room for the ends of the curves
    private static (double Low, double High) Pad(double low, double high) => (low - ((high - low) * 0.04), high);

    private double[] LogarithmicTicks()
    {
        double[] mantissas = _high - _low > 2 ? [1] : [1, 2, 5];
        int every = Math.Max(1, (int)Math.Ceiling((_high - _low) / TicksWanted));
        int lowest = (int)Math.Floor(_low);
        var ticks =
            from exponent in Enumerable.Range(lowest, (int)Math.Ceiling(_high) - lowest + 1)
            where exponent % every == 0
            from mantissa in mantissas
            let value = mantissa * Math.Pow(10, exponent)
            where Math.Log10(value) >= _low - 1e-9 && Math.Log10(value) <= _high + 1e-9
            select value;
        return [.. ticks];
    }
}
