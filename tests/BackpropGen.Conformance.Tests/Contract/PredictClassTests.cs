using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>The class that a row is predicted to be of.</summary>
public sealed class PredictClassTests
{
    // the inputs go through unchanged, but for the activation
    private static readonly Dictionary<string, NetworkSpec> Specs = new[]
    {
        Network("ThreeSoftmax", 3, LossKind.Auto, Activate(ActivationKind.Softmax)),
        Network("ThreeValues", 3, LossKind.Auto, Activate(ActivationKind.Identity)),
        Network("OneSigmoid", 1, LossKind.Auto, Activate(ActivationKind.Sigmoid)),
        Network("OneLogit", 1, LossKind.BinaryCrossEntropyWithLogits, Activate(ActivationKind.Identity)),
        Network("OneHinge", 1, LossKind.Hinge, Activate(ActivationKind.Identity)),
        Network("OneSquaredHinge", 1, LossKind.SquaredHinge, Activate(ActivationKind.Tanh)),
        Network("ManySoftmax", 37, LossKind.Auto, Activate(ActivationKind.Softmax)),
    }.ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(Specs.Values.SelectMany(spec => new[] { spec, spec.Single() })));

    [Theory]
    [InlineData("ThreeSoftmax", new[] { 1.0, 3, 2 }, 1)]
    [InlineData("ThreeSoftmax", new[] { 2.0, 1, 2 }, 0)]
    [InlineData("ThreeValues", new[] { -3.0, -2, -1 }, 2)]
    [InlineData("ThreeValues", new[] { 0.0, 0, 0 }, 0)]
    [InlineData("ThreeValues", new[] { 0.0, 5, 5 }, 1)]
    [InlineData("OneSigmoid", new[] { 0.25 }, 1)]
    [InlineData("OneSigmoid", new[] { 0.0 }, 0)]
    [InlineData("OneSigmoid", new[] { -0.25 }, 0)]
    [InlineData("OneLogit", new[] { 0.25 }, 1)]
    [InlineData("OneLogit", new[] { 0.0 }, 0)]
    [InlineData("OneHinge", new[] { 0.25 }, 1)]
    [InlineData("OneHinge", new[] { -0.25 }, 0)]
    [InlineData("OneSquaredHinge", new[] { 0.25 }, 1)]
    [InlineData("OneSquaredHinge", new[] { -0.25 }, 0)]
    public void It_is_the_first_largest_or_above_the_threshold(string name, double[] input, int expected)
    {
        Assert.Equal(expected, Networks.Value.Create<double>(Specs[name]).PredictClass(input));
        Assert.Equal(expected, Networks.Value.Create<float>(Specs[name].Single()).PredictClass(input.To<float>()));
    }

    [Fact]
    public void It_is_found_at_every_place()
    {
        var network = Networks.Value.Create<float>(Specs["ManySoftmax"].Single());
        Assert.All(Enumerable.Range(0, 37), place => Assert.Equal(place, network.PredictClass([.. Enumerable.Range(0, 37).Select(i => i == place ? 2f : 1f)])));
    }
}
