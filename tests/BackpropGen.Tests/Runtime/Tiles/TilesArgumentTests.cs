using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>What tiles refuse, and that they allocate nothing.</summary>
public sealed class TilesArgumentTests
{
    private static readonly float[] Enough = new float[1024];

    [Theory]
    [InlineData(29, 48, 3, 32, 16, 2, "x: expected 30 numbers or more for 3 rows of 10 at a stride of 10, got 29. (Parameter 'x')")]
    [InlineData(30, 47, 3, 48, 16, 2, "y: expected 48 numbers or more for 3 rows of 16 at a stride of 16, got 47. (Parameter 'y')")]
    [InlineData(30, 48, 3, 48, 8, 2, "y: expected a stride of 16 numbers or more, got 8. Rows must not overlap. (Parameter 'y')")]
    [InlineData(30, 48, 3, 48, 16, 3, "bias: expected 2 numbers, one a unit, or 1 that all share, or none; got 3. (Parameter 'bias')")]
    [InlineData(30, 48, 3, 31, 16, 2, "first: expected 48 numbers or more for 3 rows of 16 at a stride of 16, got 31. (Parameter 'first')")]
    public void Affine_refuses_what_is_too_short(int x, int y, int rows, int first, int yStride, int bias, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => BackpropGen.Runtime.Tiles.Affine<float, TanhDerivative<float>>(
            Enough.AsSpan(0, x), 10, Enough, Enough.AsSpan(0, bias), new float[y], yStride, Enough.AsSpan(0, first), default, rows, 10, 2));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Panels_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentException>("panels", () => BackpropGen.Runtime.Tiles.Affine<float, KeepValue<float>>(Enough, 2, new float[31], default, new float[64], 16, default, default, 2, 2, 2));
        Assert.Throws<ArgumentException>("panels", () => BackpropGen.Runtime.Tiles.InputGradient<float, KeepValue<float>>(Enough, 2, new float[31], new float[64], 16, default, default, 2, 2, 2));
        Assert.Throws<ArgumentException>(
            "panels", () => BackpropGen.Runtime.Tiles.WeightGradient(Enough, 16, Enough, 2, new float[31], 2, 2, 2, default(StoreGradient<float>)));
    }

    [Fact]
    public void A_delta_that_lacks_the_last_whole_register_is_refused()
    {
        Assert.Throws<ArgumentException>(
            "delta", () => BackpropGen.Runtime.Tiles.WeightGradient(Enough.AsSpan(0, 31), 16, Enough, 2, new float[32], 2, 2, 2, default(StoreGradient<float>)));
        Assert.Throws<ArgumentException>("delta", () => BackpropGen.Runtime.Tiles.BiasGradient(Enough.AsSpan(0, 31), 16, new float[2], 2, 2, default(StoreGradient<float>)));
        Assert.Throws<ArgumentException>("biases", () => BackpropGen.Runtime.Tiles.BiasGradient(Enough, 16, new float[3], 2, 2, default(StoreGradient<float>)));
    }

    [Fact]
    public void No_rows_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        "rows", () => BackpropGen.Runtime.Tiles.Affine<float, KeepValue<float>>(Enough, 2, Enough, default, new float[64], 16, default, default, 0, 2, 2));

    [Fact]
    public void Nothing_is_allocated_after_the_first_call()
    {
        var m = new TileReference<float>(70, 64, 64, seed: 1, xStride: 4096, yStride: 4096);
        float[] y = new float[m.Rows * m.YStride], panels = m.Packed.Panels.ToArray();
        Action step = () =>
        {
            BackpropGen.Runtime.Tiles.Affine<float, Square<float>>(m.X, m.XStride, panels, m.Bias, y, m.YStride, default, default, m.Rows, 64, 64);
            BackpropGen.Runtime.Tiles.InputGradient<float, TanhDerivative<float>>(m.Delta, m.YStride, panels, y, m.YStride, m.First, default, m.Rows, 64, 64);
            BackpropGen.Runtime.Tiles.WeightGradient(m.Delta, m.YStride, m.X, m.XStride, panels, m.Rows, 64, 64, new Descend<float>(0.1f));
            BackpropGen.Runtime.Tiles.BiasGradient(m.Delta, m.YStride, m.Bias, m.Rows, 64, new Descend<float>(0.1f));
        };
        AllocationAssert.None(step);
    }
}
