using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen.Tests.Runtime.LaneRows;

/// <summary>A layer with values for all lanes.</summary>
internal sealed class LaneLayer<TLanes, T>
    where TLanes : struct, ILanes<TLanes, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Random _random = new(7);
    private readonly int _inputs, _outputs;

    public LaneLayer(int inputs, int outputs)
    {
        (_inputs, _outputs) = (inputs, outputs);
        Stride = RowKernels.Stride<T>(inputs);
        X = Values(inputs * Lanes);
        Delta = Values(outputs * Lanes);
        Bias = Values(outputs);
        Z = new T[outputs * Lanes];
        Weights = new T[outputs * Stride];
        Gradients = new T[outputs * Stride];
        Scratch = Values(Lanes * Stride);
        for (int to = 0; to < outputs; to++)
        {
            Values(inputs).CopyTo(Weights.AsSpan(to * Stride));
        }
    }

    public int Lanes { get; } = TLanes.Count;

    public int Stride { get; }

    public T[] X { get; }

    public T[] Delta { get; }

    public T[] Bias { get; }

    public T[] Z { get; }

    public T[] Weights { get; }

    public T[] Gradients { get; }

    public T[] Scratch { get; }

    public PackedWeights<T> Packed => new(Canonical(Weights), _outputs, _inputs);

    public void AddGradients(Span<T> biasGradients, bool isFirst) => AddGradients(biasGradients, isFirst, Lanes);

    public void AddGradients(Span<T> biasGradients, bool isFirst, int count, ReadOnlySpan<T> rows = default) =>
        LaneProducts.Gradients<TLanes, T, StoreGradient<T>>(Delta, X, rows, Packed, Gradients, default, biasGradients, Scratch, _inputs, _outputs, count, isFirst, default);

    /// <summary>Rows without their padding.</summary>
    public T[] Canonical(T[] rows) => [.. Enumerable.Range(0, _outputs).SelectMany(to => rows.Skip(to * Stride).Take(_inputs))];

    public double Weight(int to, int from) => double.CreateChecked(Weights[(to * Stride) + from]);

    public double Dot(int row, int to) => Enumerable.Range(0, _inputs).Sum(from => Weight(to, from) * double.CreateChecked(X[(from * Lanes) + row]));

    /// <summary>Values of units × lanes as rows.</summary>
    public double[,] Rows(T[] values, int units)
    {
        double[,] rows = new double[Lanes, units];
        for (int index = 0; index < values.Length; index++)
        {
            rows[index % Lanes, index / Lanes] = double.CreateChecked(values[index]);
        }

        return rows;
    }

    private T[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(_random.NextDouble() - 0.5))];
}
