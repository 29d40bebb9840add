using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace BackpropGen.Package.Tests;

/// <summary>
/// The package, packed from a copy of the sources, and a project that consumes it, all in a temporary folder: builds that run at the same
/// time do not meet, and no package of an earlier run is taken from the machine's cache.
/// </summary>
public sealed class PackageFixture : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("backpropgen-package-");

    public PackageFixture()
    {
        string repository = Path.GetFullPath(Path.Combine(Here(), "..", ".."));
        string sources = Folder("sources"), feed = Folder("feed");
        CopySources(repository, sources);
        DotNet.Run(sources, "pack", Path.Combine("src", "BackpropGen"), "-c", "Release", "-o", feed, "--nologo", "-m:1", "-p:UseSharedCompilation=false").Succeeded();
        PackagePath = Directory.GetFiles(feed, "*.nupkg").Single();
        Consumer = Project("Consumer", "consumer");
        File.WriteAllText(Path.Combine(Consumer, "Program.cs"), Example(File.ReadAllText(Path.Combine(repository, "README.md"))));

        // the machine's sources stay: net8.0 needs its reference assemblies
        File.WriteAllText(Path.Combine(_root.FullName, "NuGet.Config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Folder("packages")}" /></config>
              <packageSources><add key="packed" value="{feed}" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>The .nupkg.</summary>
    public string PackagePath { get; }

    /// <summary>The consumer's folder.</summary>
    public string Consumer { get; }

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>A copy of a project that lies beside the tests, in a folder of its own: builds with other properties leave nothing behind for it.</summary>
    public string Project(string project, string folder)
    {
        string target = Folder(folder);
        Copy(new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, project)), target);
        return target;
    }

    private string Folder(string name) => _root.CreateSubdirectory(name).FullName;

    /// <summary>The program that the README shows: users' first, so it has to work as it stands.</summary>
    private static string Example(string readme)
    {
        const string Fence = "```";
        int block = readme.IndexOf(Fence + "csharp", readme.IndexOf("<!-- example", StringComparison.Ordinal), StringComparison.Ordinal);
        int start = readme.IndexOf('\n', block) + 1;
        return readme[start..readme.IndexOf(Fence, start, StringComparison.Ordinal)];
    }

    private static void CopySources(string repository, string target)
    {
        foreach (string file in new[] { "Directory.Build.props", "Directory.Packages.props", "README.md", "LICENSE", ".editorconfig" })
        {
            File.Copy(Path.Combine(repository, file), Path.Combine(target, file));
        }

        Copy(new DirectoryInfo(Path.Combine(repository, "src")), Path.Combine(target, "src"));
    }

    private static void Copy(DirectoryInfo source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (FileInfo file in source.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target, file.Name));
        }

        foreach (DirectoryInfo folder in source.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
        {
            Copy(folder, Path.Combine(target, folder.Name));
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
