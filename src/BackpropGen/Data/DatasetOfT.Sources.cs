using System;
using System.Collections.Generic;
using System.IO;
using BackpropGen.Runtime;

namespace BackpropGen;

// The type argument says which precision the values get, so that the static members belong here: Dataset<float>.FromCsv(…).
#pragma warning disable CA1000 // Do not declare static members on generic types

public sealed partial class Dataset<T>
{
    /// <summary>A data set whose targets are classes, one-hot: 1 at the class's column, 0 elsewhere.</summary>
    /// <param name="inputs">rows × <paramref name="inputCount"/>, row after row; copied.</param>
    /// <param name="inputCount">Inputs a row, at least 1.</param>
    /// <param name="labels">The class of each row, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">Classes, at least 1.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a label is out of range.</exception>
    public static Dataset<T> FromClasses(ReadOnlySpan<T> inputs, int inputCount, ReadOnlySpan<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        return new Dataset<T>(inputs.ToArray(), inputCount, OneHot(labels, classes), classes, []);
    }

    /// <summary>
    /// Reads a CSV file (RFC 4180, UTF-8, numbers with a decimal point): input columns, then one column with the class's label or
    /// <paramref name="targets"/> columns of numbers. Just one of <paramref name="classes"/> and <paramref name="targets"/> is given.
    /// </summary>
    /// <remarks>
    /// Labels that are all whole numbers from 0 to <paramref name="classes"/> − 1 are the classes' numbers. All others are numbered in
    /// ascending order (whole numbers by value, text by its characters' codes), so that the numbers do not depend on the order of the rows.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="inputs">Input columns, at least 1.</param>
    /// <param name="classes">Classes; the targets become one-hot.</param>
    /// <param name="targets">Target columns of numbers.</param>
    /// <param name="header">Whether the first line holds the columns' names. Default: it does if none of its input fields is a number.</param>
    /// <param name="separator">What parts the fields. Default a comma.</param>
    /// <exception cref="FormatException">The text does not fit; the message names the file, line and column, what was expected and what came.</exception>
    public static Dataset<T> FromCsv(string path, int inputs, int? classes = null, int? targets = null, bool? header = null, char separator = ',')
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new StreamReader(path);
        return FromCsv(reader, new CsvLayout(inputs, classes, targets, header, separator), path);
    }

    /// <summary>The same as <see cref="FromCsv(string, int, int?, int?, bool?, char)"/>, of any text; the reader is not closed.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="inputs">Input columns, at least 1.</param>
    /// <param name="classes">Classes; the targets become one-hot.</param>
    /// <param name="targets">Target columns of numbers.</param>
    /// <param name="header">Whether the first line holds the columns' names. Default: it does if none of its input fields is a number.</param>
    /// <param name="separator">What parts the fields. Default a comma.</param>
    /// <exception cref="FormatException">The text does not fit; the message names the line and column, what was expected and what came.</exception>
    public static Dataset<T> FromCsv(TextReader reader, int inputs, int? classes = null, int? targets = null, bool? header = null, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(reader);
        return FromCsv(reader, new CsvLayout(inputs, classes, targets, header, separator), file: null);
    }

    private static Dataset<T> FromCsv(TextReader reader, CsvLayout layout, string? file)
    {
        var table = CsvTable<T>.Read(new CsvReader(reader, layout.Separator, file), layout);
        if (layout.Classes is not int classes)
        {
            return new Dataset<T>(table.Inputs, layout.Inputs, table.Targets, layout.TargetColumns, []);
        }

        (int[] labels, IReadOnlyList<string> names) = ClassLabels.Number(table.Labels, classes);
        return new Dataset<T>(table.Inputs, layout.Inputs, OneHot(labels, classes), classes, names);
    }

    private static T[] OneHot(ReadOnlySpan<int> labels, int classes)
    {
        var targets = new T[labels.Length * classes];
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), labels[row], $"The label of row {row} must be from 0 to {classes - 1}.");
            }

            targets[(row * classes) + labels[row]] = T.One;
        }

        return targets;
    }
}
