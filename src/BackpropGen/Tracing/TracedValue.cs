using System;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A value of a traced pass: a matrix with the name and the formula that the derivation has for it. Immutable.</summary>
/// <typeparam name="T">The network's type of values.</typeparam>
public sealed class TracedValue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;
    private readonly int _rowStep;
    private readonly int _columnStep;

    internal TracedValue(string name, string formula, TraceKind kind, TraceShape shape, T[] values)
    {
        Name = name;
        Formula = formula;
        Kind = kind;
        Shape = shape;
        _values = values;
        _rowStep = shape.ExtendsOverRows ? shape.Columns : 0;
        _columnStep = shape.Columns > 1 ? 1 : 0;
    }

    /// <summary>As formulas write it: <c>z¹</c>, <c>a¹</c>, <c>δ²</c>, <c>∂E/∂W¹</c>. Unique in its trace.</summary>
    public string Name { get; }

    /// <summary>What it is made of, in the names of other values; empty for given ones and parameters.</summary>
    public string Formula { get; }

    /// <summary>The part of the pass that it belongs to.</summary>
    public TraceKind Kind { get; }

    /// <summary>Rows: those of the mini-batch; of weights and their gradients the units; 1 for what is the same for all rows.</summary>
    public int RowCount => Shape.Rows;

    /// <summary>Columns: units; of weights and their gradients the sources; 1 for one number a row.</summary>
    public int ColumnCount => Shape.Columns;

    /// <summary>Whether its rows are those of the mini-batch.</summary>
    public bool IsPerRow => Shape.ExtendsOverRows && !Shape.IsMatrix;

    /// <summary>All numbers, row by row.</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>How it extends.</summary>
    internal TraceShape Shape { get; }

    /// <summary>The numbers that one of its numbers is made of, as text; null for given ones.</summary>
    internal Func<TraceIndex, string>? Derivation { get; init; }

    /// <summary>One number.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public T this[int row, int column]
    {
        get
        {
            ViewIndex.Verify(row, RowCount, nameof(row));
            ViewIndex.Verify(column, ColumnCount, nameof(column));
            return _values[(row * ColumnCount) + column];
        }
    }

    /// <summary>The number that counts for a row and a unit: values that are the same for all rows or units have it for each.</summary>
    public T this[TraceIndex i] => _values[(i.Row * _rowStep) + (i.Unit * _columnStep)];

    /// <summary>Name and formula: <c>z¹ = W¹ x + b¹</c>.</summary>
    public override string ToString() => Formula.Length == 0 ? Name : $"{Name} = {Formula}";
}
