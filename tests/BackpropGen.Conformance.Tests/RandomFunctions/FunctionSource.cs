using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>Functions as a user declares them, with networks that use them.</summary>
internal static class FunctionSource
{
    /// <summary>The names of the networks in both precisions.</summary>
    public const string Double = "Functions.DoubleNetwork", Single = "Functions.SingleNetwork";

    // a comparison of a variable with itself, an arm of a switch that no constant reaches
    private const string Head = "#pragma warning disable\nusing System;\nusing BackpropGen;\n\nnamespace Functions;\n\n";

    /// <summary>One network of all functions: each the activation of a layer of its own on the only input, all of them outputs.</summary>
    public static string OfActivations(IReadOnlyList<Formula> formulas) => Head + Activations(formulas, single: false) + Activations(formulas, single: true);

    /// <summary>A network for each function, which is its loss.</summary>
    public static string OfLosses(IReadOnlyList<Formula> formulas, Func<int, string> output)
    {
        var source = new StringBuilder(Head).Append("public static class Losses\n{\n");
        for (int i = 0; i < formulas.Count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"    [Loss]\n    public static double L{i}(double output, double target) => {formulas[i].Write(["output", "target"], single: false)};\n");
        }

        source.Append("}\n\n");
        for (int i = 0; i < formulas.Count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"[Network(1, LossMethod = \"L{i}\", LossDeclaring = typeof(Losses), Precision = Precision.Double)]\n[Dense(1, Activation.{output(i)})]\npublic sealed partial class Network{i};\n\n");
        }

        return source.ToString();
    }

    private static string Activations(IReadOnlyList<Formula> formulas, bool single)
    {
        string type = single ? "float" : "double", functions = single ? "SingleFunctions" : "DoubleFunctions";
        var source = new StringBuilder().Append(CultureInfo.InvariantCulture, $"public static class {functions}\n{{\n");
        var layers = new StringBuilder().Append(CultureInfo.InvariantCulture, $"[Network(1, Loss = Loss.HalfSquaredError, Precision = Precision.{(single ? "Single" : "Double")})]\n");
        for (int i = 0; i < formulas.Count; i++)
        {
            string parameter = Points.ParameterOf(formulas[i]).ToString("R", CultureInfo.InvariantCulture);
            source.Append(CultureInfo.InvariantCulture, $"    [Activation]\n    public static {type} F{i}({type} z, [Parameter({parameter})] {type} p) => {formulas[i].Write(["z", "p"], single)};\n");
            layers.Append(CultureInfo.InvariantCulture, $"[Dense(1, typeof({functions}), nameof({functions}.F{i}), Name = \"L{i}\", From = \"input\")]\n");
        }

        string output = formulas.Count == 1 ? "" : $"[Concat({string.Join(", ", formulas.Select((_, i) => $"\"L{i}\""))})]\n";
        return $"{source}}}\n\n{layers}{output}public sealed partial class {(single ? Single : Double)["Functions.".Length..]};\n\n";
    }
}
