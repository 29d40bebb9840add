using System.Globalization;

namespace BackpropGen.Generator.Symbolics;

/// <summary>What differs between emitted scalar and vector arithmetic in <c>float</c> and <c>double</c>.</summary>
/// <param name="Type">The C# keyword of one element.</param>
/// <param name="MathClass">The class of the base library's functions of that type.</param>
/// <param name="IsVector">Whether values are vectors of the type.</param>
/// <param name="Register">The type parameter that those vectors are of.</param>
internal sealed record Dialect(string Type, string MathClass, bool IsVector, string Register = "V")
{
    public static Dialect ScalarSingle { get; } = new("float", "global::System.MathF", IsVector: false);

    public static Dialect ScalarDouble { get; } = new("double", "global::System.Math", IsVector: false);

    public static Dialect VectorSingle { get; } = ScalarSingle with { IsVector = true };

    public static Dialect VectorDouble { get; } = ScalarDouble with { IsVector = true };

    public static Dialect Of(bool isDouble, bool isVector) => isDouble ? isVector ? VectorDouble : ScalarDouble : isVector ? VectorSingle : ScalarSingle;

    /// <summary>Whether exp, ln, tanh and σ are those of the C library, whose digits the documents print: in double precision.</summary>
    public bool UsesMathLibrary => !IsVector && Type == "double";

    /// <summary>A literal of the element type that parses back to the same value.</summary>
    public string Literal(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return Type + (double.IsNaN(value) ? ".NaN" : value > 0 ? ".PositiveInfinity" : ".NegativeInfinity");
        }

        return Type == "float" ? Shortest((float)value) + "f" : WithPoint(Shortest(value));
    }

    /// <summary>A literal for a place where C# converts an integer by itself: small integers without a suffix.</summary>
    public string Operand(double value) => value == (int)value && value > -10000 && value < 10000 && !IsVector ? ((int)value).ToString(CultureInfo.InvariantCulture) : Literal(value);

    private static string WithPoint(string text) => text.IndexOf('.') < 0 && text.IndexOf('E') < 0 ? text + ".0" : text;

    // "R" alone is not the shortest text on every runtime that a compiler may run on.
    private static string Shortest(double value)
    {
        for (int digits = 1; digits < 17; digits++)
        {
            string text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                return text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string Shortest(float value)
    {
        for (int digits = 1; digits < 9; digits++)
        {
            string text = value.ToString("G" + digits, CultureInfo.InvariantCulture);
            if (float.Parse(text, CultureInfo.InvariantCulture) == value)
            {
                return text;
            }
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
