using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BackpropGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares what generators did with the verified files beside the test: stands in for Verify.SourceGenerators, by the names the tests know it by. With the
/// environment variable <c>ACCEPT_SNAPSHOTS=1</c> it writes the files instead; read them before committing.
/// </summary>
internal static class Verifier
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Fails where a file differs, is missing, or is left over. The test class must bear its file's name.</summary>
    public static Task Verify(GeneratorDriver driver, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        var test = Path.GetFileNameWithoutExtension(sourceFile) + "." + method;
        var accepts = Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1";
        var differences = Compare(Path.GetDirectoryName(sourceFile)!, test, SnapshotFormat.Files(driver.GetRunResult(), test), accepts);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        return Task.CompletedTask;
    }

    /// <summary>What differs, a line a file; received files are written beside the verified ones. Accepting leaves no difference.</summary>
    public static IReadOnlyList<string> Compare(string folder, string test, IReadOnlyDictionary<string, string> files, bool accepts)
    {
        var differences = new List<string>();
        foreach (var left in Existing(folder, test).Where(name => !files.ContainsKey(name)))
        {
            differences.Add(left + " is left over: nothing generates it any more");
            Accept(accepts, () => File.Delete(Path.Combine(folder, left)));
        }

        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            var bytes = WithMark.GetPreamble().Concat(WithMark.GetBytes(text)).ToArray();
            var exists = File.Exists(path);
            if (exists && File.ReadAllBytes(path).SequenceEqual(bytes))
            {
                continue;
            }

            differences.Add(name + (exists ? " differs: compare it with the received file beside it" : " is missing: the received file is new"));
            File.WriteAllBytes(accepts ? path : path.Replace(".verified.", ".received.", StringComparison.Ordinal), bytes);
        }

        return accepts ? [] : differences;
    }

    private static void Accept(bool accepts, Action action)
    {
        if (accepts)
        {
            action();
        }
    }

    private static IEnumerable<string> Existing(string folder, string test)
        => new[] { test + ".verified.*", test + "#*.verified.*" }.SelectMany(pattern => Directory.GetFiles(folder, pattern)).Select(path => Path.GetFileName(path)).ToArray();
}
