using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>What single numbers of a value are called: z₁² is the first of z², ∂E/∂w₂₁¹ one of ∂E/∂W¹.</summary>
internal static class TraceNames
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";

    /// <summary>A unit's number of a value; indices count from 1, as in the documents. The derivative by a weight is the same for all units i.</summary>
    public static string Unit(string name, int unit) => name.Split("/∂W") is [string net, string number]
        ? $"{Indexed(net, "ᵢ")}/{Indexed("∂w" + number, "ᵢ" + Subscript(unit + 1))}"
        : Indexed(name, Subscript(unit + 1));

    /// <summary>Whether a character is a raised digit.</summary>
    public static bool IsSuperscript(char c) => Superscripts.Contains(c);

    /// <summary>The number of an edge to a unit from a source.</summary>
    public static string Edge(string name, int to, int from)
    {
        string separator = to >= 9 || from >= 9 ? "," : string.Empty;
        string index = Subscript(to + 1) + separator + Subscript(from + 1);
        return Indexed(name.Replace('W', 'w'), index);
    }

    /// <summary>A number raised: 10⁻⁶.</summary>
    public static string Superscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : Superscripts[digit - '0']));

    // each part of a quotient of differentials bears the index, but E, which is one number
    private static string Indexed(string name, string index) => name.Contains(' ')
        ? $"({name}){index}"
        : string.Join('/', name.Split('/').Select(part => part == "∂E" ? part : Insert(part, index)));

    private static string Insert(string part, string index)
    {
        int end = part.Length;
        while (end > 1 && Superscripts.Contains(part[end - 1]))
        {
            end--;
        }

        return part.Insert(end, index);
    }

    private static string Subscript(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => Subscripts[digit - '0']));
}
