using System;
using System.Linq;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Documentation;

/// <summary>Holds what the documentation shows of the compiler's work to what the compiler does.</summary>
public sealed class DocumentBlockTests
{
    private static readonly Lazy<NetworkPlan> Plan = new(() => Planner.Plan(GeneratorRun.Read(DocumentBlocks.Example)));

    [Fact]
    public void The_readme_shows_the_emitted_methods()
    {
        string emitted = GeneratorRun.Of(DocumentBlocks.Example).Sources[0].SourceText.ToString();
        DocumentBlocks.Shows(Method(emitted, "private void Forward(") + "\n" + Method(emitted, "private float Backward("), "emitted", "README.md");
    }

    [Fact]
    public void The_architecture_page_shows_the_graph_as_it_prints_itself()
        => DocumentBlocks.Shows(Plan.Value.TrainingGraph!.ToString(), "graph", "docs/architecture.md");

    [Fact]
    public void The_architecture_page_shows_the_plan_as_it_prints_itself()
        => DocumentBlocks.Shows(Plan.Value.ToString(), "plan", "docs/architecture.md");

    /// <summary>The method with its summary, without its attributes, at the left margin.</summary>
    private static string Method(string source, string head)
    {
        string[] lines = source.Split('\n');
        int start = Array.FindIndex(lines, line => line.Contains(head, StringComparison.Ordinal));
        int indent = lines[start].IndexOf(head, StringComparison.Ordinal);
        int end = Array.IndexOf(lines, new string(' ', indent) + "}", start);
        while (lines[start - 1].TrimStart() is ['/', ..] or ['[', ..])
        {
            start--;
        }

        var shown = lines[start..(end + 1)].Where(line => !line.TrimStart().StartsWith('['));
        return string.Concat(shown.Select(line => (line.Length > indent ? line[indent..] : line) + "\n"));
    }
}
