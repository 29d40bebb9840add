using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>
/// Derivations in LaTeX as they are emitted: an equation a line, and behind it, after <c> % </c>, the name of its value in traces. To be read without the names, or with the numbers of a trace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DerivationText
{
    private const string Mark = " % ";
    private const string Break = @" \\";
    private const int MatrixLines = 6;
    private const int VectorLines = 12;

    /// <summary>The derivation with generic indices.</summary>
    public static string WithoutNames(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return string.Concat(Lines(template).Select(line => line.Equation + "\n"));
    }

    /// <summary>The derivation with the numbers of a trace: behind each equation the vector or matrix of its values.</summary>
    internal static string WithNumbers<T>(string template, NetworkTrace<T> trace, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var text = new StringBuilder();
        foreach ((string equation, string name) in Lines(template))
        {
            bool hasNumbers = name.Length > 0 && trace.Contains(name);
            bool isLast = !equation.EndsWith(Break, StringComparison.Ordinal);
            text.Append(equation).Append(hasNumbers && isLast ? Break : string.Empty).Append('\n');
            if (hasNumbers)
            {
                text.Append("&= ").Append(Numbers(trace[name], row)).Append(isLast ? string.Empty : Break).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(string Equation, string Name)> Lines(string template)
    {
        foreach (string line in template.ReplaceLineEndings("\n").Split('\n'))
        {
            int mark = line.LastIndexOf(Mark, StringComparison.Ordinal);
            yield return mark < 0 ? (line, string.Empty) : (line[..mark], line[(mark + Mark.Length)..]);
        }
    }

    private static string Numbers<T>(TracedValue<T> value, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (value.Shape.IsMatrix)
        {
            return Matrix(value.RowCount, MatrixLines, to => string.Join(" & ", Cut(value.ColumnCount, MatrixLines, from => Latex(value[to, from]), @"\cdots")));
        }

        int line = value.IsPerRow ? row : 0;
        return value.ColumnCount == 1 ? Latex(value[line, 0]) : Matrix(value.ColumnCount, VectorLines, unit => Latex(value[line, unit]));
    }

    private static string Matrix(int count, int most, Func<int, string> line) => $@"\begin{{pmatrix}} {string.Join(@" \\ ", Cut(count, most, line, @"\vdots"))} \end{{pmatrix}}";

    private static IEnumerable<string> Cut(int count, int most, Func<int, string> item, string rest)
    {
        var shown = Enumerable.Range(0, Math.Min(count, most)).Select(item);
        return count > most ? shown.Append(rest) : shown;
    }

    private static string Latex<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double number = Number<T>.ToDouble(value);
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? @"\text{NaN}" : number > 0 ? @"\infty" : @"-\infty";
        }

        // nine decimals as the documents have them, and four significant digits of what is smaller
        if (number == 0 || Math.Abs(number) is >= 1e-4 and < 1e6)
        {
            return number.ToString(typeof(T) == typeof(float) ? "0.######" : "0.#########", CultureInfo.InvariantCulture);
        }

        string text = number.ToString("0.####e0", CultureInfo.InvariantCulture);
        int mark = text.IndexOf('e', StringComparison.Ordinal);
        return $@"{text[..mark]} \cdot 10^{{{text[(mark + 1)..]}}}";
    }
}
