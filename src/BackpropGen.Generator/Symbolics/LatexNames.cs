using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Notations of values, as comments write them, in LaTeX: z¹ is <c>z^{1}</c>, ∂o/∂z² with the index i is <c>\frac{\partial o_{i}}{\partial z^{2}_{i}}</c>.</summary>
internal static class LatexNames
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['α'] = @"\alpha",
        ['β'] = @"\beta",
        ['γ'] = @"\gamma",
        ['δ'] = @"\delta",
        ['ε'] = @"\varepsilon",
        ['λ'] = @"\lambda",
        ['σ'] = @"\sigma",
        ['π'] = @"\pi",
        ['∂'] = @"\partial ",
        ['Σ'] = @"\sum ",
        ['√'] = @"\surd ",
        ['ᵀ'] = @"^{\top}",
        ['·'] = @"\cdot ",
        ['−'] = "-",
        ['…'] = @"\ldots ",
        ['′'] = "'",
        ['½'] = @"\tfrac{1}{2}",
        ['≤'] = @"\le ",
        ['≥'] = @"\ge ",
        ['→'] = @"\to ",
        ['_'] = @"\_",
    };

    /// <summary>The name with an index, which each part of a quotient of differentials bears but E; none for no index.</summary>
    public static string Of(string notation, string index = "")
    {
        var parts = notation.Split('/');
        return parts.Length == 2 && parts.All(part => part.StartsWith("∂", System.StringComparison.Ordinal))
            ? $@"\frac{{\partial {Indexed(parts[0].Substring(1), index)}}}{{\partial {Indexed(parts[1].Substring(1), index)}}}"
            : Indexed(notation, index);
    }

    private static string Indexed(string name, string index) => index.Length == 0 || name == "E" ? Plain(name) : Plain(name) + "_{" + index + "}";

    private static string Plain(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            var length = Run(name, i);
            var run = name.Substring(i, length);
            text.Append(Superscripts.IndexOf(run[0]) >= 0 ? "^{" + string.Concat(run.Select(digit => Superscripts.IndexOf(digit))) + "}"
                : length > 1 ? @"\mathrm{" + run + "}"
                : Symbols.TryGetValue(run[0], out var symbol) ? symbol : run);
            i += length;
        }

        return text.ToString();
    }

    /// <summary>How many characters from a place on make one word or one number above.</summary>
    private static int Run(string name, int start)
    {
        var isRaised = Superscripts.IndexOf(name[start]) >= 0;
        if (!isRaised && !IsLetter(name[start]))
        {
            return 1;
        }

        return name.Skip(start).TakeWhile(c => isRaised ? Superscripts.IndexOf(c) >= 0 : IsLetter(c)).Count();
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
