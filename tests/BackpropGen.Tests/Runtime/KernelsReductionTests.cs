using System;
using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

public sealed class KernelsReductionTests
{
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
