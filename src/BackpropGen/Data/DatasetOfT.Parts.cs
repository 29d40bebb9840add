using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Runtime;

namespace BackpropGen;

// parting the rows: all of it follows from a seed, the same on every machine
public sealed partial class Dataset<T>
{
    /// <summary>Shuffles the rows by a seed and parts them in two; the same seed gives the same parts on every machine.</summary>
    /// <param name="fraction">The share of the rows in the first part, above 0 and below 1; rounded to whole rows.</param>
    /// <param name="seed">Which of the shuffles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range, or leaves a part without a row.</exception>
    public (Dataset<T> First, Dataset<T> Second) Split(double fraction, ulong seed = 0)
    {
        int first = FirstPart(fraction);
        ReadOnlySpan<int> order = Permutation.Of(RowCount, seed, stream: 0);
        return (Select(order[..first]), Select(order[first..]));
    }

    /// <summary>The same, with each class's share of the rows alike in both parts, as nearly as whole rows allow.</summary>
    /// <remarks>A row's class is the column of its largest target; of a single target, which side of the middle between the least and the largest one it lies on.</remarks>
    /// <param name="fraction">The share of the rows in the first part, above 0 and below 1; rounded to whole rows.</param>
    /// <param name="seed">Which of the shuffles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is outside its range, or leaves a part without a row.</exception>
    public (Dataset<T> First, Dataset<T> Second) SplitStratified(double fraction, ulong seed = 0)
    {
        int[] order = Permutation.Of(RowCount, seed, stream: 0);
        int[] classes = TargetClasses.Of(this);
        int[] left = Stratification.Shares(classes, TargetClasses.Count(this), FirstPart(fraction));
        var first = new List<int>();
        var second = new List<int>();
        foreach (int row in order)
        {
            (left[classes[row]]-- > 0 ? first : second).Add(row);
        }

        return (Select(first.ToArray()), Select(second.ToArray()));
    }

    /// <summary>Shuffles the rows by a seed and parts them into folds whose sizes differ by one at most, each to be held out once.</summary>
    /// <param name="folds">How many, from 2 to the number of rows.</param>
    /// <param name="seed">Which of the shuffles.</param>
    /// <param name="stratified">Whether each class's rows are dealt out evenly.</param>
    /// <returns>For each fold the other folds' rows and its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of folds is out of range.</exception>
    public IReadOnlyList<(Dataset<T> Training, Dataset<T> HeldOut)> Folds(int folds, ulong seed = 0, bool stratified = false)
    {
        if (folds < 2 || folds > RowCount)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"There must be from 2 folds to {RowCount}, the number of rows.");
        }

        int[] order = Permutation.Of(RowCount, seed, stream: 0);
        int[] dealt = stratified ? Stratification.ByClass(order, TargetClasses.Of(this)) : order;
        return [.. Enumerable.Range(0, folds).Select(fold => (
            Select(dealt.Where((_, i) => i % folds != fold).ToArray()),
            Select(dealt.Where((_, i) => i % folds == fold).ToArray())))];
    }

    private int FirstPart(double fraction)
    {
        int first = double.IsNaN(fraction) ? 0 : (int)Math.Round(Math.Clamp(fraction, 0, 1) * RowCount, MidpointRounding.AwayFromZero);
        return first >= 1 && first < RowCount
            ? first
            : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"The fraction must be above 0 and below 1 and leave both parts at least one of the {RowCount} rows.");
    }
}
