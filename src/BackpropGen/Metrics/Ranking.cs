using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Figures that look at the order of scores.</summary>
public static class Ranking
{
    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a row of the class has a higher score than a row that is not, equal scores counting one half (Mann and
    /// Whitney's U / (n₊ n₋)). NaN where one of the two kinds of rows is missing.
    /// </summary>
    /// <param name="scores">One a row; the higher, the more likely the class. A score that is not a number ranks lowest.</param>
    /// <param name="isPositive">As many: whether the row is of the class.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double RocAuc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"There must be as many answers as scores, {scores.Length}, and there are {isPositive.Length}.", nameof(isPositive));
        }

        double[] sorted = scores.ToArray();
        bool[] positive = isPositive.ToArray();
        Array.Sort(sorted, positive);
        double below = 0;
        double wins = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            (end, int positives) = EqualScores(sorted, positive, start);
            int negatives = end - start - positives;
            wins += positives * (below + (negatives / 2.0));
            below += negatives;
        }

        return wins / (below * (sorted.Length - below));
    }

    /// <summary>The share of rows whose class is among those with the k largest outputs; of equal outputs the first count as larger.</summary>
    /// <param name="outputs">rows × <paramref name="classes"/>.</param>
    /// <param name="actual">The class of each row.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="k">From 1 to <paramref name="classes"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or k or a class is out of range.</exception>
    public static double TopK<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> actual, int classes, int k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, classes);
        Check.Length(outputs, actual.Length * classes, nameof(outputs));
        int right = 0;
        for (int row = 0; row < actual.Length; row++)
        {
            right += Rank(outputs.Slice(row * classes, classes), actual[row]) < k ? 1 : 0;
        }

        return (double)right / actual.Length;
    }

    private static (int End, int Positives) EqualScores(double[] sorted, bool[] positive, int start)
    {
        int end = start;
        int positives = 0;
        while (end < sorted.Length && sorted[end].Equals(sorted[start]))
        {
            positives += positive[end++] ? 1 : 0;
        }

        return (end, positives);
    }

    private static int Rank<T>(ReadOnlySpan<T> outputs, int c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rank = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            rank += outputs[i] > outputs[c] || (i < c && outputs[i] == outputs[c]) ? 1 : 0;
        }

        return rank;
    }
}
