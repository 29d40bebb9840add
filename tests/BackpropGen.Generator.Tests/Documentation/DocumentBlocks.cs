using System;
using System.Linq;
using BackpropGen.Generator.Tests.TestSupport;

namespace BackpropGen.Generator.Tests.Documentation;

/// <summary>Code blocks of the documentation, found by the comment before them: <c>&lt;!-- example… --&gt;</c>.</summary>
internal static class DocumentBlocks
{
    /// <summary>The README's example program.</summary>
    public static string Example => Read("example", "README.md");

    /// <summary>The lines of the first fenced block after a marker.</summary>
    public static string Read(string marker, params string[] path)
    {
        string[] lines = RepositoryFiles.Read(path).Split('\n');
        int comment = Array.FindIndex(lines, line => line.StartsWith("<!-- " + marker, StringComparison.Ordinal));
        int start = Array.FindIndex(lines, comment, line => line.StartsWith("```", StringComparison.Ordinal)) + 1;
        return string.Join('\n', lines.Skip(start).TakeWhile(line => line != "```"));
    }
}
