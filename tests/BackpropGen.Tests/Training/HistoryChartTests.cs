using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace BackpropGen.Tests.Training;

public sealed class HistoryChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Shows_both_curves_with_a_point_an_epoch()
    {
        XElement chart = Draw(Enumerable.Range(1, 20).Select(e => (1.0 / e, 1.2 / e)));

        Assert.Equal([20, 20], chart.Elements(Svg + "polyline").Select(Points).Select(p => p.Count));
        Assert.Contains("Training", Texts(chart));
        Assert.Contains("Validation", Texts(chart));
        Assert.Contains("Loss by epoch", Texts(chart));
        Assert.Contains("epoch", Texts(chart));
    }

    [Fact]
    public void Without_validation_shows_one_curve()
    {
        XElement chart = Draw(Enumerable.Range(1, 20).Select(e => (1.0 / e, double.NaN)));

        Assert.Single(chart.Elements(Svg + "polyline"));
        Assert.DoesNotContain("Validation", Texts(chart));
    }

    [Fact]
    public void A_falling_loss_falls_from_left_to_right()
    {
        List<(double X, double Y)> points = Points(Draw(Enumerable.Range(1, 9).Select(e => (10.0 - e, double.NaN))).Element(Svg + "polyline")!);

        Assert.Equal(points.Select(p => p.X).Order(), points.Select(p => p.X));
        Assert.Equal(points.Select(p => p.Y).Order(), points.Select(p => p.Y));
        Assert.Equal(points[1].Y - points[0].Y, points[8].Y - points[7].Y, 1);
    }

    [Fact]
    public void Losses_over_decades_get_a_logarithmic_scale()
    {
        XElement chart = Draw(Enumerable.Range(0, 5).Select(e => (Math.Pow(10, -e), double.NaN)));
        List<(double X, double Y)> points = Points(chart.Element(Svg + "polyline")!);

        Assert.Contains("loss (logarithmic)", Texts(chart));
        Assert.Contains("0.01", Texts(chart));
        Assert.All(Enumerable.Range(1, 4), i => Assert.Equal(points[1].Y - points[0].Y, points[i].Y - points[i - 1].Y, 1));
    }

    [Fact]
    public void Values_that_are_not_finite_leave_a_gap()
    {
        XElement chart = Draw([(3, 1), (2, double.NaN), (double.PositiveInfinity, 2), (2, 2), (1, 3)]);

        Assert.Equal([2, 2, 3], chart.Elements(Svg + "polyline").Select(p => Points(p).Count));
        Assert.Single(chart.Elements(Svg + "circle"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(-3)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void One_epoch_is_a_point_in_the_picture(double loss)
    {
        XElement circle = Assert.Single(Draw([(loss, double.NaN)]).Elements(Svg + "circle"));

        Assert.InRange(Number(circle, "cx"), 80, 740);
        Assert.InRange(Number(circle, "cy"), 70, 380);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(-0.7)]
    public void A_constant_loss_is_a_level_line(double loss)
    {
        List<(double X, double Y)> points = Points(Assert.Single(Draw(Enumerable.Repeat((loss, double.NaN), 7)).Elements(Svg + "polyline")));

        Assert.Single(points.Select(p => p.Y).Distinct());
        Assert.InRange(points[0].Y, 70, 380);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Without_a_finite_loss_says_so(int epochs)
    {
        XElement chart = Draw(Enumerable.Repeat((double.NaN, double.NaN), epochs));

        Assert.Contains("no finite loss", Texts(chart));
        Assert.Empty(chart.Elements(Svg + "polyline"));
    }

    [Theory]
    [InlineData(1, 2.0, 1.0)]
    [InlineData(7, 2.0, 1.0)]
    [InlineData(30, 2.3, 0.08)]
    [InlineData(1000, 0.298, 3.5e-5)]
    [InlineData(10_000, 1e4, -1e4)]
    [InlineData(100, 1e-7, 1.1e-7)]
    [InlineData(100, 1e20, 1e-20)]
    [InlineData(100, 5.0001, 5.0002)]
    public void Has_a_readable_number_of_ticks_within_the_picture(int epochs, double from, double to)
    {
        XElement chart = Draw(Enumerable.Range(0, epochs).Select(e => (from + ((to - from) * e / Math.Max(1, epochs - 1)), double.NaN)));

        Assert.InRange(chart.Elements(Svg + "line").Count(l => (string?)l.Attribute("class") == "grid"), 2, 11);
        Assert.InRange(chart.Elements(Svg + "line").Count(l => (string?)l.Attribute("class") == "axis"), 2, 14);
        Assert.All(chart.Elements(Svg + "line"), l => Assert.InRange(Number(l, "y1"), 0, 440));
        string[] labels = [.. chart.Elements(Svg + "text").Where(t => (string?)t.Attribute("text-anchor") == "end").Select(t => t.Value)];
        Assert.Equal(labels.Distinct(), labels);
        Assert.All(labels, label => Assert.InRange(label.Length, 1, 9));
        Assert.All(chart.Elements(Svg + "polyline").SelectMany(Points), p => Assert.InRange(p.Y, 63, 385));
    }

    [Fact]
    public void A_long_training_keeps_its_extremes_with_fewer_points()
    {
        XElement chart = Draw(Enumerable.Range(0, 50_000).Select(e => (e == 30_003 ? 9.0 : e == 30_007 ? 1.0 : 5.0 + (e % 2), double.NaN)));
        List<(double X, double Y)> points = Points(chart.Element(Svg + "polyline")!);

        Assert.InRange(points.Count, 1000, 4000);
        Assert.Equal(points.Select(p => p.X).Order(), points.Select(p => p.X));
        Assert.Single(points, p => p.Y == points.Min(q => q.Y));
        Assert.Single(points, p => p.Y == points.Max(q => q.Y));
    }

    [Fact]
    public void Is_the_same_in_every_culture_and_saved_as_it_is()
    {
        var history = new TrainingHistory([new(1, 0.5, 0.25, 0), new(2, 0.125, 0.5, 0)]);
        string expected = history.ToSvg();
        CultureInfo before = CultureInfo.CurrentCulture;
        string path = Path.GetTempFileName();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            history.SaveSvg(path);
            Assert.Equal(expected, File.ReadAllText(path));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            File.Delete(path);
        }
    }

    [Fact]
    public void Has_colours_of_its_own_for_dark_surroundings()
    {
        XElement chart = Draw([(2, 1), (1, 2)]);

        Assert.Contains("prefers-color-scheme: dark", chart.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        foreach (XElement element in chart.Elements().Where(e => e.Attribute("fill") is not null || e.Attribute("stroke") is not null))
        {
            Assert.Contains("." + (string?)element.Attribute("class") + " {", chart.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        }
    }

    private static XElement Draw(IEnumerable<(double Loss, double Validation)> epochs) =>
        XElement.Parse(new TrainingHistory(epochs.Select((e, i) => new EpochRecord(i + 1, e.Loss, e.Validation, double.NaN))).ToSvg());

    private static List<string> Texts(XElement chart) => [.. chart.Elements(Svg + "text").Select(t => t.Value)];

    private static List<(double X, double Y)> Points(XElement polyline) =>
        [.. ((string)polyline.Attribute("points")!).Split(' ').Select(p => p.Split(',')).Select(p => (Parse(p[0]), Parse(p[1])))];

    private static double Number(XElement element, string attribute) => Parse((string)element.Attribute(attribute)!);

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
