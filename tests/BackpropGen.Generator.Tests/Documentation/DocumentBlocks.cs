using System;
using System.IO;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Documentation;

/// <summary>Fenced blocks of the documentation, found by the comment before them: <c>&lt;!-- example… --&gt;</c>.</summary>
internal static class DocumentBlocks
{
    private const string Fence = "```";

    /// <summary>The README's example program.</summary>
    public static string Example => Read("example", "README.md");

    /// <summary>The block after a marker.</summary>
    public static string Read(string marker, string path)
    {
        string text = RepositoryFiles.Read(path);
        return text[Place(text, marker)];
    }

    /// <summary>Asserts that the block shows a text; with ACCEPT_SNAPSHOTS=1 it is made to, as the snapshots are.</summary>
    public static void Shows(string expected, string marker, string path)
    {
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            string text = RepositoryFiles.Read(path);
            Range place = Place(text, marker);
            File.WriteAllText(Path.Combine(RepositoryFiles.Root, path), text[..place.Start] + expected + text[place.End..]);
        }

        Assert.Equal(expected, Read(marker, path));
    }

    private static Range Place(string text, string marker)
    {
        int comment = text.IndexOf("<!-- " + marker, StringComparison.Ordinal);
        int fence = text.IndexOf(Fence, comment, StringComparison.Ordinal);
        int start = text.IndexOf('\n', fence) + 1;
        return start..text.IndexOf(Fence, start, StringComparison.Ordinal);
    }
}
