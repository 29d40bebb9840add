using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class ViewTests
{
    [Fact]
    public void Weights_are_read_and_written_in_place()
    {
        double[] storage = [1, 2, 3, 4, 5, 6];
        WeightView<double> view = new(storage, 2, 3, null);
        Assert.Equal((2, 3), (view.RowCount, view.ColumnCount));
        Assert.Equal(6, view[1, 2]);
        view[1, 0] = 7;
        Assert.Equal([1, 2, 3, 7, 5, 6], storage);
    }

    [Fact]
    public void An_absent_edge_reads_0_and_cannot_be_set()
    {
        double[] storage = [1, 0];
        WeightView<double> view = new(storage, 1, 2, new EdgeMask(2, "#."));
        view[0, 0] = 5;
        Assert.Equal((5, 0), (view[0, 0], view[0, 1]));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => view[0, 1] = 3);
        Assert.Equal("[0, 1]: this layer's Connections have no edge to unit 0 from source 1, so its weight stays 0. Declare the edge to set it.", error.Message);
        Assert.Equal([5, 0], storage);
    }

    [Theory]
    [InlineData(2, 0, "to: expected 0 to 1, got 2.")]
    [InlineData(-1, 0, "to: expected 0 to 1, got -1.")]
    [InlineData(0, 3, "from: expected 0 to 2, got 3.")]
    public void Weights_that_do_not_exist_are_refused(int to, int from, string message)
    {
        WeightView<float> view = new(new float[6], 2, 3, null);
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => view[to, from]).Message, StringComparison.Ordinal);
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => view[to, from] = 1).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Biases_are_read_and_written_in_place()
    {
        float[] storage = [1, 2];
        VectorView<float> view = new(storage);
        view[1] = 5;
        Assert.Equal((2, 1, 5), (view.Count, view[0], storage[1]));
        Assert.StartsWith("i: expected 0 to 1, got 2.", Assert.Throws<ArgumentOutOfRangeException>(() => view[2]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => view[-1] = 0);
    }
}
