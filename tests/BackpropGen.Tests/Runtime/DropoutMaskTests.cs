using System;
using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class DropoutMaskTests
{
    private static readonly RandomState State = new(7, 3);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Drops_the_given_share_and_scales_the_rest(double rate)
    {
        const int Rows = 200, Units = 500;
        double[] mask = Mask(rate, State, 1, Rows, Units);
        Assert.All(mask, value => Assert.True(value == 0 || value == 1 / (1 - rate)));

        // Five standard deviations of a binomial share.
        double share = mask.Count(value => value == 0) / (double)mask.Length;
        Assert.InRange(Math.Abs(share - rate), 0, 5 * Math.Sqrt(rate * (1 - rate) / mask.Length));
        for (int unit = 0; unit < Units; unit++)
        {
            double column = Enumerable.Range(0, Rows).Count(row => mask[row * Units + unit] == 0) / (double)Rows;
            Assert.InRange(Math.Abs(column - rate), 0, 6 * Math.Sqrt(rate * (1 - rate) / Rows));
        }
    }

    [Fact]
    public void Is_a_function_of_seed_step_layer_row_and_unit()
    {
        double[] mask = Mask(0.5, State, 1, 10, 100);
        Assert.Equal(mask, Mask(0.5, State, 1, 10, 100));
        Assert.Equal(mask.AsSpan(0, 300).ToArray(), Mask(0.5, State, 1, 3, 100));
        AssertUnrelated(mask, Mask(0.5, State with { Seed = 8 }, 1, 10, 100));
        AssertUnrelated(mask, Mask(0.5, State.Next(), 1, 10, 100));
        AssertUnrelated(mask, Mask(0.5, State, 2, 10, 100));
        AssertUnrelated(mask[..900], mask[100..]);

        // Other widths see the same units.
        double[] narrow = Mask(0.5, State, 1, 10, 40);
        for (int i = 0; i < narrow.Length; i++)
        {
            Assert.Equal(mask[i / 40 * 100 + i % 40], narrow[i]);
        }
    }

    [Fact]
    public void Rate_zero_keeps_everything() => Assert.All(Mask(0, State, 0, 3, 50), value => Assert.Equal(1, value));

    [Fact]
    public void One_mask_is_pinned()
        => Assert.Equal("0202200020200200022200000220222022000202022022220202002002002020", string.Concat(Mask(0.5, State, 1, 2, 32).Select(value => value == 0 ? '0' : '2')));

    private static double[] Mask(double rate, RandomState state, int layer, int rows, int units)
    {
        double[] mask = new double[rows * units];
        Kernels.DropoutMask<double>(mask, rate, state, layer, rows, units, units);
        return mask;
    }

    /// <summary>Two masks of rate ½ agree in about half of the places.</summary>
    private static void AssertUnrelated(double[] a, double[] b)
    {
        int same = a.Zip(b).Count(pair => pair.First == pair.Second);
        Assert.InRange(same, a.Length / 2 - 100, a.Length / 2 + 100);
    }
}
