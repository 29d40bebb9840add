using System;
using System.Globalization;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A layer's weights as a matrix W[to, from]: reads and writes the network's own.</summary>
/// <typeparam name="T">The type of the weights.</typeparam>
public sealed class WeightView<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[]? _array;
    private readonly PackedWeights<T>? _packed;
    private readonly EdgeMask? _edges;

    /// <summary>A view of weights that are kept in two layouts.</summary>
    /// <param name="storage">The weights; 0 where there is no edge.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="edges">A sparse layer's edges; null for all.</param>
    public WeightView(PackedWeights<T> storage, int outputs, int inputs, EdgeMask? edges)
    {
        _packed = storage;
        _edges = edges;
        RowCount = outputs;
        ColumnCount = inputs;
    }

    /// <summary>A view of an array.</summary>
    /// <param name="storage">outputs × inputs values, row-major; 0 where there is no edge.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="inputs">Sources.</param>
    /// <param name="edges">A sparse layer's edges; null for all.</param>
    public WeightView(T[] storage, int outputs, int inputs, EdgeMask? edges)
    {
        _array = storage;
        _edges = edges;
        RowCount = outputs;
        ColumnCount = inputs;
    }

    /// <summary>Units.</summary>
    public int RowCount { get; }

    /// <summary>Sources.</summary>
    public int ColumnCount { get; }

    /// <summary>The weight of the edge to a unit from a source; 0 where a sparse layer has no edge.</summary>
    /// <param name="to">The unit, from 0.</param>
    /// <param name="from">The source, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit or source.</exception>
    /// <exception cref="InvalidOperationException">Set only: a sparse layer has no such edge.</exception>
    public T this[int to, int from]
    {
        get => (_array ?? _packed!.Canonical)[IndexOf(to, from)];
        set
        {
            int index = IndexOf(to, from);
            if (_edges is not null && !_edges[to, from])
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"[{to}, {from}]: this layer's Connections have no edge to unit {to} from source {from}, so its weight stays 0. Declare the edge to set it."));
            }

            (_array ?? _packed!.CanonicalToWrite)[index] = value;
        }
    }

    private int IndexOf(int to, int from)
    {
        ViewIndex.Verify(to, RowCount, nameof(to));
        ViewIndex.Verify(from, ColumnCount, nameof(from));
        return to * ColumnCount + from;
    }
}
