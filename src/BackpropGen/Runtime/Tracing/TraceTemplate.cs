using System;
using System.Numerics;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>A formula whose values stand in braces, <c>({o} − {t}) · {o}</c>: to be read with their names, or with their numbers.</summary>
internal static class TraceTemplate
{
    /// <summary>With names.</summary>
    public static string Names(string template) => template.Replace("{", string.Empty, StringComparison.Ordinal).Replace("}", string.Empty, StringComparison.Ordinal);

    /// <summary>With the numbers at a place.</summary>
    public static string Numbers<T>(string template, Func<string, TracedValue<T>> value, TraceIndex index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var text = new StringBuilder();
        int start = 0;
        for (int open = template.IndexOf('{'); open >= 0; open = template.IndexOf('{', start))
        {
            int close = template.IndexOf('}', open);
            T number = value(template[(open + 1)..close])[index];

            // a minus sign needs no parentheses at the very beginning, unless a power follows, nor alone in those that are there
            bool stands = open == 0 ? close + 1 == template.Length || template[close + 1] == ' ' : template[open - 1] == '(' && template[close + 1] == ')' && (close + 2 == template.Length || !TraceNames.IsSuperscript(template[close + 2]));
            text.Append(template, start, open - start).Append(stands ? TraceNumber.Text(number) : TraceNumber.Operand(number));
            start = close + 1;
        }

        return text.Append(template, start, template.Length - start).ToString();
    }
}
