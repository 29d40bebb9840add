using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Chunks of a product.</summary>
public sealed class DivisionTests
{
    [Theory]
    [InlineData(2, 1, 256, 1L << 30)]
    [InlineData(2, 2, 784, 25_000_000)]
    [InlineData(2, 32, 2048, 1L << 30)]
    [InlineData(3, 32, 1, 4_000_000)]
    [InlineData(8, 5, 13, 1L << 40)]
    [InlineData(7, 100, 1000, 1_700_000)]
    [InlineData(64, 1, 5, 1L << 40)]
    [InlineData(2, 3, 100, 499_999)]
    public void Chunks_cover_every_line_of_every_panel_once(int threads, int panels, int lines, long multiplyAdds)
    {
        Covers(Division.Affine(threads, panels, lines, multiplyAdds), panels, lines);
        Covers(Division.InputGradient(threads, panels, lines, multiplyAdds), panels, lines);
        Covers(Division.WeightGradient(threads, panels, lines, multiplyAdds), panels, lines);
        Covers(Division.Numbers(threads, panels, multiplyAdds), panels, 1);
    }

    private static void Covers(Division division, int panels, int lines)
    {
        int[] covered = new int[panels * lines];
        for (int chunk = 0; chunk < division.Chunks; chunk++)
        {
            var (firstLine, endLine, firstPanel, endPanel) = division[chunk];
            Assert.True(firstLine < endLine && firstPanel < endPanel);
            for (int panel = firstPanel; panel < endPanel; panel++)
            {
                for (int line = firstLine; line < endLine; line++)
                {
                    covered[(panel * lines) + line]++;
                }
            }
        }

        Assert.All(covered, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(2 * Division.ChunkMultiplyAdds, true)]
    [InlineData((2 * Division.ChunkMultiplyAdds) - 1, false)]
    public void A_product_of_less_than_two_chunks_is_not_divided(long multiplyAdds, bool divided)
    {
        foreach (int panels in new[] { 1, 16 })
        {
            Assert.Equal(divided, Division.Affine(2, panels, 256, multiplyAdds).Chunks > 1);
            Assert.Equal(divided, Division.InputGradient(2, panels, 256, multiplyAdds).Chunks > 1);
            Assert.Equal(divided, Division.WeightGradient(2, panels, 256, multiplyAdds).Chunks > 1);
        }
    }

    [Fact]
    public void Lines_are_divided_only_between_tiles() => Assert.All(
        Enumerable.Range(0, Division.Affine(2, 1, 250, 1L << 30).Chunks),
        chunk => Assert.Equal(0, Division.Affine(2, 1, 250, 1L << 30)[chunk].FirstLine % 12));

    [Fact]
    public void Single_rows_and_sums_are_divided_by_panels()
    {
        Assert.Equal(10, Division.Affine(2, 10, 1, 1L << 30).Chunks);
        Assert.Equal(10, Division.Numbers(2, 10, 1L << 30).Chunks);
        Assert.Equal(1, Division.Numbers(2, 10, Division.ChunkNumbers).Chunks);
    }

    [Fact]
    public void Panels_are_transposed_once_where_they_come_out_even()
    {
        Assert.Equal(8, Division.InputGradient(2, 8, 256, 1L << 30).Chunks);
        Assert.Equal(9, Division.InputGradient(2, 9, 256, 1L << 30).Chunks);
        Assert.Equal(6, Division.InputGradient(2, 3, 256, 1L << 30).Chunks);
    }

    [Fact]
    public void Gradients_are_divided_on_both_sides()
    {
        Division division = Division.WeightGradient(2, 32, 2048, 1L << 30);
        Assert.Equal(6, division.Chunks);
        Assert.Equal((0, 684, 0, 16), division[0]);
        Assert.Equal((1368, 2048, 16, 32), division[5]);
    }
}
