using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Documentation;

public sealed class TrainingExamplesTests
{
    [Theory]
    [InlineData("training.md", "TrainingExamples.cs")]
    [InlineData("optimizers.md", "OptimizerExamples.cs")]
    public void Every_line_of_code_in_the_document_is_compiled(string document, string code)
    {
        // a line of the document may be several of the code, which the formatter breaks
        string compiled = " " + string.Join(' ', Lines(code)) + " ";
        string[] shown = [.. Code(Lines(document))];

        Assert.InRange(shown.Length, 30, 300);
        Assert.Equal([], shown.Where(line => !compiled.Contains($" {line} ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", file)).Select(line => line.Trim()).Where(line => line.Length > 0);

    private static IEnumerable<string> Code(IEnumerable<string> lines)
    {
        bool isCode = false;
        foreach (string line in lines)
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            isCode = isFence ? line == "```csharp" : isCode;
            if (isCode && !isFence)
            {
                yield return line;
            }
        }
    }
}
