using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace BackpropGen.Runtime;

/// <summary>
/// The weights of a dense layer in four layouts: canonical W[to, from], row-major, for views and files; panels of n units, <c>panel[to / n][from][to % n]</c>, n numbers
/// taking 256 bytes, for batches; and for single rows of data rows, W[to, from] with each row padded to whole 64 bytes, or columns, <c>column[from][to]</c>,
/// each padded so, which up to n units are the panels. Each is brought up to date when it is asked for, so that no step pays for a layout it does not use.
/// </summary>
/// <remarks>Reading is safe on several threads at once; writing is not safe beside anything else.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackedWeights<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _canonical;

    private readonly int _outputs;

    private readonly int _inputs;

    private readonly bool _isOnePanel;

    /// <summary>Where each layout lies once it was asked for.</summary>
    private AlignedArray<T>? _panels, _rows, _columns;

    /// <summary>The same while it is up to date, else null: what a kernel asks for is one load and one test away.</summary>
    private volatile AlignedArray<T>? _currentPanels, _currentRows, _currentColumns;

    private volatile bool _canonicalOutdated;

    /// <summary>Takes an array as the canonical layout.</summary>
    /// <param name="canonical">W[to, from], outputs × inputs. The caller writes to it only through <see cref="CanonicalToWrite"/> from now on.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="inputs">Sources.</param>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public PackedWeights(T[] canonical, int outputs, int inputs)
    {
        ArgumentNullException.ThrowIfNull(canonical);
        Check.Length<T>(canonical, checked(outputs * inputs), nameof(canonical));
        (_canonical, _outputs, _inputs) = (canonical, outputs, inputs);
        _isOnePanel = outputs <= PanelLayout.Units<T>();
        PanelLength = LengthOf(outputs, inputs);
    }

    /// <summary>Numbers that the panels take, padding included.</summary>
    public int PanelLength { get; }

    /// <summary>W[to, from], row-major, for reading.</summary>
    public Span<T> Canonical
    {
        get
        {
            if (_canonicalOutdated)
            {
                UpdateCanonical();
            }

            return _canonical;
        }
    }

    /// <summary>W[to, from], row-major, for reading and writing: the other layouts become outdated.</summary>
    public Span<T> CanonicalToWrite
    {
        get
        {
            Span<T> canonical = Canonical;
            _currentPanels = null;
            _currentRows = null;
            _currentColumns = null;
            return canonical;
        }
    }

    /// <summary>The panels, for reading; allocated on first use.</summary>
    public Span<T> Panels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_currentPanels ?? UpdatePanels()).Span;
    }

    /// <summary>The panels, for reading and writing: the other layouts become outdated. Whoever writes keeps the padding 0.</summary>
    public Span<T> PanelsToWrite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Span<T> panels = Panels;
            _canonicalOutdated = true;
            _currentRows = null;
            if (!_isOnePanel)
            {
                _currentColumns = null;
            }

            return panels;
        }
    }

    /// <summary>W[to, from], each row padded with zeros to whole 64 bytes, for reading; allocated on first use.</summary>
    public Span<T> Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_currentRows ?? UpdateRows()).Span;
    }

    /// <summary>The padded rows, for reading and writing: the other layouts become outdated. Whoever writes keeps the padding 0.</summary>
    public Span<T> RowsToWrite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Span<T> rows = Rows;
            _canonicalOutdated = true;
            _currentPanels = null;
            _currentColumns = null;
            return rows;
        }
    }

    /// <summary>The columns W[to, from] of each source, padded with zeros to whole 64 bytes, for reading; allocated on first use. The panels, if there is only one.</summary>
    public Span<T> Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_currentColumns ?? UpdateColumns()).Span;
    }

    /// <summary>The columns, for reading and writing: the other layouts become outdated. Whoever writes keeps the padding 0.</summary>
    public Span<T> ColumnsToWrite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Span<T> columns = Columns;
            _canonicalOutdated = true;
            _currentRows = null;
            if (!_isOnePanel)
            {
                _currentPanels = null;
            }

            return columns;
        }
    }

    /// <summary>The padded rows and the columns, for reading and writing both in the same way: only the other layouts become outdated.</summary>
    /// <param name="columns">The columns.</param>
    /// <returns>The padded rows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> RowsAndColumnsToWrite(out Span<T> columns)
    {
        columns = Columns;
        Span<T> rows = Rows;
        _canonicalOutdated = true;
        if (!_isOnePanel)
        {
            _currentPanels = null;
        }

        return rows;
    }

    /// <summary>Numbers that the panels of so many units take, padding included.</summary>
    /// <param name="outputs">Units.</param>
    /// <param name="inputs">Sources.</param>
    /// <exception cref="OverflowException">More than an array can hold.</exception>
    public static int LengthOf(int outputs, int inputs) => PanelLayout.Length<T>(outputs, inputs);

    /// <summary>Rearranges a matrix of this shape, weights or gradients, into panels.</summary>
    /// <param name="canonical">[to, from], outputs × inputs.</param>
    /// <param name="panels"><see cref="PanelLength"/> numbers; overwritten, the padding with 0.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Pack(ReadOnlySpan<T> canonical, Span<T> panels)
    {
        Check.Length(canonical, _outputs * _inputs, nameof(canonical));
        Check.Length(panels, PanelLength, nameof(panels));
        PanelLayout.Pack(canonical, panels, _outputs, _inputs);
    }

    /// <summary>Rearranges panels of this shape, weights or gradients, into canonical order.</summary>
    /// <param name="panels"><see cref="PanelLength"/> numbers.</param>
    /// <param name="canonical">[to, from], outputs × inputs; overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Unpack(ReadOnlySpan<T> panels, Span<T> canonical)
    {
        Check.Length(panels, PanelLength, nameof(panels));
        Check.Length(canonical, _outputs * _inputs, nameof(canonical));
        PanelLayout.Unpack(panels, canonical, _outputs, _inputs);
    }

    private void UpdateCanonical()
    {
        lock (_canonical)
        {
            if (!_canonicalOutdated)
            {
                return;
            }

            if (_currentPanels is { } panels)
            {
                Unpack(panels.Span.Slice(0, PanelLength), _canonical);
            }
            else if (_currentRows is { } rows)
            {
                CopyRows(rows.Span, RowKernels.Stride<T>(_inputs), _canonical, _inputs);
            }
            else
            {
                Transposition.Copy(_columns!.Span, RowKernels.Stride<T>(_outputs), _canonical, _inputs, _inputs, _outputs);
            }

            _canonicalOutdated = false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AlignedArray<T> UpdatePanels()
    {
        lock (_canonical)
        {
            if (_currentPanels is null)
            {
                UpdateCanonical();
                _panels ??= new AlignedArray<T>(PanelLength);
                Pack(_canonical, _panels.Span);
                _currentPanels = _panels;
                _currentColumns = _isOnePanel ? _panels : _currentColumns;
            }

            return _panels!;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AlignedArray<T> UpdateRows()
    {
        lock (_canonical)
        {
            if (_currentRows is null)
            {
                UpdateCanonical();
                _rows ??= new AlignedArray<T>(RowKernels.RowsLength<T>(_outputs, _inputs));

                // the padding, too: whatever was there
                _rows.Span.Clear();
                CopyRows(_canonical, _inputs, _rows.Span, RowKernels.Stride<T>(_inputs));
                _currentRows = _rows;
            }

            return _rows!;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private AlignedArray<T> UpdateColumns()
    {
        if (_isOnePanel)
        {
            return UpdatePanels();
        }

        lock (_canonical)
        {
            if (_currentColumns is null)
            {
                UpdateCanonical();
                _columns ??= new AlignedArray<T>(RowKernels.RowsLength<T>(_inputs, _outputs));
                Transposition.Copy(_canonical, _inputs, _columns.Span, RowKernels.Stride<T>(_outputs), _outputs, _inputs);
                Transposition.ClearPadding(_columns.Span, RowKernels.Stride<T>(_outputs), _outputs, _inputs);
                _currentColumns = _columns;
            }

            return _columns!;
        }
    }

    private void CopyRows(ReadOnlySpan<T> source, int sourceStride, Span<T> destination, int destinationStride)
    {
        for (int row = 0; row < _outputs; row++)
        {
            source.Slice(row * sourceStride, _inputs).CopyTo(destination.Slice(row * destinationStride));
        }
    }
}
