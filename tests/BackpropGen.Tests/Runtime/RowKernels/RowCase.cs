using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime;

/// <summary>One layer and one row with numbers for all kernels, and what naive loops in double make of them.</summary>
internal sealed class RowCase<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Random _random;

    public RowCase(int inputs, int outputs, int biases, bool sparse, int seed)
    {
        (Inputs, Outputs) = (inputs, outputs);
        _random = new Random(seed);
        W = Numbers(inputs * outputs, sparse: false);
        Bias = Numbers(biases, sparse: false);
        X = Numbers(inputs, sparse);
        Next = Numbers(inputs, sparse);
        Delta = Numbers(outputs, sparse);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>W[to, from], row-major.</summary>
    public double[] W { get; private set; }

    public double[] Bias { get; private set; }

    public double[] X { get; }

    public double[] Next { get; }

    public double[] Delta { get; }

    /// <summary>W x + b.</summary>
    public double[] Affine(double[] x) => Enumerable.Range(0, Outputs)
        .Select(o => (Bias.Length == 0 ? 0 : Bias[Bias.Length == 1 ? 0 : o]) + Enumerable.Range(0, Inputs).Sum(i => W[(o * Inputs) + i] * x[i]))
        .ToArray();

    /// <summary>Wᵀ δ.</summary>
    public double[] InputGradient() => Enumerable.Range(0, Inputs).Select(i => Enumerable.Range(0, Outputs).Sum(o => W[(o * Inputs) + i] * Delta[o])).ToArray();

    /// <summary>W += δ xᵀ, b += δ.</summary>
    public void Update()
    {
        W = W.Select((w, index) => w + (Delta[index / Inputs] * X[index % Inputs])).ToArray();
        Bias = Bias.Length == 1 ? [Bias[0] + Delta.Sum()] : Bias.Select((b, o) => b + Delta[o]).ToArray();
    }

    /// <summary>A vector with room for whole registers, NaN behind its values.</summary>
    public static T[] Padded(double[] values)
    {
        var result = new T[RowKernels.Stride<T>(values.Length)];
        Array.Fill(result, T.NaN);
        Exact(values).CopyTo(result, 0);
        return result;
    }

    /// <summary>The same with zeros behind its values.</summary>
    public static T[] Zeroed(double[] values)
    {
        var result = new T[RowKernels.Stride<T>(values.Length)];
        Exact(values).CopyTo(result, 0);
        return result;
    }

    public static T[] Exact(double[] values) => values.Select(T.CreateChecked).ToArray();

    public PackedWeights<T> Weights() => new(Exact(W), Outputs, Inputs);

    private double[] Numbers(int count, bool sparse) => Enumerable.Range(0, count)
        .Select(_ => sparse && _random.Next(2) == 0 ? 0 : Math.Round((_random.NextDouble() * 2) - 1, 3))
        .ToArray();
}
