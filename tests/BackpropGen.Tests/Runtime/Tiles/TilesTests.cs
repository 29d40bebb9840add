using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Products by register tiles against plain loops in double precision, in both precisions and all widths of registers.</summary>
public sealed class TilesTests
{
    private static readonly int[] Bits = { 128, 256, 512 };

    public static TheoryData<int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int>();
        foreach (int rows in Enumerable.Range(1, 30).Concat(new[] { 31, 36, 37, 48, 61, 70 }))
        {
            data.Add(rows, 7 + (rows % 5), 20 + (rows * 3));
        }

        foreach (int outputs in new[] { 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 80, 97, 113, 127, 128, 129, 150, 179, 192, 200 })
        {
            data.Add(9 + (outputs % 7), 1 + (outputs % 19), outputs);
        }

        foreach (int inputs in new[] { 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 15, 16, 17, 23, 63, 64, 65, 127, 131, 197 })
        {
            data.Add(8 + (inputs % 6), inputs, 10 + inputs);
        }

        // one unit over many inputs has kernels of its own
        foreach (int inputs in new[] { 8, 15, 16, 31, 32, 33, 64, 65, 127, 369 })
        {
            foreach (int rows in new[] { 1, 2, 3, 4, 5, 8, 19 })
            {
                data.Add(rows, inputs, 1);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Affine_is_the_product_with_biases_and_formula(int rows, int inputs, int outputs)
    {
        Affine<float>(rows, inputs, outputs);
        Affine<double>(rows, inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void WeightGradient_descends_or_stores_and_keeps_padding_zero(int rows, int inputs, int outputs)
    {
        WeightGradient<float>(rows, inputs, outputs);
        WeightGradient<double>(rows, inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BiasGradient_sums_columns_or_everything(int rows, int inputs, int outputs)
    {
        BiasGradient<float>(rows, inputs, outputs);
        BiasGradient<double>(rows, inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_divided_product_has_the_same_bits(int rows, int inputs, int outputs)
    {
        Divided<float>(rows, inputs, outputs);
        Divided<double>(rows, inputs, outputs);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void InputGradient_has_the_bits_of_the_product_with_the_transposed_weights(int rows, int inputs, int outputs)
    {
        InputGradient<float>(rows, inputs, outputs);
        InputGradient<double>(rows, inputs, outputs);
    }

    private static void Affine<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs);
        foreach (int bits in Bits)
        {
            Compare<T, KeepValue<T>>(bits, m, m.Bias, (value, _) => value);
            Compare<T, Square<T>>(bits, m, Array.Empty<T>(), (value, _) => value * value);
            Compare<T, TanhDerivative<T>>(bits, m, m.Bias.AsSpan(0, 1).ToArray(), (value, i) => value * (1 - Math.Pow(TileReference<T>.Of(m.First[i]), 2)));
            Compare<T, ScaleAndAdd<T>>(
                bits, m, m.Bias, (value, i) => (value * TileReference<T>.Of(m.First[i])) + TileReference<T>.Of(m.Second[i]));
        }
    }

    private static void Compare<T, TEpilogue>(int bits, TileReference<T> m, T[] bias, Func<double, int, double> formula)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        T[] tiles = new T[m.Rows * m.YStride], open = new T[m.Rows * m.YStride], row = new T[m.YStride];
        int panels = TileWidth<T>.Panels(m.Outputs);
        TileWidth<T>.Affine<TEpilogue>(bits, m, bias, tiles, 0, m.Rows, 0, panels);
        TileWidth<T>.Row<TEpilogue>(bits, m, bias, row, 0, panels);
        BackpropGen.Runtime.Tiles.Affine<T, TEpilogue>(
            m.X, m.XStride, m.Packed.Panels, bias, open, m.YStride, m.First, m.Second, m.Rows, m.Inputs, m.Outputs);
        double tolerance = TileReference<T>.Tolerance(m.Inputs);
        for (int r = 0; r < m.Rows; r++)
        {
            for (int unit = 0; unit < m.Outputs; unit++)
            {
                int place = (r * m.YStride) + unit;
                double expected = formula(m.Affine(r, unit, bias), place);
                Assert.Equal(expected, TileReference<T>.Of(tiles[place]), tolerance);
                Assert.Equal(expected, TileReference<T>.Of(open[place]), tolerance);
                if (r == 0)
                {
                    Assert.Equal(expected, TileReference<T>.Of(row[place]), tolerance);
                }
            }
        }
    }

    private static void WeightGradient<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs);
        m.SpoilPadding();
        double rate = 0.125, tolerance = TileReference<T>.Tolerance(rows);
        T[] gradients = new T[inputs * outputs], weights = new T[inputs * outputs];
        foreach (int bits in Bits)
        {
            T[] stored = Enumerable.Repeat(T.NaN, m.Packed.PanelLength).ToArray(), moved = m.Packed.Panels.ToArray();
            TileWidth<T>.WeightGradient(bits, m, stored, default(StoreGradient<T>), 0, inputs, 0, TileWidth<T>.Panels(outputs));
            TileWidth<T>.WeightGradient(bits, m, moved, new Descend<T>(T.CreateChecked(rate)), 0, inputs, 0, TileWidth<T>.Panels(outputs));
            m.Packed.Unpack(stored, gradients);
            m.Packed.Unpack(moved, weights);
            for (int i = 0; i < gradients.Length; i++)
            {
                double expected = m.WeightGradient(i / inputs, i % inputs);
                Assert.Equal(expected, TileReference<T>.Of(gradients[i]), tolerance);
                Assert.Equal(TileReference<T>.Of(m.W[i]) - (rate * expected), TileReference<T>.Of(weights[i]), tolerance);
            }

            AssertZeroPadding(m, stored, gradients);
            AssertZeroPadding(m, moved, weights);
        }
    }

    /// <summary>Panels are what packing their own canonical form gives, whose padding is 0.</summary>
    private static void AssertZeroPadding<T>(TileReference<T> m, T[] panels, T[] canonical)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] packed = new T[m.Packed.PanelLength];
        m.Packed.Pack(canonical, packed);
        Assert.Equal(packed, panels);
    }

    private static void BiasGradient<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs);
        m.SpoilPadding();
        double[] sums = Enumerable.Range(0, outputs).Select(m.BiasGradient).ToArray();
        double tolerance = TileReference<T>.Tolerance(rows * outputs);
        foreach (int bits in Bits)
        {
            T[] own = (T[])m.Bias.Clone(), gradients = new T[outputs], shared = { m.Bias[0] };
            TileWidth<T>.BiasGradient(bits, m, own, new Descend<T>(T.CreateChecked(0.5)));
            TileWidth<T>.BiasGradient(bits, m, gradients, default(StoreGradient<T>));
            TileWidth<T>.BiasGradient(bits, m, shared, new Descend<T>(T.CreateChecked(0.5)));
            for (int unit = 0; unit < outputs; unit++)
            {
                Assert.Equal(sums[unit], TileReference<T>.Of(gradients[unit]), tolerance);
                Assert.Equal(TileReference<T>.Of(m.Bias[unit]) - (0.5 * sums[unit]), TileReference<T>.Of(own[unit]), tolerance);
            }

            Assert.Equal(TileReference<T>.Of(m.Bias[0]) - (0.5 * sums.Sum()), TileReference<T>.Of(shared[0]), tolerance);
        }
    }

