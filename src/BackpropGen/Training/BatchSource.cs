using System;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Gives the rows of each mini-batch: straight from the data, or shuffled into buffers that are allocated once.</summary>
internal sealed class BatchSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dataset<T> _data;
    private readonly Batches _batches;
    private readonly ulong _seed;
    private readonly int[] _order;
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly T[] _weights;

    /// <summary>A source; shuffles only where there are batches to shuffle between.</summary>
    public BatchSource(Dataset<T> data, Batches batches, TrainingOptions options)
    {
        bool shuffles = options.Shuffle && batches.Count > 1;
        int rows = shuffles ? batches.MaxSize : 0;
        _data = data;
        _batches = batches;
        _seed = options.Seed;
        _order = new int[shuffles ? data.RowCount : 0];
        _inputs = new T[rows * data.InputCount];
        _targets = new T[rows * data.TargetCount];
        _weights = new T[data.Weights.IsEmpty ? 0 : rows];
        TotalWeight = RowWeights.Total(data.Weights, data.RowCount);
    }

    /// <summary>Batches an epoch.</summary>
    public int Count => _batches.Count;

    /// <summary>Whether rows have weights.</summary>
    public bool HasWeights => !_data.Weights.IsEmpty;

    /// <summary>What all rows of an epoch count: their number, or the sum of their weights.</summary>
    public double TotalWeight { get; }

    /// <summary>Fixes the order of an epoch.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    public void Begin(int epoch) => Permutation.Fill(_order, _seed, (ulong)epoch);

    /// <summary>The rows of a batch, valid until the next call.</summary>
    public MiniBatch<T> Get(int batch)
    {
        int start = _batches.Start(batch);
        int size = _batches.Size(batch);
        if (_order.Length == 0)
        {
            return MiniBatch<T>.Of(_data, start, size);
        }

        ReadOnlySpan<int> rows = _order.AsSpan(start, size);
        return new MiniBatch<T>(
            size,
            Gather(_data.Inputs, _data.InputCount, rows, _inputs),
            Gather(_data.Targets, _data.TargetCount, rows, _targets),
            _weights.Length == 0 ? default : Gather(_data.Weights, 1, rows, _weights));
    }

    private static ReadOnlySpan<T> Gather(ReadOnlySpan<T> values, int width, ReadOnlySpan<int> rows, Span<T> buffer)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            values.Slice(rows[i] * width, width).CopyTo(buffer[(i * width)..]);
        }

        return buffer[..(rows.Length * width)];
    }
}
