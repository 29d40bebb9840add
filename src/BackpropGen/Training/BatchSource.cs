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
    }

    /// <summary>Batches an epoch.</summary>
    public int Count => _batches.Count;

    /// <summary>Rows an epoch.</summary>
    public int RowCount => _data.RowCount;

    /// <summary>Rows of a batch.</summary>
    public int Size(int batch) => _batches.Size(batch);

    /// <summary>Fixes the order of an epoch.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    public void Begin(int epoch) => Permutation.Fill(_order, _seed, (ulong)epoch);

    /// <summary>The rows of a batch, valid until the next call.</summary>
    public void Get(int batch, out ReadOnlySpan<T> inputs, out ReadOnlySpan<T> targets)
    {
        int start = _batches.Start(batch);
        int size = _batches.Size(batch);
        if (_order.Length == 0)
        {
            inputs = _data.Inputs.Slice(start * _data.InputCount, size * _data.InputCount);
            targets = _data.Targets.Slice(start * _data.TargetCount, size * _data.TargetCount);
            return;
        }

        ReadOnlySpan<int> rows = _order.AsSpan(start, size);
        inputs = Gather(_data.Inputs, _data.InputCount, rows, _inputs);
        targets = Gather(_data.Targets, _data.TargetCount, rows, _targets);
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
