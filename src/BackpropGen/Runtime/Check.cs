using System;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Refuses spans of the wrong length with errors that name the argument, what was expected and what came.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Check
{
    /// <summary>The number of rows of two spans that belong together; 0 if both are empty. A single row takes no division.</summary>
    /// <param name="inputs">The argument <c>inputs</c>: rows × <paramref name="inputCount"/> values.</param>
    /// <param name="inputCount">Inputs a row.</param>
    /// <param name="others">The other argument: rows × <paramref name="otherCount"/> values.</param>
    /// <param name="otherCount">Values a row of it.</param>
    /// <param name="otherName">Its name.</param>
    /// <exception cref="ArgumentException">Not a whole number of rows, or not as many rows in both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows<T>(ReadOnlySpan<T> inputs, int inputCount, ReadOnlySpan<T> others, int otherCount, string otherName)
        => inputs.Length == inputCount && others.Length == otherCount ? 1 : Rows(inputs.Length, inputCount, others.Length, otherCount, otherName);

    /// <inheritdoc cref="Rows{T}(ReadOnlySpan{T}, int, ReadOnlySpan{T}, int, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows<T>(ReadOnlySpan<T> inputs, int inputCount, Span<T> others, int otherCount, string otherName)
        => inputs.Length == inputCount && others.Length == otherCount ? 1 : Rows(inputs.Length, inputCount, others.Length, otherCount, otherName);

    /// <summary>The number of rows of inputs and targets, at least 1. A single row takes no division.</summary>
    /// <param name="inputs">The argument <c>inputs</c>: rows × <paramref name="inputCount"/> values.</param>
    /// <param name="inputCount">Inputs a row.</param>
    /// <param name="targets">The argument <c>targets</c>: rows × <paramref name="targetCount"/> values.</param>
    /// <param name="targetCount">Targets a row.</param>
    /// <exception cref="ArgumentException">No row, not a whole number of rows, or not as many rows in both.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TrainingRows<T>(ReadOnlySpan<T> inputs, int inputCount, ReadOnlySpan<T> targets, int targetCount)
        => inputs.Length == inputCount && targets.Length == targetCount ? 1 : TrainingRows(inputs.Length, inputCount, targets.Length, targetCount);

    /// <summary>Refuses a span whose length is not the expected one.</summary>
    /// <param name="values">The argument.</param>
    /// <param name="expected">The length it must have.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static void Length<T>(ReadOnlySpan<T> values, int expected, string name) => Length(values.Length, expected, name);

    /// <inheritdoc cref="Length{T}(ReadOnlySpan{T}, int, string)"/>
    public static void Length<T>(Span<T> values, int expected, string name) => Length(values.Length, expected, name);

    /// <summary>Checks a number of threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public static int Threads(int value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Threads: expected 1 or more.");

    /// <summary>Refuses a learning rate that plain gradient descent cannot take, as <see cref="Sgd"/> does; small enough to cost nothing where it is fine.</summary>
    /// <param name="value">The learning rate.</param>
    /// <exception cref="ArgumentException">It is negative or not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LearningRate(double value)
    {
        if (!(value >= 0 && value <= double.MaxValue))
        {
            new Sgd(value).Validate();
        }
    }

    /// <summary>Refuses to train batch normalisation on one row, whose variance is 0.</summary>
    /// <param name="rows">Rows of the mini-batch.</param>
    /// <exception cref="ArgumentException">One row.</exception>
    public static void BatchNormRows(int rows)
    {
        if (rows == 1)
        {
            throw Refusal(
                "inputs",
                $"expected at least 2 rows, got 1. In training, BatchNorm normalises over the rows of the mini-batch, and one row has no variance: pass more rows, or use LayerNorm.");
        }
    }

    private static int TrainingRows(int inputLength, int inputCount, int targetLength, int targetCount)
    {
        int rows = Rows(inputLength, inputCount, targetLength, targetCount, "targets");
        return rows > 0 ? rows : throw Refusal("inputs", $"expected at least one row of {inputCount} values, got none. A loss is a mean over rows: pass one or more.");
    }

    private static int Rows(int inputLength, int inputCount, int otherLength, int otherCount, string otherName)
    {
        int rows = Math.DivRem(inputLength, inputCount, out int rest);
        if (rest != 0)
        {
            throw Refusal(
                "inputs",
                $"expected a whole number of rows of {inputCount} values, got {inputLength} values. Pass all rows one after the other, rows × {inputCount} values in all.");
        }

        long expected = (long)rows * otherCount;
        if (otherLength != expected)
        {
            throw Refusal(
                otherName,
                $"expected {rows} rows of {otherCount} values, {expected} in all, as inputs has {rows} rows of {inputCount} values; got {otherLength} values.");
        }

        return rows;
    }

    private static void Length(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw Refusal(name, $"expected {expected} values, got {length}.");
        }
    }

    private static ArgumentException Refusal(string argument, FormattableString message)
        => new($"{argument}: {message.ToString(CultureInfo.InvariantCulture)}", argument);
}
