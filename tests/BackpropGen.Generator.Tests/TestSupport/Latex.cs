using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>The grammar of the LaTeX that derivations are written in: balanced groups, delimiters and environments, known commands with their arguments, no character that only text has.</summary>
internal static partial class Latex
{
    /// <summary>Commands by the number of groups that must follow.</summary>
    private static readonly Dictionary<string, int> Commands = new[]
    {
        (0, "left right sum partial ln exp tanh cosh sinh sin cos tan arcsin arccos arctan max min cdot leftarrow le ge top cdots vdots ldots surd infty quad"),
        (0, "alpha beta gamma delta varepsilon eta lambda pi sigma"),
        (1, "sqrt mathrm operatorname text begin end"),
        (2, "frac tfrac"),
    }.SelectMany(line => line.Item2.Split(' ').Select(command => (Command: command, Groups: line.Item1))).ToDictionary(pair => pair.Command, pair => pair.Groups);

    /// <summary>Asserts that every formula of a document is well formed, and that there is one.</summary>
    public static void AssertValid(string markdown)
    {
        var formulas = Formula().Matches(markdown).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(formulas);
        Assert.DoesNotContain('$', Formula().Replace(markdown, ""));
        Assert.All(formulas, AssertFormula);
    }

    /// <summary>Asserts that one formula is well formed.</summary>
    public static void AssertFormula(string formula)
    {
        Assert.All(formula, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4} in {formula}"));
        var open = new Stack<string>();
        foreach (Match token in Token().Matches(formula))
        {
            var text = token.Value;
            if (text == "{" || text == @"\left" || text == @"\begin")
            {
                open.Push(text == @"\begin" ? Group(formula, token.Index + text.Length) : text);
            }
            else if (text == "}" || text == @"\right" || text == @"\end")
            {
                var expected = text == "}" ? "{" : text == @"\right" ? @"\left" : Group(formula, token.Index + text.Length);
                Assert.True(open.TryPop(out var top) && top == expected, $"{text} at {token.Index} of {formula}");
            }

            if (token.Groups[1].Success)
            {
                Assert.True(Commands.TryGetValue(token.Groups[1].Value, out var groups), $"unknown command {text} in {formula}");
                AssertGroups(formula, token.Index + text.Length, groups);
            }
            else if (text is "^" or "_")
            {
                Assert.True(formula[token.Index + 1] == '{', $"{text} without a group at {token.Index} of {formula}");
            }
        }

        Assert.Empty(open);
        Assert.DoesNotMatch(DoubleScript(), formula);
    }

    private static void AssertGroups(string formula, int start, int groups)
    {
        start = formula[start..].StartsWith("[3]", StringComparison.Ordinal) ? start + 3 : start;
        for (var i = 0; i < groups; i++)
        {
            Assert.True(start < formula.Length && formula[start] == '{', $"a group is missing at {start} of {formula}");
            start = EndOfGroup(formula, start);
        }
    }

    private static int EndOfGroup(string formula, int start)
    {
        for (int i = start, depth = 0; i < formula.Length; i++)
        {
            depth += formula[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return formula.Length;
    }

    private static string Group(string formula, int start) => formula[start..EndOfGroup(formula, start)];

    [GeneratedRegex(@"\$\$?([^$]+)\$\$?", RegexOptions.Singleline)]
    private static partial Regex Formula();

    [GeneratedRegex(@"\\([A-Za-z]+)|\\.|[{}^_]", RegexOptions.Singleline)]
    private static partial Regex Token();

    /// <summary>A number above a number above.</summary>
    [GeneratedRegex(@"\^\{[^{}]*\}(_\{[^{}]*\})?\^|_\{[^{}]*\}_")]
    private static partial Regex DoubleScript();
}
