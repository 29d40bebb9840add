using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Data;

public sealed class DatasetTests
{
    [Fact]
    public void Copies_flat_values_and_gives_rows()
    {
        double[] inputs = [1, 2, 3, 4, 5, 6];
        double[] targets = [10, 20, 30];
        var data = new Dataset<double>(inputs, 2, targets, 1);
        inputs[0] = 99;

        Assert.Equal((3, 2, 1), (data.RowCount, data.InputCount, data.TargetCount));
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Inputs.ToArray());
        Assert.Equal([3, 4], data.InputRow(1).ToArray());
        Assert.Equal([30], data.TargetRow(2).ToArray());
        Assert.Empty(data.ClassNames);
    }

    [Fact]
    public void Takes_arrays_of_rows()
    {
        var data = new Dataset<float>([[1, 2], [3, 4]], [[5], [6]]);

        Assert.Equal([1, 2, 3, 4], data.Inputs.ToArray());
        Assert.Equal([5, 6], data.Targets.ToArray());
    }

    [Fact]
    public void Makes_classes_one_hot()
    {
        var data = Dataset<float>.FromClasses([1, 2, 3], 1, [2, 0, 1], 3);

        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], data.Targets.ToArray());
    }

    [Fact]
    public void Is_known_by_its_base()
    {
        Dataset data = new Dataset<double>([1], 1, [2], 1);

        Assert.True(data is Dataset<double>);
        Assert.False(data is Dataset<float>);
    }

    [Theory]
    [InlineData(5, 2, 2, 1, "inputs", "whole number of rows of 2 values, and is 5")]
    [InlineData(4, 2, 3, 1, "targets", "2 rows of inputs, 3 rows of targets")]
    [InlineData(4, 0, 3, 1, "inputCount", "")]
    [InlineData(4, 2, 3, 0, "targetCount", "")]
    public void Refuses_lengths_that_do_not_fit(int inputs, int inputCount, int targets, int targetCount, string argument, string message)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => new Dataset<float>(new float[inputs], inputCount, new float[targets], targetCount));

        Assert.Equal(argument, e.ParamName);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_ragged_rows()
    {
        var e = Assert.Throws<ArgumentException>(() => new Dataset<float>([[1, 2], [3]], [[5], [6]]));

        Assert.Contains("Row 1 must have 2 values", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_labels_out_of_range()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Dataset<float>.FromClasses([1, 2], 1, [0, 3], 3));

        Assert.Contains("row 1 must be from 0 to 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_rows_that_are_not_there()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(3).InputRow(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(3).TargetRow(-1).Length);
    }

    [Fact]
    public void Split_parts_all_rows_once_with_their_targets()
    {
        (Dataset<double> first, Dataset<double> second) = Numbered(150).Split(0.8, seed: 1);

        Assert.Equal((120, 30), (first.RowCount, second.RowCount));
        double[] all = [.. first.Inputs.ToArray().Concat(second.Inputs.ToArray()).Order()];
        Assert.Equal(Numbered(150).Inputs.ToArray(), all);
        Assert.Equal(first.Inputs.ToArray().Select(x => 10 * x), first.Targets.ToArray());
    }

    [Fact]
    public void Shuffles_follow_from_the_seed()
    {
        double[] one = Numbered(100).Shuffle(1).Inputs.ToArray();

        Assert.Equal(one, Numbered(100).Shuffle(1).Inputs.ToArray());
        Assert.NotEqual(one, Numbered(100).Shuffle(2).Inputs.ToArray());
        Assert.NotEqual(one, Numbered(100).Inputs.ToArray());
    }

    [Fact]
    public void Shuffles_stay_the_same_in_every_version()
    {
        Assert.Equal(Known.ShuffleOfTenBySeedOne, Numbered(10).Shuffle(1).Inputs.ToArray());
    }

    [Fact]
    public void Shuffles_are_unbiased()
    {
        int[] counts = new int[24];
        for (ulong seed = 0; seed < 24_000; seed++)
        {
            double[] p = Numbered(4).Shuffle(seed).Inputs.ToArray();
            int rank = ((int)p[0] * 6) + (p.Skip(1).Count(x => x < p[1]) * 2) + (p[2] > p[3] ? 1 : 0);
            counts[rank]++;
        }

        // χ² with 23 degrees of freedom exceeds 49.7 with probability 0.001; the seeds are fixed
        Assert.InRange(counts.Sum(c => (c - 1000.0) * (c - 1000.0) / 1000), 0, 49.7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(0.01)]
    [InlineData(double.NaN)]
    public void Refuses_a_split_without_rows_in_a_part(double fraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(fraction));
    }

    private static Dataset<double> Numbered(int rows)
    {
        double[] inputs = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        return new Dataset<double>(inputs, 1, inputs.Select(x => 10 * x).ToArray(), 1);
    }
}
