using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>The values of a CSV text: numbers, and labels where the last column holds classes.</summary>
internal sealed class CsvTable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CsvReader _reader;
    private readonly CsvLayout _layout;
    private readonly List<T> _inputs = [];
    private readonly List<T> _targets = [];
    private readonly List<CsvField> _labels = [];

    private CsvTable(CsvReader reader, CsvLayout layout)
    {
        _reader = reader;
        _layout = layout;
    }

    /// <summary>rows × inputs.</summary>
    public T[] Inputs => [.. _inputs];

    /// <summary>rows × targets; empty where there are labels.</summary>
    public T[] Targets => [.. _targets];

    /// <summary>The label of each row, with the reader for messages.</summary>
    public CsvLabels Labels => new(_labels, _reader);

    /// <summary>Reads to the end.</summary>
    public static CsvTable<T> Read(CsvReader reader, CsvLayout layout)
    {
        var table = new CsvTable<T>(reader, layout);
        var fields = new List<CsvField>();
        bool first = true;
        while (reader.Read(fields))
        {
            table.CheckWidth(fields);
            if (!first || !table.IsHeader(fields))
            {
                table.Add(fields);
            }

            first = false;
        }

        return table._inputs.Count > 0 ? table : throw reader.Error(reader.Line, 1, "expected a row of data, got the end of the text.");
    }

    private static bool IsNumber(CsvField field) => T.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private bool IsHeader(List<CsvField> fields) => _layout.Header ?? !fields.GetRange(0, _layout.Inputs).Exists(IsNumber);

    private void CheckWidth(List<CsvField> fields)
    {
        if (fields.Count != _layout.Columns)
        {
            CsvField last = fields[^1];
            string targets = _layout.Classes is null ? $"{_layout.TargetColumns} targets" : "1 label";
            throw _reader.Error(last.Line, last.Column, $"expected {_layout.Columns} columns ({_layout.Inputs} inputs and {targets}) parted by '{_layout.Separator}', got {fields.Count}.");
        }
    }

    private void Add(List<CsvField> fields)
    {
        for (int i = 0; i < _layout.Inputs; i++)
        {
            _inputs.Add(Number(fields[i], "an input"));
        }

        if (_layout.Classes is not null)
        {
            CsvField label = fields[_layout.Inputs];
            _labels.Add(label.Text.AsSpan().IsWhiteSpace() ? throw _reader.Error(label.Line, label.Column, "expected the label of a class, got an empty field.") : label);
            return;
        }

        for (int i = _layout.Inputs; i < _layout.Columns; i++)
        {
            _targets.Add(Number(fields[i], "a target"));
        }
    }

    private T Number(CsvField field, string what)
    {
        if (T.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value))
        {
            return value;
        }

        string hint = _inputs.Count < _layout.Inputs && _layout.Header is null ? " If the first line names the columns, pass header: true." : string.Empty;
        throw _reader.Error(field.Line, field.Column, $"expected {what}, a finite number such as -1.5e3, got '{field.Text}'.{hint}");
    }
}
