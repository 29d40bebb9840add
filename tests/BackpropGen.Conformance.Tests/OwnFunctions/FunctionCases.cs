using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Conformance.Tests.OwnFunctions;

/// <summary>Functions as users write them, and networks of them for every kernel.</summary>
internal static class FunctionCases
{
    /// <summary>Activations by name; in their bodies <c>M</c> is <c>MathF</c> or <c>Math</c>, <c>T</c> the number type.</summary>
    public static IReadOnlyDictionary<string, string> Activations { get; } = new Dictionary<string, string>
    {
        ["Snake"] = "=> z + M.Sin(3 * z) * M.Sin(3 * z) / 3;",
        ["Bent"] = "{ if (z > 0) { return z; } return (T)0.3 * (M.Exp(z) - 1); }",
        ["Stairs"] = "=> z switch { > 1 => 1 + (T)0.1 * (z - 1), < -1 => -1 + (T)0.1 * (z + 1), _ => z };",
        ["Bell"] = "=> z * M.Exp(-z * z);",
        ["Angle"] = "=> M.Atan(z) + M.Asinh(z) / 2 - M.Atan2(z, 2);",
        ["Wave"] = "{ var c = M.Cos(z); return z > 0 && c > 0 ? c - 1 : M.Sinh(z) / M.Cosh(z) / 4; }",
        ["Roots"] = "=> M.Sqrt(z * z + 1) + M.Cbrt(z * z + 2) + M.Pow(z * z + 1, (T)0.3);",
        ["Logs"] = "=> z * M.Log(1 + M.Abs(z)) / M.Log10(12 + z * z) + M.Log2(z * z + 2);",
        ["Clipped"] = "=> T.Clamp(z, -2, 2) + M.Max(z, (T)0.2) * M.Min(z, 1);",
        ["Called"] = "=> Twice(Twice(z)) / (1 + M.Abs(z)); static T Twice(T x) => 2 * x;",
        ["Straight"] = "{ T a = z, b = 1; if (z < 0) { a = -z; b += a; } else { b -= z / 4; } a *= b; return a / (1 + z * z); }",
    };

    /// <summary>Losses by name.</summary>
    public static IReadOnlyDictionary<string, string> Losses { get; } = new Dictionary<string, string>
    {
        ["Quantile"] = "=> M.Max((T)0.9 * (t - o), (T)(-0.1) * (t - o));",
        ["LogLoss"] = "=> -t * M.Log(o) - (1 - t) * M.Log(1 - o);",
        ["Cauchy"] = "{ var e = o - t; return M.Log(1 + e * e); }",
    };

    /// <summary>Widths by the kernel that they lead to.</summary>
    public static IReadOnlyDictionary<string, int[]> Shapes { get; } = new Dictionary<string, int[]>
    {
        ["WrittenOut"] = [2, 3, 2],
        ["RowALane"] = [5, 11, 3],
        ["Tiles"] = [4, 70, 3],
    };

    /// <summary>The class of a case.</summary>
    public static string Name(string activation, string loss, string shape, bool isDouble) => activation + loss + shape + (isDouble ? "Double" : "Single");

    /// <summary>A source file with the network, its functions public members in it. Log loss stands on a logistic that is the user's too.</summary>
    public static string Source(string activation, string loss, string shape, bool isDouble)
    {
        var widths = Shapes[shape];
        var type = isDouble ? "double" : "float";
        var output = loss == "LogLoss" ? ", nameof(Output)" : "";
        string Body(string body) => body.Replace("M.", isDouble ? "Math." : "MathF.").Replace("(T)", $"({type})").Replace("T ", type + " ").Replace("T.", type + ".");
        var layers = string.Concat(widths[1..^1].Select(width => string.Create(CultureInfo.InvariantCulture, $"[Dense({width}, nameof(F))]\n")));
        return $$"""
            using System;
            using BackpropGen;

            namespace Declared;

            [Network({{widths[0]}}, LossMethod = nameof(Error), Precision = Precision.{{(isDouble ? "Double" : "Single")}})]
            {{layers}}[Dense({{widths[^1]}}{{output}})]
            public sealed partial class {{Name(activation, loss, shape, isDouble)}}
            {
                [Activation] public static {{type}} F({{type}} z) {{Body(Activations[activation])}}
                [Activation] public static {{type}} Output({{type}} z) => {{(loss == "LogLoss" ? Body("1 / (1 + M.Exp(-z))") : "z")}};
                [Loss] public static {{type}} Error({{type}} o, {{type}} t) {{Body(Losses[loss])}}
            }
            """;
    }
}
