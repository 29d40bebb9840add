using System;
using System.Collections.Generic;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Rows of inputs with their targets, to train on and to measure with. Never changes; every operation gives a new one.</summary>
/// <typeparam name="T">The type of the values: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Dataset<T> : Dataset
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly T[] _weights;

    /// <summary>A data set of flat values, copied.</summary>
    /// <param name="inputs">rows × <paramref name="inputCount"/>, row after row.</param>
    /// <param name="inputCount">Inputs a row, at least 1.</param>
    /// <param name="targets">rows × <paramref name="targetCount"/>, row after row.</param>
    /// <param name="targetCount">Targets a row, at least 1.</param>
    /// <exception cref="ArgumentException">A length is not a whole number of rows, or the two differ in rows.</exception>
    public Dataset(ReadOnlySpan<T> inputs, int inputCount, ReadOnlySpan<T> targets, int targetCount)
        : this(inputs.ToArray(), inputCount, targets.ToArray(), targetCount, [])
    {
    }

    /// <summary>A data set of rows, copied.</summary>
    /// <param name="inputs">One array a row, all of one length.</param>
    /// <param name="targets">As many arrays, all of one length.</param>
    /// <exception cref="ArgumentException">There is no row, or a row differs in length, or the two differ in rows.</exception>
    public Dataset(T[][] inputs, T[][] targets)
        : this(RowArrays.Flatten(inputs, nameof(inputs)), RowArrays.Width(inputs, nameof(inputs)), RowArrays.Flatten(targets, nameof(targets)), RowArrays.Width(targets, nameof(targets)), [])
    {
    }

    /// <summary>Keeps the arrays it is given; no weights for rows that all weigh 1.</summary>
    internal Dataset(T[] inputs, int inputCount, T[] targets, int targetCount, IReadOnlyList<string> classNames, T[]? weights = null)
        : base(CheckedRows(inputs, inputCount, targets, targetCount), inputCount, targetCount, classNames)
    {
        _inputs = inputs;
        _targets = targets;
        _weights = weights ?? [];
    }

    /// <summary>All inputs, row after row: <see cref="Dataset.RowCount"/> × <see cref="Dataset.InputCount"/>.</summary>
    public ReadOnlySpan<T> Inputs => _inputs;

    /// <summary>All targets, row after row: <see cref="Dataset.RowCount"/> × <see cref="Dataset.TargetCount"/>.</summary>
    public ReadOnlySpan<T> Targets => _targets;

    /// <summary>What each row counts: <see cref="Dataset.RowCount"/> values, or none if all count 1.</summary>
    public ReadOnlySpan<T> Weights => _weights;

    /// <summary>The inputs of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> InputRow(int row) => Inputs.Slice(Existing(row) * InputCount, InputCount);

    /// <summary>The targets of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> TargetRow(int row) => Targets.Slice(Existing(row) * TargetCount, TargetCount);

    /// <summary>The rows named by their numbers, in that order; a row may come more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Dataset<T> Select(ReadOnlySpan<int> rows)
    {
        var inputs = new T[rows.Length * InputCount];
        var targets = new T[rows.Length * TargetCount];
        var weights = new T[_weights.Length == 0 ? 0 : rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            InputRow(rows[i]).CopyTo(inputs.AsSpan(i * InputCount));
            TargetRow(rows[i]).CopyTo(targets.AsSpan(i * TargetCount));
            if (_weights.Length > 0)
            {
                weights[i] = _weights[rows[i]];
            }
        }

        return new Dataset<T>(inputs, InputCount, targets, TargetCount, ClassNames, weights);
    }

    /// <summary>The same rows with weights: the loss of some rows is Σ w ℓ / Σ w, in training and in measuring, and so are accuracy and R².</summary>
    /// <param name="weights">One a row, finite and not negative, at least one greater than 0; copied. None at all: all rows count 1.</param>
    /// <exception cref="ArgumentException">Another number of weights, or one is out of range.</exception>
    public Dataset<T> WithWeights(ReadOnlySpan<T> weights)
    {
        _ = RowWeights.Total(weights, RowCount);
        return new Dataset<T>(_inputs, InputCount, _targets, TargetCount, ClassNames, weights.ToArray());
    }

    /// <summary>The same rows with other targets of the same width, kept.</summary>
    internal Dataset<T> With(T[] targets, T[] weights) => new(_inputs, InputCount, targets, TargetCount, ClassNames, weights);

    /// <summary>All rows in an order that follows from a seed, the same on every machine.</summary>
    public Dataset<T> Shuffle(ulong seed) => Select(Permutation.Of(RowCount, seed, stream: 0));

    /// <summary>The same rows with each input column at mean 0 and standard deviation 1.</summary>
    /// <param name="standardization">What was done, to be applied to other data and saved with the network.</param>
    public Dataset<T> Standardize(out Standardization<T> standardization)
    {
        standardization = Standardization<T>.Fit(this);
        return standardization.Apply(this);
    }

    private static int CheckedRows(T[] inputs, int inputCount, T[] targets, int targetCount)
    {
        int rows = RowsOf(inputs.Length, inputCount, nameof(inputs), nameof(inputCount));
        int targetRows = RowsOf(targets.Length, targetCount, nameof(targets), nameof(targetCount));
        return rows == targetRows
            ? rows
            : throw new ArgumentException($"There must be as many rows of targets as of inputs: {rows} rows of inputs, {targetRows} rows of targets.", nameof(targets));
    }

    private static int RowsOf(int length, int width, string values, string count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, count);
        return length % width == 0
            ? length / width
            : throw new ArgumentException($"The length must be a whole number of rows of {width} values, and is {length}.", values);
    }

    private int Existing(int row) => (uint)row < (uint)RowCount
        ? row
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"There are {RowCount} rows, numbered from 0.");
}
