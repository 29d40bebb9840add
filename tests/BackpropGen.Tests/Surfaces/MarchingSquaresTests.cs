using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Surfaces;

/// <summary>Regions and borders of surfaces that can be drawn by hand.</summary>
public sealed class MarchingSquaresTests
{
    [Fact]
    public void A_slope_is_cut_where_it_passes_the_level()
    {
        var squares = new MarchingSquares((_, column) => column, 2, 3);
        Assert.Equal("M0.5 0L1 0L1 1L0.5 1ZM1 0L2 0L2 1L1 1Z", squares.Region(0.5, x => x, y => y));
        Assert.Equal("M0.5 0L0.5 1", squares.Border(0.5, x => x, y => y));
    }

    [Fact]
    public void Squares_within_are_joined_to_rectangles()
        => Assert.Equal("M0 0L3 0L3 1L0 1Z", new MarchingSquares((_, _) => 1, 2, 4).Region(0.5, x => x, y => y));

    [Fact]
    public void Below_the_level_there_is_nothing()
    {
        var squares = new MarchingSquares((_, _) => 0, 3, 3);
        Assert.Equal(("", ""), (squares.Region(0.5, x => x, y => y), squares.Border(0.5, x => x, y => y)));
    }

    [Fact]
    public void A_peak_has_a_border_around_it()
    {
        var squares = new MarchingSquares((row, column) => row == 1 && column == 1 ? 1 : 0, 3, 3);
        Assert.Equal(4, squares.Border(0.5, x => x, y => y).Split('M').Length - 1);
    }
}
