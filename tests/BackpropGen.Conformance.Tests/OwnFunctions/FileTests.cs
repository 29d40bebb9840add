using System;
using System.IO;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.OwnFunctions;

/// <summary>Parameters that were trained under one formula mean nothing under another.</summary>
public sealed class FileTests
{
    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(
    [
        ("First", Source("First", "Bend", "=> z / (1 + z * z);")),
        ("Renamed", Source("Renamed", "Bent", "{ var square = z * z; return z / (1f + square); }")),
        ("Other", Source("Other", "Bend", "=> z / (2 + z * z);")),
    ]));

    [Fact]
    public void A_file_of_the_same_formula_is_read_whatever_the_method_is_called()
    {
        var network = Networks.Value.Create<float>("Renamed");
        network.Load(new MemoryStream(Saved()));
        float[] expected = new float[network.ParameterCount], actual = new float[network.ParameterCount];
        First().GetParameters(expected);
        network.GetParameters(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_file_of_another_formula_is_refused_with_both_formulas()
    {
        var network = Networks.Value.Create<float>("Other");
        var exception = Assert.Throws<InvalidDataException>(() => network.Load(new MemoryStream(Saved())));
        Assert.Contains("z / (z² + 2)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("z / (z² + 1)", exception.Message, StringComparison.Ordinal);
    }

    private static ITrainableNetwork<float> First()
    {
        var network = Networks.Value.Create<float>("First");
        network.Initialize(7);
        return network;
    }

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        First().Save(stream);
        return stream.ToArray();
    }

    private static string Source(string name, string method, string body) => $$"""
        using BackpropGen;

        namespace Declared;

        [Network(2)]
        [Dense(3, nameof({{method}}))]
        [Dense(1)]
        public sealed partial class {{name}}
        {
            [Activation] private static float {{method}}(float z) {{body}}
        }
        """;
}
