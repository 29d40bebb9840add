using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using BackpropGen.Generator.Tests.TestSupport;
using Xunit;

namespace BackpropGen.Generator.Tests.Documentation;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => new(
        new[] { "README.md", "CHANGELOG.md" }
            .Concat(new[] { "docs", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(page => Path.GetRelativePath(RepositoryFiles.Root, Path.Combine(RepositoryFiles.Root, page)).Replace('\\', '/'))
            .Where(page => !page.Contains("/bin/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_to_files_lead_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(RepositoryFiles.Root, page))!;
        var dead = Links().Matches(RepositoryFiles.Read(page))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !File.Exists(Path.Combine(folder, target)));
        Assert.Empty(dead);
    }

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Links();
}
