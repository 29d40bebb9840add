using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Tests.Snapshots;

/// <summary>What Verify.SourceGenerators 2.5.0 with Verify.Xunit 30.6.0 writes for a run of generators, byte for byte (checked against the library).</summary>
internal static class SnapshotFormat
{
    private const string Verified = ".verified";

    /// <summary>The files, by name, without the byte order mark that each begins with.</summary>
    /// <param name="result">What the generators did.</param>
    /// <param name="test"><c>Type.Method</c> of the test.</param>
    public static IReadOnlyDictionary<string, string> Files(GeneratorDriverRunResult result, string test)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!result.Diagnostics.IsEmpty)
        {
            files.Add(test + Verified + ".txt", Diagnostics(result.Diagnostics));
        }

        foreach (var source in result.Results.SelectMany(generator => generator.GeneratedSources))
        {
            var name = Path.GetFileNameWithoutExtension(source.SyntaxTree.FilePath.Replace('\\', '/'));
            files.Add($"{test}#{name}{Verified}.cs", "//HintName: " + source.HintName + "\n" + Lines(source.SourceText.ToString()));
        }

        return files;
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string Diagnostics(IEnumerable<Diagnostic> diagnostics)
        => "{\n  Diagnostics: [\n" + string.Join(",\n", diagnostics.Select(diagnostic => Object("    ", Properties(diagnostic)))) + "\n  ]\n}";

    private static string Object(string indent, IEnumerable<string> properties)
        => indent + "{\n" + string.Join(",\n", properties.Select(property => indent + "  " + property)) + "\n" + indent + "}";

    private static IEnumerable<string> Properties(Diagnostic diagnostic)
    {
        if (diagnostic.Location != Location.None)
        {
            yield return "Location: " + Place(diagnostic.Location);
        }

        yield return "Message: " + diagnostic.GetMessage(CultureInfo.InvariantCulture);
        yield return "Severity: " + diagnostic.Severity;
        if (diagnostic.WarningLevel != 0)
        {
            yield return "WarningLevel: " + diagnostic.WarningLevel.ToString(CultureInfo.InvariantCulture);
        }

        yield return "Descriptor: " + Object("      ", Properties(diagnostic.Descriptor)).TrimStart();
    }

    private static IEnumerable<string> Properties(DiagnosticDescriptor descriptor)
    {
        var texts = new (string Name, string Value)[]
        {
            ("Id", descriptor.Id),
            ("Title", descriptor.Title.ToString(CultureInfo.InvariantCulture)),
            ("Description", descriptor.Description.ToString(CultureInfo.InvariantCulture)),
            ("HelpLink", descriptor.HelpLinkUri),
            ("MessageFormat", descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture)),
            ("Category", descriptor.Category),
            ("DefaultSeverity", descriptor.DefaultSeverity.ToString()),
            ("IsEnabledByDefault", descriptor.IsEnabledByDefault ? "true" : "false"),
        };
        return texts.Where(text => !string.IsNullOrWhiteSpace(text.Value)).Select(text => text.Name + ": " + text.Value);
    }

    /// <summary>Zero-based. For a location in source the library adds the line itself; no generator here reports one.</summary>
    private static string Place(Location location)
    {
        if (location.IsInSource)
        {
            throw new NotSupportedException("The helper does not write diagnostics that a generator reports in source; report them from an analyzer, or use SnapshotEngine=Verify.");
        }

        var span = location.GetLineSpan();
        var text = new StringBuilder(span.Path.Replace('/', '\\'));
        text.Append(CultureInfo.InvariantCulture, $": ({span.StartLinePosition.Line},{span.StartLinePosition.Character})-({span.EndLinePosition.Line},{span.EndLinePosition.Character})");
        return text.ToString();
    }
}
