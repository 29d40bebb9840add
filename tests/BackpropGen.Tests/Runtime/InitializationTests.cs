using System;
using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class InitializationTests
{
    private const int Inputs = 300;
    private const int Outputs = 200;

    public static TheoryData<Initializer, double, bool> Distributions => new()
    {
        { Initializer.HeNormal, 2.0 / Inputs, true },
        { Initializer.HeUniform, 2.0 / Inputs, false },
        { Initializer.XavierNormal, 2.0 / (Inputs + Outputs), true },
        { Initializer.XavierUniform, 2.0 / (Inputs + Outputs), false },
        { Initializer.LecunNormal, 1.0 / Inputs, true },
        { Initializer.LecunUniform, 1.0 / Inputs, false },
        { Initializer.FanInUniform, 1.0 / (3 * Inputs), false },
    };

    // Seed 42, layer 3, 3 inputs, 2 outputs; computed independently from the documented scheme.
    public static TheoryData<Initializer, double[]> Pinned => new()
    {
        {
            Initializer.HeNormal,
            [-1.1594418257640016, -0.07639821055489551, -0.5112581910333797, 0.1373244358453854, 0.9761949966602783, 1.0738711088848538]
        },
        {
            Initializer.XavierUniform,
            [-0.6588175258792819, -0.04341095770476855, -0.9524080932747806, 0.25581771871308623, 0.3344818098934033, 0.3679493885144775]
        },
        {
            Initializer.FanInUniform,
            [-0.3472273240359094, -0.022879583626050665, -0.5019631394544001, 0.13482777616027183, 0.1762873925264327, 0.193926355228658]
        },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Mean_variance_and_shape_are_those_of_the_distribution(Initializer kind, double variance, bool normal)
    {
        double[] w = Weights(kind, 11, 0, Inputs, Outputs, null);
        double mean = w.Average();
        double squares = w.Average(value => value * value);
        double kurtosis = w.Average(value => Math.Pow(value, 4)) / (squares * squares);

        // Five standard errors of each for 60,000 values.
        Assert.InRange(Math.Abs(mean), 0, 5 * Math.Sqrt(variance / w.Length));
        Assert.InRange(squares / variance, 1 - 5 * Math.Sqrt(2.0 / w.Length), 1 + 5 * Math.Sqrt(2.0 / w.Length));
        Assert.Equal(normal ? 3 : 1.8, kurtosis, 0.1);
        double largest = w.Max(Math.Abs) / Math.Sqrt(variance);
        Assert.InRange(largest, normal ? 3.5 : 1.72, normal ? 6 : Math.Sqrt(3));
    }

    [Theory]
    [MemberData(nameof(Pinned))]
    public void One_seeds_values_are_pinned(Initializer kind, double[] expected)
    {
        Assert.Equal(expected, Weights(kind, 42, 3, 3, 2, null));
        float[] single = new float[6];
        Initialization.Weights<float>(single, kind, 42, 3, 3, 2, null);
        Assert.Equal(expected.ToSingle(), single);
    }

    [Fact]
    public void Normal_deviates_follow_the_normal_distribution()
    {
        double[] sorted = [.. Weights(Initializer.LecunNormal, 5, 0, Inputs, Outputs, null).Select(value => value * Math.Sqrt(Inputs)).Order()];
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = 0.5 * (1 + Functions.Erf(sorted[i] / Math.Sqrt(2)));
            distance = Math.Max(distance, Math.Abs(expected - (i + 0.5) / sorted.Length));
        }

        // Kolmogorov's test at about one in a million.
        Assert.InRange(distance, 0, 2.7 / Math.Sqrt(sorted.Length));
    }

    [Fact]
    public void Seeds_and_layers_differ()
    {
        double[] w = Weights(Initializer.HeNormal, 1, 0, 4, 4, null);
        Assert.Equal(w, Weights(Initializer.HeNormal, 1, 0, 4, 4, null));
        Assert.Empty(w.Intersect(Weights(Initializer.HeNormal, 2, 0, 4, 4, null)));
        Assert.Empty(w.Intersect(Weights(Initializer.HeNormal, 1, 1, 4, 4, null)));
        Assert.Empty(w.Intersect(Weights(Initializer.HeNormal, 0, 1, 4, 4, null)));
    }

    [Fact]
    public void A_sparse_layer_counts_each_units_edges_and_draws_for_them_only()
    {
        EdgeMask edges = new(4, "#...", "####", "....");
        double[] sparse = Weights(Initializer.FanInUniform, 9, 2, 4, 3, edges);
        double[] full = Weights(Initializer.LecunUniform, 9, 2, 5, 1, null);
        Assert.Equal([0, 0, 0], sparse[1..4]);
        Assert.Equal([0, 0, 0, 0], sparse[8..]);

        // The same five numbers of the stream, of bounds 1/√1, 1/√4 here and √(3/5) there.
        double bound = Math.Sqrt(3 / 5.0);
        Assert.Equal(full[0] / bound, sparse[0], 1e-15);
        for (int i = 1; i < 5; i++)
        {
            Assert.Equal(full[i] / bound / 2, sparse[3 + i], 1e-15);
        }
    }

    [Fact]
    public void Zeros_are_positive_zeros()
        => Assert.All(Weights(Initializer.Zeros, 1, 0, 5, 5, null), value => Assert.Equal(0L, BitConverter.DoubleToInt64Bits(value)));

    [Theory]
    [InlineData(Initializer.HeNormal)]
    [InlineData(Initializer.Zeros)]
    [InlineData(Initializer.XavierUniform)]
    public void Biases_are_0(Initializer kind)
    {
        double[] b = [1, 2];
        Initialization.Biases<double>(b, kind, 1, 0, 3, 2, null);
        Assert.Equal([0, 0], b);
    }

    [Fact]
    public void FanInUniform_draws_biases_after_the_weights()
    {
        double[] b = new double[2], shared = new double[1];
        Initialization.Biases<double>(b, Initializer.FanInUniform, 42, 3, 3, 2, null);
        Assert.Equal([-0.15434995968220436, -0.014937514277356918], b);
        Initialization.Biases<double>(shared, Initializer.FanInUniform, 42, 3, 3, 2, null);
        Assert.Equal([-0.15434995968220436], shared);
        Initialization.Biases<double>([], Initializer.FanInUniform, 42, 3, 3, 2, null);
    }

    [Fact]
    public void A_unit_without_edges_has_bias_0()
    {
        double[] b = [1, 1];
        Initialization.Biases<double>(b, Initializer.FanInUniform, 42, 0, 2, 2, new EdgeMask(2, "..", "##"));
        Assert.Equal(0, b[0]);
        Assert.InRange(Math.Abs(b[1]), 1e-9, 1 / Math.Sqrt(2));
    }

    [Fact]
    public void Auto_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Weights(Initializer.Auto, 1, 0, 2, 2, null));

    private static double[] Weights(Initializer kind, ulong seed, int layer, int inputs, int outputs, EdgeMask? edges)
    {
        double[] w = new double[inputs * outputs];
        Array.Fill(w, double.NaN);
        Initialization.Weights<double>(w, kind, seed, layer, inputs, outputs, edges);
        return w;
    }
}
