using System;

namespace BackpropGen.Runtime;

/// <summary>What the caller says about the columns of a CSV file.</summary>
internal sealed record CsvLayout
{
    /// <summary>Checks what the caller gave.</summary>
    public CsvLayout(int inputs, int? classes, int? targets, bool? header, char separator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        if (classes.HasValue == targets.HasValue)
        {
            throw new ArgumentException("Give just one of classes (a column of labels) and targets (columns of numbers).", nameof(targets));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(classes ?? 1, 1, nameof(classes));
        ArgumentOutOfRangeException.ThrowIfLessThan(targets ?? 1, 1, nameof(targets));
        if (separator is '"' or '\r' or '\n')
        {
            throw new ArgumentException("The separator must be neither a quote nor a line break.", nameof(separator));
        }

        Inputs = inputs;
        Classes = classes;
        TargetColumns = targets ?? 1;
        Header = header;
        Separator = separator;
    }

    /// <summary>Input columns.</summary>
    public int Inputs { get; }

    /// <summary>Classes, or null where the targets are numbers.</summary>
    public int? Classes { get; }

    /// <summary>Columns after the inputs.</summary>
    public int TargetColumns { get; }

    /// <summary>Columns in all.</summary>
    public int Columns => Inputs + TargetColumns;

    /// <summary>Whether the first line names the columns; null: to be found out.</summary>
    public bool? Header { get; }

    /// <summary>What parts the fields.</summary>
    public char Separator { get; }
}
