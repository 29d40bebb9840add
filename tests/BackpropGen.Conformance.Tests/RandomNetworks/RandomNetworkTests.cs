using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using Xunit.Sdk;

namespace BackpropGen.Conformance.Tests.RandomNetworks;

/// <summary>
/// Random networks against the interpreter. The variable <c>BACKPROPGEN_RANDOM_NETWORKS</c> says how many (60 without it); a failure prints the
/// declaration to paste.
/// </summary>
public sealed class RandomNetworkTests
{
    private const int GroupSize = 20;

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, (Count + GroupSize - 1) / GroupSize)];

    private static int Count => int.Parse(Environment.GetEnvironmentVariable("BACKPROPGEN_RANDOM_NETWORKS") ?? "60", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Groups))]
    public void Generated_networks_agree_with_the_interpreter(int group)
    {
        var specs = NetworkSamples.Group(group, GroupSize);
        var networks = GeneratedNetworks.Compile(specs.SelectMany(spec => new[] { spec, spec.Single() }), new() { Collectible = true });
        var failures = specs.Select((spec, i) => Failure(networks, spec, (group * GroupSize) + i)).OfType<string>().ToList();
        if (failures.Count > 0)
        {
            throw new XunitException($"{failures.Count} of {specs.Length} networks fail.\n\n{string.Join("\n\n", failures.Take(5))}");
        }
    }

    [Fact]
    public void Samples_meet_every_activation_loss_and_kind_of_layer()
    {
        var specs = Enumerable.Range(0, 20).SelectMany(group => NetworkSamples.Group(group, GroupSize)).ToList();
        Assert.Equal(Enum.GetValues<LossKind>(), specs.Select(spec => spec.Loss).Distinct().Order());
        var layers = specs.SelectMany(spec => spec.Layers).ToList();
        Assert.Equal(Enum.GetValues<ActivationKind>(), layers.Select(layer => layer.Activation).Distinct().Order());
        Assert.Equal(Enum.GetValues<LayerKind>().Where(kind => kind != LayerKind.Dropout), layers.Select(layer => layer.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<BiasKind>(), layers.Select(layer => layer.Bias).Distinct().Order());
    }

    private static string? Failure(GeneratedNetworks networks, NetworkSpec spec, int seed)
    {
        try
        {
            var check = new RandomNetworkCheck(spec, seed);
            check.Double(networks.Create<double>(spec));
            check.Single(networks.Create<float>(spec.Single()));
            return null;
        }
        catch (Exception exception)
        {
            return $"{exception.Message}\nseed {seed}:\n{Declaration.Write(spec)}";
        }
    }
}
