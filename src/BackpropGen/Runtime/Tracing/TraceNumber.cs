using System;
using System.Globalization;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Numbers as a derivation prints them: nine decimals as the documents do, or as many as the type has.</summary>
internal static class TraceNumber
{
    // below, nine decimals would show less than five digits
    private const double LeastDecimal = 1e-4;
    private const double MostDecimal = 1e6;

    /// <summary>The number by itself: <c>−0.038098237</c>, <c>4.3857·10⁻⁶</c>.</summary>
    public static string Text<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double number = double.CreateTruncating(value);
        double size = Math.Abs(number);
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "−∞";
        }

        if (number == 0)
        {
            return "0";
        }

        string sign = number < 0 ? "−" : string.Empty;
        return sign + (size is >= LeastDecimal and < MostDecimal ? Decimal<T>(size) : Scientific(size));
    }

    /// <summary>The same where other factors or terms may stand beside it: negative numbers and powers of ten in parentheses.</summary>
    public static string Operand<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string text = Text(value);
        return text[0] == '−' || text.Contains('·') ? $"({text})" : text;
    }

    private static string Decimal<T>(double size)
    {
        int decimals = 9;
        if (typeof(T) == typeof(float))
        {
            // seven digits in all
            decimals = Math.Clamp(6 - (int)Math.Floor(Math.Log10(size)), 0, 9);
        }

        return Math.Round(size, decimals).ToString("0.#########", CultureInfo.InvariantCulture);
    }

    private static string Scientific(double size)
    {
        string text = size.ToString("0.#####e0", CultureInfo.InvariantCulture);
        int mark = text.IndexOf('e', StringComparison.Ordinal);
        return $"{text[..mark]}·10{TraceNames.Superscript(int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture))}";
    }
}
