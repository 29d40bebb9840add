using System;
using System.Linq;
using System.Xml.Linq;
using BackpropGen.Runtime;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Surfaces;

/// <summary>Losses over axes of a network y = W x + b, whose loss is known: a paraboloid.</summary>
public sealed class LossSurfaceTests
{
    // x = 1, t = 0: the loss is (w + b)²
    private static readonly Dataset<double> Data = new([1.0], 1, [0.0], 1);

    [Fact]
    public void A_slice_over_a_weight_is_the_loss_at_its_values()
    {
        var network = Line(weight: 0.5, bias: 0.25);
        var slice = LossSurface.Slice(network, Data, SurfaceAxis.Weight("W1", 0, 0), from: -1, to: 1, points: 5);
        Assert.Equal("W1[0, 0]", slice.Axis);
        Assert.Equal([-0.5, 0, 0.5, 1, 1.5], slice.Coordinates);
        Assert.Equal(slice.Coordinates.Select(w => (w + 0.25) * (w + 0.25)), slice.Losses);
        Assert.Equal((0.5, 0.5625), (slice.Present, slice.PresentLoss));
    }

    [Fact]
    public void A_plane_has_the_first_axis_across_and_the_second_upwards()
    {
        var plane = LossSurface.Plane(Line(weight: 2, bias: 1), Data, SurfaceAxis.Vector("B1", 0), SurfaceAxis.Parameter(0), from: 0, to: 1, points: 3);
        Assert.Equal([1, 1.5, 2], plane.Horizontal.Coordinates);
        Assert.Equal([2, 2.5, 3], plane.Vertical.Coordinates);
        Assert.Equal((2.0 + 1.5) * (2 + 1.5), plane[0, 1]);
        Assert.Equal((3.0 + 2) * (3 + 2), plane[2, 2]);
    }

    [Fact]
    public void The_network_is_unchanged_also_after_an_error()
    {
        var network = new LinearNetwork<float>(3, 2);
        float[] before = network.Parameters;
        var data = new Dataset<float>(new float[6], 3, new float[4], 2);
        LossSurface.Slice(network, data, SurfaceAxis.Random(1));
        LossSurface.Plane(network, data, SurfaceAxis.Random(1), SurfaceAxis.Random(2, filterNormalised: false), points: 4);
        Assert.Throws<ArgumentException>(() => LossSurface.Slice(network, data, SurfaceAxis.Weight("W2", 0, 0)));
        Assert.Equal(before, network.Parameters);
    }

    [Fact]
    public void A_filter_normalised_direction_has_the_norm_of_each_units_weights_and_leaves_biases()
    {
        var network = new LinearNetwork<double>(3, 2);
        double[] parameters = network.Parameters;
        double[] direction = SurfaceAxis.Random(7).In(network.Description, parameters).Direction;
        Assert.Equal(Norm(parameters[..3]), Norm(direction[..3]), 1e-12);
        Assert.Equal(Norm(parameters[3..6]), Norm(direction[3..6]), 1e-12);
        Assert.Equal([0, 0], direction[6..]);
        Assert.Equal(1, Norm(SurfaceAxis.Random(7, filterNormalised: false).In(network.Description, parameters).Direction), 1e-12);
        Assert.Equal(direction, SurfaceAxis.Random(7).In(network.Description, parameters).Direction);
        Assert.NotEqual(direction, SurfaceAxis.Random(8).In(network.Description, parameters).Direction);
    }

    [Fact]
    public void A_direction_of_ones_own_is_added_as_often_as_the_axis_says()
    {
        var slice = LossSurface.Slice(Line(weight: 1, bias: 0), Data, SurfaceAxis.Direction("to the minimum", [-1, 0]), from: 0, to: 1, points: 3);
        Assert.Equal([1, 0.25, 0], slice.Losses);
        Assert.Contains("expected 2 values", Assert.Throws<ArgumentException>(() => LossSurface.Slice(Line(1, 0), Data, SurfaceAxis.Direction("d", [1]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_axes_and_ranges_say_what_there_is()
    {
        var network = Line(1, 0);
        Assert.Contains("It has: W1.", Refused(SurfaceAxis.Weight("B1", 0, 0)), StringComparison.Ordinal);
        Assert.Contains("It has: B1.", Refused(SurfaceAxis.Vector("Gain1", 0)), StringComparison.Ordinal);
        Assert.Contains("from 0 to 1", Refused(SurfaceAxis.Parameter(2)), StringComparison.Ordinal);
        Assert.Contains("to", Refused(SurfaceAxis.Weight("W1", 1, 0)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LossSurface.Slice(network, Data, SurfaceAxis.Parameter(0), from: 1, to: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LossSurface.Slice(network, Data, SurfaceAxis.Parameter(0), points: 1));

        string Refused(SurfaceAxis axis) => Assert.ThrowsAny<ArgumentException>(() => LossSurface.Slice(network, Data, axis)).Message;
    }

    [Fact]
    public void Pictures_are_whole_XML_with_curve_contours_and_marks()
    {
        var network = Line(weight: 1, bias: 0.5);
        XElement slice = XElement.Parse(LossSurface.Slice(network, Data, SurfaceAxis.Parameter(0), points: 11).ToSvg());
        Assert.Equal(11, slice.Descendants().Single(element => element.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ').Length);
        string plane = LossSurface.Plane(network, Data, SurfaceAxis.Parameter(0), SurfaceAxis.Parameter(1), points: 9).ToSvg();
        Assert.True(XElement.Parse(plane).Descendants().Count(element => element.Name.LocalName == "path") > 10);
        Assert.Contains("present parameters, loss 2.25", plane, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_or_overflowing_surface_is_drawn_too()
    {
        XElement.Parse(LossSurface.Plane(Line(0, 0), Data, SurfaceAxis.Direction("a", [0, 0]), SurfaceAxis.Direction("b", [0, 0]), points: 3).ToSvg());
        XElement.Parse(LossSurface.Plane(Line(1, 0), Data, SurfaceAxis.Direction("a", [1e200, 0]), SurfaceAxis.Direction("b", [0, 1]), points: 3).ToSvg());
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static LinearNetwork<double> Line(double weight, double bias)
    {
        var network = new LinearNetwork<double>(1, 1);
        network.SetParameters([weight, bias]);
        return network;
    }
}
