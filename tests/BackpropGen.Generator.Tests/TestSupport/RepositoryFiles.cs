using System.IO;
using System.Runtime.CompilerServices;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>Files of the repository that tests hold to what they promise.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
