using System;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace BackpropGen.Tests.Charts;

/// <summary>Charts as pictures: whole XML, a curve a run, points alone, names of axes and curves.</summary>
public sealed class LineChartTests
{
    [Fact]
    public void Curves_have_gaps_where_they_have_no_number()
    {
        XElement svg = Draw(new ChartSeries("a & b", [0, 1, 2, 3, 4], [1, 2, double.NaN, 3, 4]));
        Assert.Equal(2, Count(svg, "polyline"));
        Assert.Equal("Title <1>", svg.Elements().First(element => element.Name.LocalName == "title").Value);
    }

    [Fact]
    public void Points_stand_alone_and_the_legend_names_them()
    {
        XElement svg = Draw(new ChartSeries("curve", [0, 1], [0, 1]), new ChartSeries("data", [0, 1, 2], [1, 1, 1]) { IsPoints = true });
        Assert.Equal((1, 4), (Count(svg, "polyline"), Count(svg, "circle")));
        Assert.Contains(svg.Descendants(), element => element.Value == "data");
    }

    [Fact]
    public void A_point_between_gaps_is_seen()
    {
        XElement svg = Draw(new ChartSeries("a", [0, 1, 2, 3, 4], [1, 2, double.NaN, 3, double.NaN]));
        Assert.Equal((1, 1), (Count(svg, "polyline"), Count(svg, "circle")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(2000)]
    public void An_axis_that_counts_bears_whole_numbers(int count)
    {
        double[] x = [.. Enumerable.Range(1, count).Select(i => (double)i)];
        var chart = new LineChart { Title = "t", XLabel = "x", YLabel = "y", Series = [new ChartSeries("a", x, x)], HasWholeX = true };
        string[] labels = [.. XElement.Parse(chart.ToSvg()).Descendants().Where(element => (string?)element.Attribute("text-anchor") == "middle" && (string?)element.Attribute("font-size") == "12").Select(element => element.Value)];
        Assert.InRange(labels.Length, 1, 10);
        Assert.All(labels, label => Assert.True(int.TryParse(label, out _), label));
    }

    [Fact]
    public void Nothing_to_draw_is_told() =>
        Assert.Contains(Draw(new ChartSeries("none", [], [])).Descendants(), element => element.Value == "no finite y");

    [Fact]
    public void Lengths_must_agree()
        => Assert.Contains("expected as many values as x has, 2; got 1", Assert.Throws<ArgumentException>(() => new ChartSeries("a", [0, 1], [0])).Message, StringComparison.Ordinal);

    private static int Count(XElement svg, string name) => svg.Descendants().Count(element => element.Name.LocalName == name);

    private static XElement Draw(params ChartSeries[] series) =>
        XElement.Parse(new LineChart { Title = "Title <1>", XLabel = "x", YLabel = "y", Series = series }.ToSvg());
}
