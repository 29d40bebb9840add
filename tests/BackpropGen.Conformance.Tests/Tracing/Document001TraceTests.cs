using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Tracing;

/// <summary>The worked example of document 001, as a trace prints it.</summary>
public sealed class Document001TraceTests
{
    private static readonly Lazy<NetworkTrace<double>> Lazy = new(() =>
    {
        var layer = Dense(2, ActivationKind.Sigmoid) with { FrozenBias = true };
        var spec = Network("Mazur", 2, LossKind.HalfSquaredError, layer, layer);
        var network = GeneratedNetworks.Compile([spec]).Create<double>(spec);
        network.SetParameters([0.15, 0.20, 0.25, 0.30, 0.35, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.60]);
        return network.Trace([0.05, 0.10], [0.01, 0.99]);
    });

    private static NetworkTrace<double> Trace => Lazy.Value;

    [Theory]
    [InlineData("z¹", 0, 0.3775)]
    [InlineData("z¹", 1, 0.3925)]
    [InlineData("a¹", 0, 0.593269992)]
    [InlineData("a¹", 1, 0.596884378)]
    [InlineData("z²", 0, 1.105905967)]
    [InlineData("z²", 1, 1.224921404)]
    [InlineData("o", 0, 0.751365070)]
    [InlineData("o", 1, 0.772928465)]
    [InlineData("E", 0, 0.298371109)]
    [InlineData("∂E/∂o", 0, 0.741365070)]
    [InlineData("∂o/∂z²", 0, 0.186815602)]
    [InlineData("∂z²/∂W²", 0, 0.593269992)]
    [InlineData("δ²", 0, 0.138498562)]
    [InlineData("δ²", 1, -0.038098237)]
    [InlineData("∂E/∂a¹", 0, 0.036350306)]
    [InlineData("∂a¹/∂z¹", 0, 0.241300709)]
    [InlineData("∂E/∂W²", 0, 0.082167041)]
    [InlineData("∂E/∂W¹", 0, 0.000438568)]
    public void Numbers_are_those_printed(string name, int column, double printed) => Assert.Equal(printed, Trace[name][0, column], 5e-10);

    [Fact]
    public void One_weight_is_explained_as_the_document_does()
    {
        Assert.Equal(
            "∂E/∂w₁₁² = ∂E/∂o₁ · ∂o₁/∂z₁² · ∂z₁²/∂w₁₁² = 0.74136507 · 0.186815602 · 0.593269992 = 0.082167041",
            Trace.Explain("W²", 0, 0).ToString());
        Assert.Equal(
            "∂E/∂w₁₁¹ = ∂E/∂a₁¹ · ∂a₁¹/∂z₁¹ · ∂z₁¹/∂w₁₁¹ = 0.036350306 · 0.241300709 · 0.05 = 0.000438568",
            Trace.Explain("W¹", 0, 0).ToString());
    }

    [Theory]
    [InlineData("z₁¹ = 0.15 · 0.05 + 0.2 · 0.1 + 0.35 = 0.3775")]
    [InlineData("a₁¹ = σ(0.3775) = 0.593269992")]
    [InlineData("z₁² = 0.4 · 0.593269992 + 0.45 · 0.596884378 + 0.6 = 1.105905967")]
    [InlineData("E = ½ · (0.75136507 − 0.01)² + ½ · (0.772928465 − 0.99)² = 0.298371109")]
    [InlineData("∂E/∂o₁ = 0.75136507 − 0.01 = 0.74136507")]
    [InlineData("∂o₁/∂z₁² = 0.75136507 · (1 − 0.75136507) = 0.186815602")]
    [InlineData("δ₁² = 0.74136507 · 0.186815602 = 0.138498562")]
    [InlineData("∂E/∂w₁₁² = 0.138498562 · 0.593269992 = 0.082167041")]
    [InlineData("∂E/∂a₁¹ = 0.4 · 0.138498562 + 0.5 · (−0.038098237) = 0.036350306")]
    [InlineData("∂a₁¹/∂z₁¹ = 0.593269992 · (1 − 0.593269992) = 0.241300709")]
    [InlineData("∂E/∂w₁₁¹ = 0.008771355 · 0.05 = 0.000438568")]
    [InlineData("w₁₁² ← 0.4 − 0.5 · 0.082167041 = 0.35891648")]
    [InlineData("w₁₁¹ ← 0.15 − 0.5 · 0.000438568 = 0.149780716")]
    [InlineData("**b² is frozen**")]
    [InlineData("**z¹ = W¹ x + b¹**")]
    [InlineData("**δ² = ∂E/∂o · ∂o/∂z² = (o − t) · o · (1 − o)**")]
    [InlineData("**∂E/∂W² = δ² (a¹)ᵀ**")]
    public void Markdown_has_the_line(string line) => Assert.Contains(line, Trace.ToMarkdown(learningRate: 0.5).Split('\n'));

    [Fact]
    public void Sections_come_in_the_order_of_the_pass()
    {
        var headings = Trace.ToMarkdown(learningRate: 0.5).Split('\n').Where(line => line.StartsWith('#'));
        Assert.Equal(["# Mazur: forward and back", "## Given", "## Forward pass", "## Loss", "## Backward pass", "## Update, η = 0.5"], headings);
    }
}
