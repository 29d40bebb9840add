using System;
using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Benchmarks;

/// <summary>A contender's times of a call, one a round.</summary>
internal sealed class Samples(string name)
{
    private readonly SortedDictionary<int, double> _rounds = [];

    public string Name { get; } = name;

    /// <summary>Median, in seconds.</summary>
    public double Median => Quantile(_rounds.Values, 0.5);

    /// <summary>The tenth percentile, in seconds: what a quiet machine would give.</summary>
    public double Quiet => Quantile(_rounds.Values, 0.1);

    public void Add(int round, double seconds) => _rounds.Add(round, seconds);

    /// <summary>The median over the rounds both took part in of this one's time divided by the other's: noise that lasts longer than a round falls out.</summary>
    public double RatioTo(Samples other) =>
        Quantile(_rounds.Where(round => other._rounds.ContainsKey(round.Key)).Select(round => round.Value / other._rounds[round.Key]), 0.5);

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];
    }
}
