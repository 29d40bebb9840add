using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class EdgeMaskTests
{
    private static readonly EdgeMask Mask = new(3, "##.", "...", ".##");

    [Fact]
    public void Knows_its_edges()
    {
        Assert.Equal(4, Mask.Count);
        Assert.Equal((3, 3), (Mask.Inputs, Mask.Outputs));
        Assert.Equal([2, 0, 2], [Mask.FanIn(0), Mask.FanIn(1), Mask.FanIn(2)]);
        Assert.True(Mask[0, 1]);
        Assert.False(Mask[0, 2]);
        Assert.False(Mask[1, 0]);
    }

    [Fact]
    public void Packs_the_edges_in_row_major_order()
    {
        float[] edges = new float[4];
        Mask.Pack<float>([1, 2, 3, 4, 5, 6, 7, 8, 9], edges);
        Assert.Equal([1, 2, 8, 9], edges);
    }

    [Fact]
    public void Unpacks_with_zeros_between()
    {
        float[] dense = [9, 9, 9, 9, 9, 9, 9, 9, 9];
        Mask.Unpack([1f, 2, 8, 9], dense);
        Assert.Equal([1, 2, 0, 0, 0, 0, 0, 8, 9], dense);
    }

    [Fact]
    public void Clears_what_is_no_edge()
    {
        float[] dense = [1, 2, float.NaN, 4, 5, 6, 7, 8, 9];
        Mask.Clear<float>(dense);
        Assert.Equal([1, 2, 0, 0, 0, 0, 0, 8, 9], dense);
    }

    [Theory]
    [InlineData("#", "#")]
    [InlineData(".", ".")]
    public void All_and_none(string first, string second)
    {
        EdgeMask mask = new(1, first, second);
        float[] dense = [1, 2], edges = new float[mask.Count];
        mask.Pack<float>(dense, edges);
        mask.Unpack<float>(edges, dense);
        mask.Clear<float>(dense);
        Assert.Equal(first == "#" ? [1, 2] : [0f, 0f], dense);
    }

    [Fact]
    public void Random_masks_come_back()
    {
        Random random = new(5);
        for (int round = 0; round < 50; round++)
        {
            int inputs = random.Next(1, 20), outputs = random.Next(1, 20);
            string[] rows = new string[outputs];
            for (int to = 0; to < outputs; to++)
            {
                rows[to] = string.Create(inputs, random, (row, source) => source.GetItems("#.", row));
            }

            EdgeMask mask = new(inputs, rows);
            double[] edges = new double[mask.Count], dense = new double[inputs * outputs], back = new double[mask.Count];
            for (int i = 0; i < edges.Length; i++)
            {
                edges[i] = i + 1;
            }

            mask.Unpack<double>(edges, dense);
            mask.Pack<double>(dense, back);
            Assert.Equal(edges, back);
            for (int i = 0; i < dense.Length; i++)
            {
                Assert.Equal(mask[i / inputs, i % inputs], dense[i] != 0);
            }
        }
    }

    [Theory]
    [InlineData("##", "rows[0]: expected 3 characters '#' (edge) or '.' (none), got \"##\".")]
    [InlineData("#x.", "rows[0]: expected 3 characters '#' (edge) or '.' (none), got \"#x.\".")]
    public void Refuses_other_rows(string row, string message)
        => Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new EdgeMask(3, row)).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_other_lengths()
    {
        Assert.StartsWith("edges: expected 4 values, got 3.", Assert.Throws<ArgumentException>(() => Mask.Pack<float>(new float[9], new float[3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("dense: expected 3 × 3 values, got 8.", Assert.Throws<ArgumentException>(() => Mask.Clear<float>(new float[8])).Message, StringComparison.Ordinal);
    }
}
