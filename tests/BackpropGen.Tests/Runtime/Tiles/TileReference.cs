using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

/// <summary>Matrices of a test, their products in double precision by plain loops, and the tolerance of each result.</summary>
internal sealed class TileReference<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TileReference(int rows, int inputs, int outputs, int seed = 1, int xStride = 0, int yStride = 0)
    {
        (Rows, Inputs, Outputs) = (rows, inputs, outputs);
        var random = new Random(seed);
        YStride = Math.Max(yStride, Up(outputs));
        XStride = Math.Max(xStride, inputs + (seed % 3));
        X = Draw(random, ((rows - 1) * XStride) + inputs);
        W = Draw(random, inputs * outputs);
        Bias = Draw(random, outputs);
        Delta = Draw(random, rows * YStride);
        First = Draw(random, rows * YStride);
        Second = Draw(random, rows * YStride);
        Packed = new PackedWeights<T>((T[])W.Clone(), outputs, inputs);
    }

    public int Rows { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    public int XStride { get; }

    public int YStride { get; }

    public T[] X { get; }

    public T[] W { get; }

    public T[] Bias { get; }

    public T[] Delta { get; }

    public T[] First { get; }

    public T[] Second { get; }

    public PackedWeights<T> Packed { get; }

    public static int Up(int count) => (count + (64 / Size) - 1) / (64 / Size) * (64 / Size);

    private static int Size => typeof(T) == typeof(float) ? 4 : 8;

    /// <summary>Rounding of a sum of so many products, generously.</summary>
    public static double Tolerance(int terms) => (typeof(T) == typeof(float) ? 1e-6 : 1e-15) * (terms + 4);

    public double Affine(int row, int unit, ReadOnlySpan<T> bias)
    {
        double sum = bias.Length == 0 ? 0 : Of(bias[bias.Length == 1 ? 0 : unit]);
        for (int k = 0; k < Inputs; k++)
        {
            sum += Of(X[(row * XStride) + k]) * Of(W[(unit * Inputs) + k]);
        }

        return sum;
    }

    public double WeightGradient(int unit, int input)
    {
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            sum += Of(Delta[(row * YStride) + unit]) * Of(X[(row * XStride) + input]);
        }

        return sum;
    }

    public double BiasGradient(int unit)
    {
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            sum += Of(Delta[(row * YStride) + unit]);
        }

        return sum;
    }

    /// <summary>Fills δ's lanes between the units and the stride with NaN.</summary>
    public void SpoilPadding()
    {
        for (int row = 0; row < Rows; row++)
        {
            Delta.AsSpan((row * YStride) + Outputs, YStride - Outputs).Fill(T.NaN);
        }
    }

    /// <summary>What Y holds without the padding.</summary>
    public T[] Units(T[] y)
    {
        var units = new T[Rows * Outputs];
        for (int i = 0; i < units.Length; i++)
        {
            units[i] = y[(i / Outputs * YStride) + (i % Outputs)];
        }

        return units;
    }

    public static double Of(T value) => double.CreateChecked(value);

    private static T[] Draw(Random random, int count)
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = T.CreateChecked(random.NextDouble() - 0.5);
        }

        return values;
    }
}
