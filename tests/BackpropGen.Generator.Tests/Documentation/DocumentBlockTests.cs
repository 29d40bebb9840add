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
        string emitted = GeneratorRun.Of(DocumentBlocks.Example).Sources.Single().SourceText.ToString();
        string[] shown = Lines(DocumentBlocks.Read("emitted", "README.md"));
        Assert.Contains(string.Join('\n', Method(emitted, "private void Forward(")), string.Join('\n', shown), StringComparison.Ordinal);
        Assert.Contains(string.Join('\n', Method(emitted, "private float Backward(")), string.Join('\n', shown), StringComparison.Ordinal);
        Assert.Equal(Method(emitted, "private void Forward(").Length + Method(emitted, "private float Backward(").Length, shown.Length);
    }

    [Fact]
    public void The_architecture_page_shows_the_graph_as_it_prints_itself()
        => Assert.Equal(Plan.Value.TrainingGraph!.ToString().TrimEnd(), DocumentBlocks.Read("graph", "docs", "architecture.md"));

    [Fact]
    public void The_architecture_page_shows_the_plan_as_it_prints_itself()
        => Assert.Equal(Plan.Value.ToString().TrimEnd(), DocumentBlocks.Read("plan", "docs", "architecture.md"));

    /// <summary>The method with its summary, without its attributes.</summary>
    private static string[] Method(string source, string head)
    {
        string[] lines = source.Split('\n');
        int start = Array.FindIndex(lines, line => line.Contains(head, StringComparison.Ordinal));
        string indent = lines[start][..lines[start].IndexOf('p', StringComparison.Ordinal)];
        int end = Array.FindIndex(lines, start, line => line == indent + "}");
        while (lines[start - 1].Trim().StartsWith("///", StringComparison.Ordinal) || lines[start - 1].Trim().StartsWith('['))
        {
            start--;
        }

        return Lines(string.Join('\n', lines[start..(end + 1)]));
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("[global::System.CodeDom", StringComparison.Ordinal))];
}
