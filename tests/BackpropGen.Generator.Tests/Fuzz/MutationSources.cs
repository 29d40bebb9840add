using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Tests.TestSupport;

namespace BackpropGen.Generator.Tests.Fuzz;

/// <summary>What is mutated: the networks of the samples and tests, and the code of all pages on diagnostics, right and wrong.</summary>
internal static partial class MutationSources
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. ExampleNetworks.Right.Values,
        ExampleNetworks.Wrong,
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "samples"), "*Network.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText),
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "docs", "diagnostics"), "BPG*.md").Order(StringComparer.Ordinal).SelectMany(CodeOf),
    ];

    private static IEnumerable<string> CodeOf(string page)
        => CodeBlock().Matches(File.ReadAllText(page)).Select(block => "using BackpropGen;\n" + block.Groups[1].Value);

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
