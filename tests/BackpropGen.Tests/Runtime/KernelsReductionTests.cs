using System;
using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class KernelsReductionTests
{
    private const double Inf = double.PositiveInfinity;

    [Fact]
    public void LogSumExp_is_the_logarithm_of_the_sum_of_exponentials()
    {
        for (int n = 1; n < 40; n++)
        {
            double[] row = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i * 7 + n) * 5)];
            double expected = Math.Log(row.Sum(Math.Exp));
            Assert.Equal(expected, Kernels.LogSumExp<double>(row), 1e-14 * n);
            Assert.Equal(expected, Kernels.LogSumExp<float>(row.ToSingle()), 1e-5);
        }
    }

    [Theory]
    [InlineData(1000, 1000 + 0.6931471805599453, 1000, 1000)]
    [InlineData(-1000, -1000, -1000, -2000)]
    [InlineData(Inf, Inf, 1, Inf)]
    [InlineData(-Inf, -Inf, -Inf, -Inf)]
    [InlineData(3, 3, 3, -Inf)]
    [InlineData(double.NaN, double.NaN, 1, double.NaN)]
    [InlineData(double.NaN, double.NaN, double.NaN, Inf)]
    public void LogSumExp_neither_overflows_nor_hides_NaN(double largest, double expected, double a, double b)
    {
        Assert.Equal(expected, Kernels.LogSumExp<double>([a, b]));
        Assert.Equal((float)expected, Kernels.LogSumExp<float>([(float)a, (float)b]));
        Assert.Equal(largest, Math.Max(a, b));
    }

    [Fact]
    public void Sum_is_accumulated_in_double()
    {
        for (int n = 0; n < 70; n++)
        {
            Assert.Equal(n * (n + 1) / 2, Kernels.Sum<double>([.. Enumerable.Range(1, n).Select(i => (double)i)]));
            Assert.Equal(n * (n + 1) / 2, Kernels.Sum<float>([.. Enumerable.Range(1, n).Select(i => (float)i)]));
        }

        // In single precision each 1 would be lost beside 2²⁵.
        float[] values = new float[1001];
        Array.Fill(values, 1);
        values[0] = 1 << 25;
        Assert.Equal((1 << 25) + 1000, Kernels.Sum<float>(values));
    }

    [Fact]
    public void CopyColumns_moves_a_block_and_leaves_the_rest()
    {
        float[] source = [1, 2, 3, 4, 5, 6], destination = [9, 9, 9, 9, 9, 9, 9, 9];
        Kernels.CopyColumns<float>(source, 3, 1, destination, 4, 2, 2, 2);
        Assert.Equal([9, 9, 2, 3, 9, 9, 5, 6], destination);
    }
}
