using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;

namespace BackpropGen.Runtime;

/// <summary>Which edges a sparse layer has. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class EdgeMask
{
    private readonly string[] _rows;
    private readonly int _inputs;

    /// <summary>The edges as ranges of the full, row-major W[to, from], in ascending order.</summary>
    private readonly Run[] _runs;

    /// <summary>Reads the edges.</summary>
    /// <param name="inputs">Sources.</param>
    /// <param name="rows">One string a unit, one character a source: <c>#</c> for an edge, <c>.</c> for none.</param>
    /// <exception cref="ArgumentException">A row of another length, or another character.</exception>
    public EdgeMask(int inputs, params string[] rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentNullException.ThrowIfNull(rows);
        _inputs = inputs;
        _rows = [.. rows];
        for (int to = 0; to < rows.Length; to++)
        {
            Verify(rows, to, inputs);
        }

        _runs = FindRuns(_rows);
        foreach (Run run in _runs)
        {
            Count += run.Length;
        }
    }

    /// <summary>Edges.</summary>
    public int Count { get; }

    /// <summary>Units.</summary>
    public int Outputs => _rows.Length;

    /// <summary>Sources.</summary>
    public int Inputs => _inputs;

    /// <summary>Whether there is an edge.</summary>
    /// <param name="to">The unit.</param>
    /// <param name="from">The source.</param>
    public bool this[int to, int from] => _rows[to][from] == '#';

    /// <summary>The number of a unit's edges.</summary>
    /// <param name="to">The unit.</param>
    public int FanIn(int to) => _rows[to].AsSpan().Count('#');

    /// <summary>Copies the values of the edges, one after the other in row-major order.</summary>
    /// <param name="dense">Units × sources.</param>
    /// <param name="edges"><see cref="Count"/> values.</param>
    public void Pack<T>(ReadOnlySpan<T> dense, Span<T> edges)
    {
        VerifyLengths(dense.Length, edges.Length);
        foreach (Run run in _runs)
        {
            dense.Slice(run.Start, run.Length).CopyTo(edges);
            edges = edges[run.Length..];
        }
    }

    /// <summary>The reverse of <see cref="Pack{T}"/>; where there is no edge, 0.</summary>
    /// <param name="edges"><see cref="Count"/> values.</param>
    /// <param name="dense">Units × sources.</param>
    public void Unpack<T>(ReadOnlySpan<T> edges, Span<T> dense)
    {
        VerifyLengths(dense.Length, edges.Length);
        dense.Clear();
        foreach (Run run in _runs)
        {
            edges[..run.Length].CopyTo(dense[run.Start..]);
            edges = edges[run.Length..];
        }
    }

    /// <summary>Sets to 0 where there is no edge.</summary>
    /// <param name="dense">Units × sources.</param>
    public void Clear<T>(Span<T> dense)
    {
        VerifyLengths(dense.Length, Count);
        int end = 0;
        foreach (Run run in _runs)
        {
            dense[end..run.Start].Clear();
            end = run.Start + run.Length;
        }

        dense[end..].Clear();
    }

    private static void Verify(string[] rows, int to, int inputs)
    {
        if (rows[to].Length != inputs || rows[to].AsSpan().IndexOfAnyExcept('#', '.') >= 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"rows[{to}]: expected {inputs} characters '#' (edge) or '.' (none), got \"{rows[to]}\"."), nameof(rows));
        }
    }

    private static Run[] FindRuns(string[] rows)
    {
        string all = string.Concat(rows);
        List<Run> runs = [];
        for (int start = all.IndexOf('#', StringComparison.Ordinal); start >= 0;)
        {
            int end = all.IndexOf('.', start);
            end = end < 0 ? all.Length : end;
            runs.Add(new Run(start, end - start));
            start = all.IndexOf('#', end);
        }

        return [.. runs];
    }

    private void VerifyLengths(int dense, int edges)
    {
        if (dense != _inputs * _rows.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"dense: expected {_rows.Length} × {_inputs} values, got {dense}."), nameof(dense));
        }

        if (edges != Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"edges: expected {Count} values, got {edges}."), nameof(edges));
        }
    }

    private readonly record struct Run(int Start, int Length);
}
