using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Runtime;

/// <summary>A layer with its weights in both layouts; the same numbers each time.</summary>
internal sealed class SingleRowLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const double Tolerance = 1e-5;

    private readonly Random _random = new(11);
    private readonly double[,] _weights;

    public SingleRowLayer(int inputs, int outputs)
    {
        (Stride, PanelStride) = (RowKernels.Stride<T>(inputs), RowKernels.Stride<T>(outputs));
        (Rows, Panel) = (new T[outputs * Stride], new T[inputs * PanelStride]);
        (Y, Dx) = (new T[PanelStride], new T[Stride]);
        (X, Delta) = (Values(inputs, Stride), Values(outputs, PanelStride));
        Bias = Values(outputs, outputs);
        _weights = new double[outputs, inputs];
        for (int to = 0; to < outputs; to++)
        {
            T[] row = Values(inputs, inputs);
            for (int from = 0; from < inputs; from++)
            {
                Rows[(to * Stride) + from] = Panel[(from * PanelStride) + to] = row[from];
                _weights[to, from] = double.CreateChecked(row[from]);
            }
        }
    }

    public int Stride { get; }

    public int PanelStride { get; }

    public T[] Rows { get; }

    public T[] Panel { get; }

    public T[] X { get; }

    public T[] Delta { get; }

    public T[] Bias { get; }

    public T[] Y { get; }

    public T[] Dx { get; }

    public static double Number(T[] values, int index) => double.CreateChecked(values[index]);

    public double Dot(int to) => Enumerable.Range(0, _weights.GetLength(1)).Sum(from => _weights[to, from] * Number(X, from));

    public double Back(int from) => Enumerable.Range(0, _weights.GetLength(0)).Sum(to => _weights[to, from] * Number(Delta, to));

    public static void Same(T[] actual, int count, Func<int, double> expected) =>
        Assert.All(Enumerable.Range(0, count), index => Assert.Equal(expected(index), Number(actual, index), Tolerance));

    public void SameWeights(Func<int, Func<int, T>> actual)
    {
        for (int to = 0; to < _weights.GetLength(0); to++)
        {
            for (int from = 0; from < _weights.GetLength(1); from++)
            {
                Assert.Equal(_weights[to, from] + (Number(Delta, to) * Number(X, from)), double.CreateChecked(actual(to)(from)), Tolerance);
            }
        }
    }

    private T[] Values(int count, int length)
    {
        T[] values = new T[length];
        for (int index = 0; index < count; index++)
        {
            values[index] = T.CreateChecked(_random.NextDouble() - 0.5);
        }

        return values;
    }
}
