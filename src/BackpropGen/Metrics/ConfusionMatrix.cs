using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BackpropGen;

/// <summary>How often rows of each class were taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Counts rows.</summary>
    /// <param name="actual">The class of each row, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="predicted">The class each was taken for.</param>
    /// <param name="classes">Classes, at least 2.</param>
    /// <param name="classNames">Their names, or none: then they are called by their numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, a class is out of range, or there are names of another number.</exception>
    public ConfusionMatrix(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes, IReadOnlyList<string>? classNames = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        if (actual.Length != predicted.Length)
        {
            throw new ArgumentException($"There must be as many predicted classes as actual ones, {actual.Length}, and there are {predicted.Length}.", nameof(predicted));
        }

        ClassNames = classNames is { Count: > 0 } ? classNames : [.. Enumerable.Range(0, classes).Select(c => $"{c}")];
        if (ClassNames.Count != classes)
        {
            throw new ArgumentException($"There must be {classes} names, and there are {ClassNames.Count}.", nameof(classNames));
        }

        ClassCount = classes;
        _counts = new long[classes * classes];
        for (int row = 0; row < actual.Length; row++)
        {
            _counts[(Existing(actual[row], nameof(actual)) * classes) + Existing(predicted[row], nameof(predicted))]++;
        }
    }

    /// <summary>Classes.</summary>
    public int ClassCount { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Rows.</summary>
    public long RowCount => _counts.Sum();

    /// <summary>The share of rows taken for their own class; NaN without rows.</summary>
    public double Accuracy => (double)Enumerable.Range(0, ClassCount).Sum(c => this[c, c]) / RowCount;

    /// <summary>How many rows of one class were taken for another or the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[(Existing(actual, nameof(actual)) * ClassCount) + Existing(predicted, nameof(predicted))];

    /// <summary>The figures of one class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ClassScores ScoresOf(int c)
    {
        long own = this[c, c];
        long taken = Enumerable.Range(0, ClassCount).Sum(actual => this[actual, c]);
        long there = Enumerable.Range(0, ClassCount).Sum(predicted => this[c, predicted]);
        return new ClassScores(own, taken - own, there - own);
    }

    /// <summary>A Markdown table: a line a class, a column for each class its rows were taken for.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| actual \\ predicted | ").AppendJoin(" | ", ClassNames).Append(" |\n|---|").AppendJoin("", ClassNames.Select(_ => "---:|")).Append('\n');
        for (int actual = 0; actual < ClassCount; actual++)
        {
            text.Append("| ").Append(ClassNames[actual]).Append(" | ").AppendJoin(" | ", Enumerable.Range(0, ClassCount).Select(predicted => this[actual, predicted])).Append(" |\n");
        }

        return text.ToString();
    }

    private int Existing(int c, string name) => (uint)c < (uint)ClassCount
        ? c
        : throw new ArgumentOutOfRangeException(name, c, $"There are {ClassCount} classes, numbered from 0.");
}
