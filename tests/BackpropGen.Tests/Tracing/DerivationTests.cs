using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Tracing;

/// <summary>Derivations as users read them, with generic indices and with numbers.</summary>
public sealed class DerivationTests
{
    private static readonly double[] Inputs = [0.05, 0.10], Targets = [0.01, 0.99];

    [Fact]
    public void A_network_has_its_derivation()
    {
        string derivation = Document001().Derivation;
        Assert.StartsWith("# Derived: derivation\n", derivation, StringComparison.Ordinal);
        Assert.Contains("\n\\delta^{1}_{i} &= \\frac{\\partial E}{\\partial a^{1}_{i}} \\, \\frac{\\partial a^{1}_{i}}{\\partial z^{1}_{i}} = ", derivation, StringComparison.Ordinal);
        Assert.DoesNotContain(" % ", derivation, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', derivation);
    }

    // document 001 prints these numbers
    [Theory]
    [InlineData("z^{1}_{i} &= ", "0.3775", "0.3925")]
    [InlineData("o_{i} &= ", "0.751365", "0.772928")]
    [InlineData("\\delta^{2}_{i} &= ", "0.138498562", "-0.03809823")]
    [InlineData("\\frac{\\partial E}{\\partial W^{2}_{ij}} &= ", "0.082167041", "0.082667628")]
    public void A_trace_fills_in_the_numbers(string equation, string first, string second)
    {
        string[] lines = Document001().Trace(Inputs, Targets).ToDerivation().Split('\n');
        string numbers = lines[Array.FindIndex(lines, line => line.StartsWith(equation, StringComparison.Ordinal)) + 1];
        Assert.StartsWith($"&= \\begin{{pmatrix}} {first}", numbers, StringComparison.Ordinal);
        Assert.Contains(second, numbers, StringComparison.Ordinal);
    }

    [Fact]
    public void The_loss_is_one_number()
    {
        string text = Document001().Trace(Inputs, Targets).ToDerivation();
        Assert.Contains("\n&= 0.298371109\n\\end{aligned}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_blocks_are_parted_but_the_last()
    {
        string[] lines = Document001().Trace(Inputs, Targets).ToDerivation().Split('\n');
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i - 1].Contains('&') && lines[i].Length > 0)
            {
                Assert.Equal(lines[i] != "\\end{aligned}", lines[i - 1].EndsWith("\\\\", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void There_is_no_row_that_is_not_there() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Document001().Trace(Inputs, Targets).ToDerivation(1));

    [Fact]
    public void A_text_without_names_stays_as_it_is() => Assert.Equal("a\n\nb\n", DerivationText.WithoutNames("a\n\nb"));

    private static Derived Document001()
    {
        var network = new Derived();
        network.SetParameters([0.15, 0.20, 0.25, 0.30, 0.35, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.60]);
        return network;
    }
}

[Network(2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
[Dense(2, Activation.Sigmoid, FrozenBias = true)]
[Dense(2, Activation.Sigmoid, FrozenBias = true)]
internal sealed partial class Derived;
