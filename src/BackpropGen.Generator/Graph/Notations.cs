using System.Globalization;
using System.Linq;

namespace BackpropGen.Generator.Graph;

/// <summary>How the documents write indices.</summary>
internal static class Notations
{
    /// <summary>xᵀ, (W¹)ᵀ.</summary>
    public static string Transposed(string notation) => notation.Length == 1 ? notation + "ᵀ" : $"({notation})ᵀ";

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A layer's number as they write it: ¹, ¹².</summary>
    public static string Superscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));
}
