using System;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>The products against plain triple loops, over sizes around the widths of vectors and tiles.</summary>
public sealed class KernelsTests
{
    private static readonly int[] Sizes = [1, 2, 3, 4, 7, 8, 15, 16, 17, 33, 64, 100];

    private static readonly int[] RowCounts = [1, 2, 3, 4, 5, 17];

    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            TheoryData<int, int, int> shapes = [];
            foreach (int inputs in Sizes)
            {
                foreach (int outputs in Sizes)
                {
                    shapes.Add(RowCounts[(inputs + outputs) % RowCounts.Length], inputs, outputs);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Affine_is_x_times_w_transposed_plus_b(int rows, int inputs, int outputs)
    {
        double[] x = Values(rows * inputs, 1), w = Values(outputs * inputs, 2);
        foreach (int biases in new[] { outputs, 1, 0 })
        {
            double[] b = Values(biases, 3), expected = new double[rows * outputs], actual = Garbage(rows * outputs);
            for (int row = 0; row < rows; row++)
            {
                for (int to = 0; to < outputs; to++)
                {
                    double sum = biases == 0 ? 0 : biases == 1 ? b[0] : b[to];
                    for (int from = 0; from < inputs; from++)
                    {
                        sum += x[row * inputs + from] * w[to * inputs + from];
                    }

                    expected[row * outputs + to] = sum;
                }
            }

            Kernels.Affine<double>(x, w, b, actual, rows, inputs, outputs);
            AssertNear(expected, actual, 1e-13);

            float[] single = Garbage(rows * outputs).ToSingle();
            Kernels.Affine<float>(x.ToSingle(), w.ToSingle(), b.ToSingle(), single, rows, inputs, outputs);
            AssertNear(expected, single.ToDouble(), 2e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Input_gradient_is_delta_times_w(int rows, int inputs, int outputs)
    {
        double[] delta = Values(rows * outputs, 4), w = Values(outputs * inputs, 5), expected = new double[rows * inputs], actual = Garbage(rows * inputs);
        for (int row = 0; row < rows; row++)
        {
            for (int from = 0; from < inputs; from++)
            {
                for (int to = 0; to < outputs; to++)
                {
                    expected[row * inputs + from] += delta[row * outputs + to] * w[to * inputs + from];
                }
            }
        }

        Kernels.AffineInputGradient<double>(delta, w, actual, rows, inputs, outputs);
        AssertNear(expected, actual, 1e-13);

        float[] single = Garbage(rows * inputs).ToSingle();
        Kernels.AffineInputGradient<float>(delta.ToSingle(), w.ToSingle(), single, rows, inputs, outputs);
        AssertNear(expected, single.ToDouble(), 2e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weight_gradient_is_delta_transposed_times_x(int rows, int inputs, int outputs)
    {
        double[] delta = Values(rows * outputs, 6), x = Values(rows * inputs, 7), expected = new double[outputs * inputs], actual = Garbage(outputs * inputs);
        for (int row = 0; row < rows; row++)
        {
            for (int to = 0; to < outputs; to++)
            {
                for (int from = 0; from < inputs; from++)
                {
                    expected[to * inputs + from] += delta[row * outputs + to] * x[row * inputs + from];
                }
            }
        }

        Kernels.WeightGradient<double>(delta, x, actual, rows, inputs, outputs);
        AssertNear(expected, actual, 1e-13);

        float[] single = Garbage(outputs * inputs).ToSingle();
        Kernels.WeightGradient<float>(delta.ToSingle(), x.ToSingle(), single, rows, inputs, outputs);
        AssertNear(expected, single.ToDouble(), 2e-5);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bias_gradient_is_the_column_sum_or_the_sum_over_everything(int rows, int inputs, int outputs)
    {
        rows += inputs;
        double[] delta = Values(rows * outputs, 8), expected = new double[outputs], actual = Garbage(outputs), shared = [double.NaN];
        double all = 0;
        for (int i = 0; i < delta.Length; i++)
        {
            expected[i % outputs] += delta[i];
            all += delta[i];
        }

        Kernels.BiasGradient<double>(delta, actual, rows, outputs);
        Kernels.BiasGradient<double>(delta, shared, rows, outputs);
        AssertNear(expected, actual, 1e-13);
        AssertNear([all], shared, 1e-12);

        float[] single = Garbage(outputs).ToSingle();
        Kernels.BiasGradient<float>(delta.ToSingle(), single, rows, outputs);
        AssertNear(expected, single.ToDouble(), 2e-5);
    }

    [Fact]
    public void The_widest_layers_work()
    {
        const int Width = 4096;
        float[] x = Values(Width, 9).ToSingle(), w = new float[Width * Width], z = new float[Width];
        for (int i = 0; i < Width; i++)
        {
            w[i * Width + (Width - 1 - i)] = 2;
        }

        Kernels.Affine<float>(x, w, [1f], z, 1, Width, Width);
        for (int i = 0; i < Width; i++)
        {
            Assert.Equal(2 * x[Width - 1 - i] + 1, z[i]);
        }
    }

    [Fact]
    public void A_rows_result_has_the_same_bits_in_any_batch()
    {
        const int Inputs = 37, Outputs = 29, Rows = 7;
        float[] x = Values(Rows * Inputs, 10).ToSingle(), delta = Values(Rows * Outputs, 11).ToSingle(), w = Values(Outputs * Inputs, 12).ToSingle(), b = Values(Outputs, 13).ToSingle();
        float[] z = new float[Rows * Outputs], dx = new float[Rows * Inputs], z1 = new float[Outputs], dx1 = new float[Inputs];
        Kernels.Affine<float>(x, w, b, z, Rows, Inputs, Outputs);
        Kernels.AffineInputGradient<float>(delta, w, dx, Rows, Inputs, Outputs);
        for (int row = 0; row < Rows; row++)
        {
            Kernels.Affine<float>(x.AsSpan(row * Inputs, Inputs), w, b, z1, 1, Inputs, Outputs);
            Kernels.AffineInputGradient<float>(delta.AsSpan(row * Outputs, Outputs), w, dx1, 1, Inputs, Outputs);
            Assert.Equal(z.AsSpan(row * Outputs, Outputs).ToArray(), z1);
            Assert.Equal(dx.AsSpan(row * Inputs, Inputs).ToArray(), dx1);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        const int Rows = 5, Inputs = 19, Outputs = 11;
        float[] x = Values(Rows * Inputs, 14).ToSingle(), delta = Values(Rows * Outputs, 15).ToSingle(), w = Values(Outputs * Inputs, 16).ToSingle(), b = Values(Outputs, 17).ToSingle();
        float[] z = new float[Rows * Outputs], dx = new float[Rows * Inputs], dw = new float[Outputs * Inputs], mask = new float[Rows * Outputs];
        AllocationAssert.None(() =>
        {
            Kernels.Affine<float>(x, w, b, z, Rows, Inputs, Outputs);
            Kernels.AffineInputGradient<float>(delta, w, dx, Rows, Inputs, Outputs);
            Kernels.WeightGradient<float>(delta, x, dw, Rows, Inputs, Outputs);
            Kernels.BiasGradient<float>(delta, b, Rows, Outputs);
            Kernels.DropoutMask<float>(mask, 0.5, new RandomState(1, 2), 0, Rows, Outputs, Outputs);
            _ = Kernels.LogSumExp<float>(x) + Kernels.Sum<float>(x);
        });
    }

    private static double[] Values(int count, int seed)
    {
        Random random = new(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextDouble() * 2 - 1;
        }

        return values;
    }

    /// <summary>What the kernels must overwrite.</summary>
    private static double[] Garbage(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"[{i}]: expected {expected[i]}, got {actual[i]}");
        }
    }
}
