using System;
using System.Linq;
using System.Runtime.Intrinsics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime.LaneRows;

/// <summary>Products of four rows in registers along the inputs, of all widths, against sums in double.</summary>
public sealed class FewRowsTests
{
    private const int Rows = 4;

    private readonly Random _random = new(11);

    public static TheoryData<int, int, int> Shapes => new() { { 1, 1, 1 }, { 16, 2, 2 }, { 17, 5, 0 }, { 33, 8, 8 }, { 64, 63, 1 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Affine_and_input_gradient(int inputs, int outputs, int biases)
    {
        Check<Lanes512<float>, Vector512<float>>(inputs, outputs, biases);
        Check<Lanes256<float>, Vector256<float>>(inputs, outputs, biases);
        Check<Lanes128<float>, Vector128<float>>(inputs, outputs, biases);
    }

    private void Check<TLanes, TVector>(int inputs, int outputs, int biases)
        where TLanes : struct, ILanes<TLanes, float>, IRegister<TLanes, TVector, float>, ILaneSums<TLanes, float>
        where TVector : struct
    {
        int stride = RowKernels.Stride<float>(inputs);
        float[] x = Padded(Rows, inputs, stride), weights = Padded(outputs, inputs, stride), delta = Padded(outputs, Rows, Rows), bias = Padded(1, biases, biases);
        float[] z = new float[outputs * Rows], dx = new float[Rows * stride];
        FewRows<TLanes, TVector, float>.Affine(ref x[0], ref weights[0], bias, ref z[0], stride, outputs);
        FewRows<TLanes, TVector, float>.InputGradient(ref delta[0], ref weights[0], ref dx[0], stride, outputs);
        for (int row = 0; row < Rows; row++)
        {
            for (int to = 0; to < outputs; to++)
            {
                double sum = Enumerable.Range(0, inputs).Sum(from => (double)weights[(to * stride) + from] * x[(row * stride) + from]);
                Assert.Equal(sum + (biases == 0 ? 0 : bias[biases == 1 ? 0 : to]), z[(to * Rows) + row], 1e-5 * inputs);
            }

            for (int from = 0; from < stride; from++)
            {
                double sum = Enumerable.Range(0, outputs).Sum(to => (double)weights[(to * stride) + from] * delta[(to * Rows) + row]);
                Assert.Equal(sum, dx[(row * stride) + from], 1e-5 * outputs);
            }
        }
    }

    /// <summary>Rows of numbers, padded with zeros.</summary>
    private float[] Padded(int rows, int units, int stride) => [.. Enumerable.Range(0, rows * stride).Select(index => index % stride < units ? (float)(_random.NextDouble() - 0.5) : 0)];
}