    private static void InputGradient<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var forward = new TileReference<T>(rows, inputs, outputs);
        var backward = new TileReference<T>(rows, outputs, inputs, seed: 3);
        for (int i = 0; i < forward.W.Length; i++)
        {
            backward.Packed.CanonicalToWrite[i] = forward.W[(i % outputs * inputs) + (i / outputs)];
        }

        int panels = TileWidth<T>.Panels(inputs);
        T[] expected = new T[rows * backward.YStride], actual = new T[expected.Length], divided = new T[expected.Length], open = new T[expected.Length];
        foreach (int bits in Bits)
        {
            TileWidth<T>.Affine<ScaleAndAdd<T>>(bits, backward, default, expected, 0, rows, 0, panels);
            TileWidth<T>.InputGradient<ScaleAndAdd<T>>(bits, backward, forward.Packed.Panels, actual, 0, rows, 0, panels);
            TileWidth<T>.InputGradient<ScaleAndAdd<T>>(bits, backward, forward.Packed.Panels, divided, rows / 2, rows, 0, panels);
            TileWidth<T>.InputGradient<ScaleAndAdd<T>>(bits, backward, forward.Packed.Panels, divided, 0, rows / 2, panels / 2, panels);
            TileWidth<T>.InputGradient<ScaleAndAdd<T>>(bits, backward, forward.Packed.Panels, divided, 0, rows / 2, 0, panels / 2);
            Assert.Equal(backward.Units(expected), backward.Units(actual));
            Assert.Equal(backward.Units(expected), backward.Units(divided));
        }

        BackpropGen.Runtime.Tiles.InputGradient<T, ScaleAndAdd<T>>(
            backward.X, backward.XStride, forward.Packed.Panels, open, backward.YStride, backward.First, backward.Second, rows, inputs, outputs);
        Assert.Equal(TileReference<T>.Of(expected[0]), TileReference<T>.Of(open[0]), TileReference<T>.Tolerance(outputs));
    }

    private static void Divided<T>(int rows, int inputs, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var m = new TileReference<T>(rows, inputs, outputs);
        int panels = TileWidth<T>.Panels(outputs), row = rows / 3, input = inputs / 2, panel = panels / 2;
        var update = new Descend<T>(T.CreateChecked(0.1));
        foreach (int bits in Bits)
        {
            T[] whole = new T[rows * m.YStride], parts = new T[rows * m.YStride], moved = m.Packed.Panels.ToArray(), movedParts = m.Packed.Panels.ToArray();
            TileWidth<T>.Affine<Square<T>>(bits, m, m.Bias, whole, 0, rows, 0, panels);
            TileWidth<T>.WeightGradient(bits, m, moved, update, 0, inputs, 0, panels);
            foreach ((int firstPanel, int endPanel) in new[] { (0, panel), (panel, panels) })
            {
                TileWidth<T>.Affine<Square<T>>(bits, m, m.Bias, parts, row, rows, firstPanel, endPanel);
                TileWidth<T>.Affine<Square<T>>(bits, m, m.Bias, parts, 0, row, firstPanel, endPanel);
                TileWidth<T>.WeightGradient(bits, m, movedParts, update, input, inputs, firstPanel, endPanel);
                TileWidth<T>.WeightGradient(bits, m, movedParts, update, 0, input, firstPanel, endPanel);
            }

            Assert.Equal(whole, parts);
            Assert.Equal(moved, movedParts);
        }
    }
}
