using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Benchmarks;

/// <summary>A user's project in memory: networks, one a file, and a file with other code.</summary>
/// <param name="Text">What the project holds.</param>
/// <param name="Networks">How many networks.</param>
/// <param name="Layers">Dense layers of each.</param>
/// <param name="Width">Units of each layer, and inputs.</param>
internal sealed record SyntheticProject(string Text, int Networks, int Layers, int Width)
{
    /// <summary>Number and size of networks, each over what it is compared with.</summary>
    public static readonly SyntheticProject[] All =
    [
        new("one small network (written out)", 1, 2, 4),
        new("one network", 1, 3, 64),
        new("10 networks", 10, 3, 64),
        new("100 networks", 100, 3, 64),
        new("one network, wide", 1, 3, 2048),
        new("one network, 16 layers", 1, 16, 64),
    ];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp12);

    /// <summary>The project as it is opened.</summary>
    public CSharpCompilation Compile()
    {
        SyntaxTree[] trees = [Other(0), .. Enumerable.Range(0, Networks).Select(i => Parse(Declaration(i, Width), $"Network{i}.cs"))];
        return CSharpCompilation.Create("Project", trees, References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
    }

    /// <summary>The project after the <paramref name="count"/>th key stroke in the file without networks.</summary>
    public static CSharpCompilation TypeElsewhere(CSharpCompilation compilation, int count) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Other(count));

    /// <summary>The project after the <paramref name="count"/>th change of one network.</summary>
    public CSharpCompilation TypeInNetwork(CSharpCompilation compilation, int count) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse(Declaration(0, Width + 1 + (count % 2)), "Network0.cs"));

    private static SyntaxTree Other(int count) =>
        Parse($"internal static class Program {{ private static int Main() => {count.ToString(CultureInfo.InvariantCulture)}; }}", "Program.cs");

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Options, path, Encoding.UTF8);

    private string Declaration(int index, int firstUnits)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"using BackpropGen;\n[Network({Width})]");
        for (int layer = 0; layer < Layers; layer++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"[Dense({(layer == 0 ? firstUnits : Width)}, Activation.{(layer == Layers - 1 ? "Softmax" : "ReLU")})]");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"public sealed partial class Network{index};").ToString();
    }

    public static IEnumerable<MetadataReference> References()
    {
        string platform = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? throw new InvalidOperationException("The runtime does not tell where its assemblies lie.");
        return platform.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "BackpropGen.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
