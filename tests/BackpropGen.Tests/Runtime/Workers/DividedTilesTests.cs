using System;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using BackpropGen.Runtime;
using Xunit;
using Pool = BackpropGen.Runtime.Workers;

namespace BackpropGen.Tests.Runtime;

/// <summary>Products shared among threads have the bits that one thread gives them.</summary>
public sealed class DividedTilesTests
{
    private static readonly Pool[] Pools = { new(2), new(3), new(8) };

    public static TheoryData<int, int, int> Shapes() => new()
    {
        { 1, 1500, 1000 },
        { 2, 700, 700 },
        { 61, 197, 131 },
        { 64, 784, 128 },
        { 256, 300, 10 },
        { 250, 65, 129 },
        { 33, 512, 515 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Affine_has_the_same_bits(int rows, int inputs, int outputs)
    {
        Affine<float>(rows, inputs, outputs);
        Affine<double>(rows, inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void InputGradient_has_the_same_bits(int rows, int inputs, int outputs)
    {
        InputGradient<float>(rows, inputs, outputs);
        InputGradient<double>(rows, inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void WeightGradient_has_the_same_bits(int rows, int inputs, int outputs)
    {
        WeightGradient<float>(rows, inputs, outputs);
        WeightGradient<double>(rows, inputs, outputs);
    }

    [Theory]
    [InlineData(256, 1000)]
    [InlineData(1000, 129)]
    public void BiasGradient_has_the_same_bits(int rows, int outputs)
    {
        BiasGradient<float>(rows, outputs);
        BiasGradient<double>(rows, outputs);
    }

    [Fact]
    public void Narrow_registers_are_divided_too()
    {
        var m = new TileReference<float>(50, 150, 200);
        float[] one = new float[50 * m.YStride], several = new float[50 * m.YStride];
        Narrow(m, one, null);
        Narrow(m, several, Pools[1]);
        Assert.Equal(one, several);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var m = new TileReference<float>(64, 128, 150);
        var y = new AlignedArray<float>(64 * m.YStride);
        AllocationAssert.None(() =>
        {
            Tiles.Affine<float, Square<float>>(m.X, m.XStride, m.Packed.Panels, m.Bias, y.Span, m.YStride, default, default, 64, 128, 150, Pools[0]);
            Tiles.WeightGradient(m.Delta, m.YStride, m.X, m.XStride, m.Packed.PanelsToWrite, 64, 128, 150, new Descend<float>(0.001f), Pools[0]);
        });
    }

    private static void Narrow(TileReference<float> m, float[] y, Pool? workers)
    {
        AffineOperands<float> o = new()
        {
            X = m.X,
            XStride = m.XStride,
            Panels = m.Packed.Panels,
            Bias = m.Bias,
            Y = y,
            YStride = m.YStride,
            First = m.First,
            Inputs = m.Inputs,
            Outputs = m.Outputs,
        };
        Tiles.Affine<Lanes128<float>, Vector128<float>, float, TanhDerivative<float>>(in o, m.Rows, workers);
    }

    private static void Affine<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs);
        Compare<T>(rows * m.YStride, (y, workers) => Tiles.Affine<T, ScaleAndAdd<T>>(
            m.X, m.XStride, m.Packed.Panels, m.Bias, y, m.YStride, m.First, m.Second, rows, inputs, outputs, workers));
        Compare<T>(rows * m.YStride, (y, workers) => Tiles.Affine<T, KeepValue<T>>(
            m.X, m.XStride, m.Packed.Panels, default, y, m.YStride, default, default, rows, inputs, outputs, workers));
    }

    private static void InputGradient<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, outputs, inputs);
        var weights = new PackedWeights<T>((T[])m.W.Clone(), outputs, inputs);
        Compare<T>(rows * m.YStride, (dx, workers) =>
        {
            Tiles.InputGradient<T, TanhDerivative<T>>(m.X, m.XStride, weights.Panels, dx, m.YStride, m.First, default, rows, inputs, outputs, workers);
            m.Units(dx).CopyTo(dx, 0);
            dx.AsSpan(rows * inputs).Clear();
        });
    }

    private static void WeightGradient<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs);
        m.SpoilPadding();
        Compare<T>(m.Packed.PanelLength, (panels, workers) =>
        {
            m.Packed.Panels.CopyTo(panels);
            Tiles.WeightGradient(m.Delta, m.YStride, m.X, m.XStride, panels, rows, inputs, outputs, new Descend<T>(T.CreateChecked(0.1)), workers);
        });
        Compare<T>(m.Packed.PanelLength, (panels, workers) =>
            Tiles.WeightGradient(m.Delta, m.YStride, m.X, m.XStride, panels, rows, inputs, outputs, default(StoreGradient<T>), workers));
    }

    private static void BiasGradient<T>(int rows, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, 1, outputs);
        m.SpoilPadding();
        Compare<T>(outputs, (biases, workers) =>
        {
            m.Bias.CopyTo(biases, 0);
            Tiles.BiasGradient(m.Delta, m.YStride, biases, rows, outputs, new Descend<T>(T.CreateChecked(0.1)), workers);
        });
        Compare<T>(1, (bias, workers) => Tiles.BiasGradient(m.Delta, m.YStride, bias, rows, outputs, default(StoreGradient<T>), workers));
    }

    private static void Compare<T>(int length, Action<T[], Pool?> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] one = new T[length], several = new T[length];
        product(one, null);
        foreach (Pool workers in Pools)
        {
            Array.Fill(several, T.One);
            product(several, workers);
            Assert.Equal(one.Select(TileReference<T>.Of), several.Select(TileReference<T>.Of));
        }
    }
}
