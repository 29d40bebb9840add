using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Data;

/// <summary>Stratified splits, folds and weights. Each row's input is its number.</summary>
public sealed class PartsTests
{
    [Theory]
    [InlineData(0.8, new[] { 8, 24, 8 })]
    [InlineData(0.5, new[] { 5, 15, 5 })]
    [InlineData(0.25, new[] { 3, 8, 2 })]
    [InlineData(0.05, new[] { 1, 2, 0 })]
    public void A_stratified_split_has_each_classs_share(double fraction, int[] expected)
    {
        Dataset<float> data = ThreeClasses(10, 30, 10);
        (Dataset<float> first, Dataset<float> second) = data.SplitStratified(fraction, seed: 3);

        Assert.Equal(expected, Counts(first));
        Assert.Equal([10 - expected[0], 30 - expected[1], 10 - expected[2]], Counts(second));
        Assert.Equal(data.Inputs.ToArray(), Rows(first).Concat(Rows(second)).Order());
        Assert.Equal(Rows(first), Rows(data.SplitStratified(fraction, seed: 3).First));
        Assert.NotEqual(Rows(first), Rows(data.SplitStratified(fraction, seed: 4).First));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    public void A_single_target_has_two_classes(float no, float yes)
    {
        float[] targets = [.. Enumerable.Range(0, 20).Select(i => i < 15 ? no : yes)];
        var data = new Dataset<float>([.. Enumerable.Range(0, 20).Select(i => (float)i)], 1, targets, 1);
        (Dataset<float> first, _) = data.SplitStratified(0.4);
        Assert.Equal((6, 2), (first.Targets.ToArray().Count(t => t == no), first.Targets.ToArray().Count(t => t == yes)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_row_is_held_out_once(bool stratified)
    {
        Dataset<float> data = ThreeClasses(11, 8, 4);
        IReadOnlyList<(Dataset<float> Training, Dataset<float> HeldOut)> folds = data.Folds(4, seed: 2, stratified);

        Assert.Equal(data.Inputs.ToArray(), folds.SelectMany(f => Rows(f.HeldOut)).Order());
        Assert.All(folds, f => Assert.Equal(data.Inputs.ToArray(), Rows(f.Training).Concat(Rows(f.HeldOut)).Order()));
        Assert.All(folds, f => Assert.InRange(f.HeldOut.RowCount, 5, 6));
        if (stratified)
        {
            Assert.All(folds, f => Assert.Equal([true, true, true], Counts(f.HeldOut).Zip([11, 8, 4]).Select(c => Math.Abs(c.First - (c.Second / 4.0)) < 1)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public void Folds_out_of_range_are_refused(int folds) =>
        Assert.Contains("23", Assert.Throws<ArgumentOutOfRangeException>(() => ThreeClasses(11, 8, 4).Folds(folds)).Message, StringComparison.Ordinal);

    [Fact]
    public void Weights_go_with_their_rows()
    {
        Dataset<float> data = ThreeClasses(5, 5, 5);
        data = data.WithWeights([.. Enumerable.Range(0, 15).Select(i => (float)(i + 1))]);

        foreach (Dataset<float> part in new[] { data.Select([3, 3, 9]), data.Shuffle(1), data.Split(0.5).Second, data.SplitStratified(0.5).First, data.Folds(3)[1].Training })
        {
            Assert.Equal(Rows(part).Select(r => r + 1), part.Weights.ToArray());
        }

        Assert.Equal(data.Weights.ToArray(), data.Standardize(out _).Weights.ToArray());
        Assert.Empty(data.WithWeights([]).Weights.ToArray());
    }

    [Fact]
    public void Weights_out_of_range_are_refused_by_row()
    {
        Dataset<float> data = ThreeClasses(1, 1, 1);
        Refused("expected 3 weights, one a row, or none, got 2", [1, 2]);
        Refused("got -2 for row 1", [1, -2, 3]);
        Refused("got NaN for row 2", [1, 2, float.NaN]);
        Refused("at least one weight above 0", [0, 0, 0]);

        void Refused(string message, float[] weights) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => data.WithWeights(weights)).Message, StringComparison.Ordinal);
    }

    private static Dataset<float> ThreeClasses(params int[] sizes)
    {
        int[] labels = [.. sizes.SelectMany((size, c) => Enumerable.Repeat(c, size))];
        return Dataset<float>.FromClasses([.. labels.Select((_, i) => (float)i)], 1, labels, 3);
    }

    private static float[] Rows(Dataset<float> data) => data.Inputs.ToArray();

    private static int[] Counts(Dataset<float> data) => [.. Enumerable.Range(0, 3).Select(c => data.Targets.ToArray().Where((t, i) => i % 3 == c && t == 1).Count())];
}
