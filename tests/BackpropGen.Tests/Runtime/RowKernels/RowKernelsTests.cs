using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>Kernels for single rows against naive loops: every width of registers, both precisions, sizes around all edges.</summary>
public class RowKernelsTests
{
    private static readonly (int Inputs, int Outputs)[] Sizes =
    [
        (1, 1), (1, 17), (2, 3), (3, 16), (5, 2), (7, 64), (16, 10), (17, 11), (31, 13), (32, 14), (33, 15), (64, 64), (65, 63), (70, 97), (128, 5), (200, 128), (530, 12), (23, 530), (515, 70),
    ];

    public static TheoryData<int, int, int, int, bool> Cases()
    {
        var data = new TheoryData<int, int, int, int, bool>();
        foreach (int bits in new[] { 128, 256, 512 })
        {
            foreach ((int inputs, int outputs) in Sizes)
            {
                foreach (bool sparse in new[] { false, true })
                {
                    data.Add(bits, inputs, outputs, ((inputs + outputs) % 3) switch { 0 => outputs, 1 => 1, _ => 0 }, sparse);
                    data.Add(bits, inputs, outputs, outputs, sparse);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kernels_in_single_precision(int bits, int inputs, int outputs, int biases, bool sparse) => All<float>(bits, inputs, outputs, biases, sparse, 2e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kernels_in_double_precision(int bits, int inputs, int outputs, int biases, bool sparse) => All<double>(bits, inputs, outputs, biases, sparse, 1e-12);

    [Fact]
    public void Spans_that_are_too_short_are_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => RowKernels.Affine<Lanes128<float>, float, KeepValue<float>>(new float[3], new float[48], default, new float[16], default, default, 3, 3));
        Assert.Contains("'x' has 3 values", exception.Message, StringComparison.Ordinal);
    }

    private static void All<T>(int bits, int inputs, int outputs, int biases, bool sparse, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RowWidth<T> kernels = RowWidth<T>.Of(bits);
        RowCase<T> New() => new(inputs, outputs, biases, sparse, 1000 + inputs + outputs);
        Forward(kernels, New(), tolerance);
        Update(kernels, New(), tolerance);
        UpdateThenAffine(kernels, New(), tolerance);
        Backward(kernels, New(), tolerance);
        ColumnBackward(kernels, New(), skipsIdle: false, tolerance);
        ColumnBackward(kernels, New(), skipsIdle: true, tolerance);
        ColumnUpdate(kernels, New(), tolerance);
    }

    private static void Forward<T>(RowWidth<T> kernels, RowCase<T> m, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] z = RowCase<T>.Padded(new double[m.Outputs]);
        kernels.Affine(RowCase<T>.Padded(m.X), m.Weights().Rows, RowCase<T>.Exact(m.Bias), z, m.Inputs, m.Outputs);
        Close(m.Affine(m.X), z, tolerance);
        T[] y = RowCase<T>.Padded(new double[m.Outputs]);
        kernels.ColumnAffine(RowCase<T>.Padded(m.X), m.Weights().Columns, RowCase<T>.Exact(m.Bias), y, m.Inputs, m.Outputs);
        Close(m.Affine(m.X), y, tolerance);

        double[] first = [.. Enumerable.Range(0, m.Outputs).Select(o => 0.5 - (o % 3))], second = [.. Enumerable.Range(0, m.Outputs).Select(o => 0.25 * (o % 5))];
        double[] expected = [.. m.Affine(m.X).Select((value, o) => (value * first[o]) + second[o])];
        kernels.Affine(RowCase<T>.Padded(m.X), m.Weights().Rows, RowCase<T>.Exact(m.Bias), z, RowCase<T>.Padded(first), RowCase<T>.Padded(second), m.Inputs, m.Outputs);
        Close(expected, z, 2 * tolerance);
        kernels.ColumnAffine(RowCase<T>.Padded(m.X), m.Weights().Columns, RowCase<T>.Exact(m.Bias), y, RowCase<T>.Padded(first), RowCase<T>.Padded(second), m.Inputs, m.Outputs);
        Close(expected, y, 2 * tolerance);
    }

    private static void Update<T>(RowWidth<T> kernels, RowCase<T> m, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PackedWeights<T> weights = m.Weights();
        T[] bias = RowCase<T>.Exact(m.Bias);
        kernels.Update(RowCase<T>.Padded(m.Delta), RowCase<T>.Zeroed(m.X), weights.RowsToWrite, bias, m.Inputs, m.Outputs);
        m.Update();
        Parameters(m, weights, bias, tolerance);
    }

    private static void UpdateThenAffine<T>(RowWidth<T> kernels, RowCase<T> m, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PackedWeights<T> weights = m.Weights();
        T[] bias = RowCase<T>.Exact(m.Bias);
        T[] z = RowCase<T>.Padded(new double[m.Outputs]);
        kernels.UpdateThenAffine(RowCase<T>.Padded(m.Delta), RowCase<T>.Zeroed(m.X), weights.RowsToWrite, bias, RowCase<T>.Padded(m.Next), z, m.Inputs, m.Outputs, updatesBias: true);
        m.Update();
        Parameters(m, weights, bias, tolerance);
        Close(m.Affine(m.Next), z, tolerance);
    }

    private static void Backward<T>(RowWidth<T> kernels, RowCase<T> m, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PackedWeights<T> weights = m.Weights();
        T[] bias = RowCase<T>.Exact(m.Bias);
        T[] dx = RowCase<T>.Padded(new double[m.Inputs]);
        kernels.Backward(RowCase<T>.Padded(m.Delta), RowCase<T>.Zeroed(m.X), weights.RowsToWrite, bias, dx, m.Inputs, m.Outputs);
        Close(m.InputGradient(), dx, tolerance);
        m.Update();
        Parameters(m, weights, bias, tolerance);
    }

    private static void ColumnBackward<T>(RowWidth<T> kernels, RowCase<T> m, bool skipsIdle, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PackedWeights<T> weights = m.Weights();
        T[] bias = RowCase<T>.Exact(m.Bias);
        T[] dx = RowCase<T>.Padded(new double[m.Inputs]);
        kernels.ColumnBackward(RowCase<T>.Padded(m.Delta), RowCase<T>.Padded(m.X), weights.ColumnsToWrite, bias, dx, m.Inputs, m.Outputs, skipsIdle);
        double[] expected = m.InputGradient();
        for (int i = 0; i < m.Inputs && skipsIdle; i++)
        {
            expected[i] = m.X[i] == 0 ? 0 : expected[i];
        }

        Close(expected, dx, tolerance);
        m.Update();
        Parameters(m, weights, bias, tolerance);
    }

    private static void ColumnUpdate<T>(RowWidth<T> kernels, RowCase<T> m, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PackedWeights<T> weights = m.Weights();
        T[] bias = RowCase<T>.Exact(m.Bias);
        kernels.ColumnUpdate(RowCase<T>.Padded(m.Delta), RowCase<T>.Padded(m.X), weights.ColumnsToWrite, bias, m.Inputs, m.Outputs);
        m.Update();
        Parameters(m, weights, bias, tolerance);
    }

    /// <summary>All layouts of the weights after an update: what was not written follows, and padding stays 0.</summary>
    private static void Parameters<T>(RowCase<T> m, PackedWeights<T> weights, T[] bias, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Close(m.W, weights.Canonical, tolerance);
        Close(m.Bias, bias, tolerance * m.Outputs);
        Assert.Equal(m.W.Length, Nonzero<T>(weights.Panels) + Zeros(weights.Canonical));
        Assert.Equal(m.W.Length, Nonzero<T>(weights.Rows) + Zeros(weights.Canonical));
        Assert.Equal(m.W.Length, Nonzero<T>(weights.Columns) + Zeros(weights.Canonical));
    }

    private static int Nonzero<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = 0;
        foreach (T value in values)
        {
            count += value != T.Zero ? 1 : 0;
        }

        return count;
    }

    private static int Zeros<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => values.Length - Nonzero(values);

    private static void Close<T>(double[] expected, ReadOnlySpan<T> actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], double.CreateChecked(actual[i]), tolerance);
        }
    }
}
