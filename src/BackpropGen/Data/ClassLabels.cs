using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>The labels of a CSV text.</summary>
/// <param name="Fields">One a row.</param>
/// <param name="Reader">Where they come from, for messages.</param>
internal readonly record struct CsvLabels(IReadOnlyList<CsvField> Fields, CsvReader Reader);

/// <summary>
/// Numbers the classes of labels: whole numbers from 0 to classes − 1 stand for themselves; all others are numbered in ascending order,
/// whole numbers by value and text by its characters' codes, so that the numbers do not depend on the order of the rows.
/// </summary>
internal static class ClassLabels
{
    /// <summary>The class of each row, and the name of each class.</summary>
    /// <exception cref="FormatException">There are more or fewer classes than announced.</exception>
    public static (int[] Labels, IReadOnlyList<string> Names) Number(CsvLabels labels, int classes)
    {
        if (TryParseAll(labels.Fields, out int[] numbers))
        {
            return Array.TrueForAll(numbers, n => (uint)n < (uint)classes)
                ? (numbers, [.. Enumerable.Range(0, classes).Select(Text)])
                : Number(labels, numbers, Comparer<int>.Default, Text, classes);
        }

        return Number(labels, [.. labels.Fields.Select(field => field.Text)], StringComparer.Ordinal, name => name, classes);
    }

    private static (int[] Labels, IReadOnlyList<string> Names) Number<TKey>(CsvLabels labels, TKey[] keys, IComparer<TKey> order, Func<TKey, string> text, int classes)
        where TKey : notnull
    {
        var numbers = new SortedDictionary<TKey, int>(order);
        for (int row = 0; row < keys.Length; row++)
        {
            if (numbers.TryAdd(keys[row], 0) && numbers.Count > classes)
            {
                CsvField field = labels.Fields[row];
                throw labels.Reader.Error(field.Line, field.Column, $"expected at most {classes} classes, got '{field.Text}' as number {numbers.Count}.");
            }
        }

        if (numbers.Count < classes)
        {
            CsvField last = labels.Fields[^1];
            throw labels.Reader.Error(last.Line, last.Column, $"expected {classes} classes, got only {numbers.Count}: {string.Join(", ", numbers.Keys.Select(text))}. Labels from 0 to {classes - 1} may leave classes out.");
        }

        TKey[] names = [.. numbers.Keys];
        for (int i = 0; i < names.Length; i++)
        {
            numbers[names[i]] = i;
        }

        return ([.. keys.Select(key => numbers[key])], [.. names.Select(text)]);
    }

    private static bool TryParseAll(IReadOnlyList<CsvField> fields, out int[] numbers)
    {
        numbers = new int[fields.Count];
        for (int row = 0; row < numbers.Length; row++)
        {
            if (!decimal.TryParse(fields[row].Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
                || value != decimal.Truncate(value) || value is < int.MinValue or > int.MaxValue)
            {
                return false;
            }

            numbers[row] = (int)value;
        }

        return true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
