using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Matrices so large, or at such strides, that kernels copy parts of them or divide their sums into blocks; and updates that tiles do not know.</summary>
public sealed class TilesBlocksTests
{
    private static readonly int[] Bits = { 128, 256, 512 };

    public static TheoryData<int, int, int, int, int> Shapes() => new()
    {
        { 1100, 13, 19, 0, 0 },
        { 2100, 7, 9, 0, 0 },
        { 300, 20, 130, 512, 512 },
        { 70, 100, 70, 4096, 4096 },
        { 1030, 50, 17, 1024, 2048 },
        { 100, 300, 70, 0, 0 },
        { 97, 131, 64, 256, 64 },
        { 7, 2100, 5, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void WeightGradient_has_the_bits_of_one_sum(int rows, int inputs, int outputs, int xStride, int yStride)
    {
        WeightGradient<float>(rows, inputs, outputs, xStride, yStride);
        WeightGradient<double>(rows, inputs, outputs, xStride, yStride);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Affine_has_the_bits_of_single_rows(int rows, int inputs, int outputs, int xStride, int yStride)
    {
        Affine<float>(rows, inputs, outputs, xStride, yStride);
        Affine<double>(rows, inputs, outputs, xStride, yStride);
    }

    [Theory]
    [InlineData(5, 10, 2500)]
    [InlineData(120, 70, 1100)]
    public void InputGradient_of_many_units_is_the_product_with_the_transposed_weights(int rows, int inputs, int outputs)
    {
        InputGradient<float>(rows, inputs, outputs);
        InputGradient<double>(rows, inputs, outputs);
    }

    private static void WeightGradient<T>(int rows, int inputs, int outputs, int xStride, int yStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs, seed: 1, xStride, yStride);
        m.SpoilPadding();
        int panels = TileWidth<T>.Panels(outputs);
        double tolerance = TileReference<T>.Tolerance(rows);
        foreach (int bits in Bits)
        {
            T[] stored = Enumerable.Repeat(T.NaN, m.Packed.PanelLength).ToArray();
            T[] moved = m.Packed.Panels.ToArray(), other = m.Packed.Panels.ToArray(), expected = m.Packed.Panels.ToArray();
            TileWidth<T>.WeightGradient(bits, m, stored, default(StoreGradient<T>), 0, inputs, 0, panels);
            TileWidth<T>.WeightGradient(bits, m, moved, new Descend<T>(T.One), 0, inputs, 0, panels);
            TileWidth<T>.WeightGradient(bits, m, other, default(DoubleAndAdd<T>), inputs / 2, inputs, 0, panels);
            TileWidth<T>.WeightGradient(bits, m, other, default(DoubleAndAdd<T>), 0, inputs / 2, 0, panels);
            Assert.Equal(expected.Zip(stored, (w, g) => w - g), moved);
            Assert.Equal(expected.Zip(stored, (w, g) => w + w + g), other);
            T[] gradients = new T[inputs * outputs];
            m.Packed.Unpack(stored, gradients);
            for (int i = 0; i < gradients.Length; i++)
            {
                Assert.Equal(m.WeightGradient(i / inputs, i % inputs), TileReference<T>.Of(gradients[i]), tolerance);
            }
        }
    }

    private static void Affine<T>(int rows, int inputs, int outputs, int xStride, int yStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs, seed: 1, xStride, yStride);
        int panels = TileWidth<T>.Panels(outputs);
        foreach (int bits in Bits)
        {
            T[] whole = new T[rows * m.YStride], single = new T[rows * m.YStride];
            TileWidth<T>.Affine<Square<T>>(bits, m, m.Bias, whole, 0, rows, 0, panels);
            for (int row = 0; row < rows; row++)
            {
                TileWidth<T>.Affine<Square<T>>(bits, m, m.Bias, single, row, row + 1, 0, panels);
            }

            Assert.Equal(single, whole);
            double first = m.Affine(rows - 1, outputs - 1, m.Bias);
            Assert.Equal(first * first, TileReference<T>.Of(whole[((rows - 1) * m.YStride) + outputs - 1]), TileReference<T>.Tolerance(inputs));
        }
    }

    private static void InputGradient<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, outputs, inputs);
        T[] transposed = new T[inputs * outputs], expected = new T[rows * m.YStride], actual = new T[rows * m.YStride];
        for (int i = 0; i < transposed.Length; i++)
        {
            transposed[i] = m.W[(i % inputs * outputs) + (i / inputs)];
        }

        var weights = new PackedWeights<T>(transposed, outputs, inputs);
        foreach (int bits in Bits)
        {
            TileWidth<T>.Affine<TanhDerivative<T>>(bits, m, default, expected, 0, rows, 0, TileWidth<T>.Panels(inputs));
            TileWidth<T>.InputGradient<TanhDerivative<T>>(bits, m, weights.Panels, actual, 0, rows, 0, TileWidth<T>.Panels(inputs));
            Assert.Equal(m.Units(expected), m.Units(actual));
        }
    }
}
