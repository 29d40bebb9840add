using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Data;

public sealed class StandardizationTests
{
    // the second column is constant, and its mean over three rows is not exact
    private static readonly Dataset<double> Data = new([1, 0.1, 3, 0.1, 8, 0.1], 2, [7, 8, 9], 1);

    [Fact]
    public void Fits_mean_and_population_deviation()
    {
        var z = Standardization<double>.Fit(Data);

        Assert.Equal([4, 0.1], z.Mean.ToArray());
        Assert.Equal(Math.Sqrt((9 + 1 + 16) / 3.0), z.Scale[0], 15);
        Assert.Equal(1, z.Scale[1]);
    }

    [Fact]
    public void Gives_mean_0_and_deviation_1_and_keeps_the_targets()
    {
        Dataset<double> standard = Data.Standardize(out Standardization<double> z);

        double[] first = [.. Enumerable.Range(0, 3).Select(row => standard.InputRow(row)[0])];
        Assert.Equal(0, first.Average(), 15);
        Assert.Equal(1, first.Average(x => x * x), 14);
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(0, standard.InputRow(row)[1]));
        Assert.Equal([7, 8, 9], standard.Targets.ToArray());
        Assert.Equal(standard.Inputs.ToArray(), z.Apply(Data).Inputs.ToArray());
    }

    [Fact]
    public void Computes_in_double_for_float_data()
    {
        float[] inputs = [.. Enumerable.Range(0, 1000).Select(i => 1e6f + (i % 2))];
        var z = Standardization<float>.Fit(new Dataset<float>(inputs, 1, new float[1000], 1));

        Assert.Equal(1_000_000.5, z.Mean[0]);
        Assert.Equal(0.5, z.Scale[0]);
        float[] outputs = new float[2];
        z.Apply(inputs.AsSpan(0, 2), outputs);
        Assert.Equal([-1, 1], outputs);
    }

    [Fact]
    public void Applies_in_place()
    {
        double[] row = [6, 1.1];
        new Standardization<double>([4, 0.1], [2, 1]).Apply(row, row);

        Assert.Equal([1, 1], row);
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        var z = new Standardization<double>([0, 0], [1, 1]);

        Assert.Contains("must have 2 inputs a row, and have 1", Assert.Throws<ArgumentException>(() => z.Apply(new Dataset<double>([1], 1, [1], 1))).Message, StringComparison.Ordinal);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => z.Apply(new double[3], new double[3])).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => z.Apply(new double[4], new double[2])).ParamName);
        Assert.Throws<ArgumentException>(() => new Standardization<double>([0], [0]));
        Assert.Throws<ArgumentException>(() => new Standardization<double>([0], [double.NaN]));
        Assert.Throws<ArgumentException>(() => new Standardization<double>([0], [1, 1]));
        Assert.Throws<ArgumentException>(() => Standardization<double>.Fit(new Dataset<double>([], 1, [], 1)));
        Assert.Throws<ArgumentException>(() => Standardization<double>.Fit(new Dataset<double>([1, double.NaN], 1, [1, 1], 1)));
    }
}
