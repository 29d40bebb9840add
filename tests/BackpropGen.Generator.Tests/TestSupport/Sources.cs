using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>Compilations of user code that references the runtime.</summary>
internal static class Sources
{
    /// <summary>What users of .NET 8 have.</summary>
    public const LanguageVersion Language = LanguageVersion.CSharp12;

    private static readonly MetadataReference[] References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(NetworkAttribute).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToArray();

    public static SyntaxTree Parse(string source, string path = "Input.cs", LanguageVersion language = Language)
        => CSharpSyntaxTree.ParseText(SourceText.From(source), new CSharpParseOptions(language), path);

    public static CSharpCompilation Compile(params SyntaxTree[] trees)
        => CSharpCompilation.Create(
            "Consumer", trees, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CSharpCompilation Compile(string source) => Compile(Parse(source));

    /// <summary>A network class <c>Net</c> below the attributes, in the global namespace.</summary>
    public static string Network(string attributes) => "using BackpropGen;\n" + attributes + "\npublic partial class Net;\n";

    /// <summary>Asserts that the C# compiler has nothing against a compilation, warnings included.</summary>
    public static void AssertCompiles(Compilation compilation)
    {
        var complaints = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning).ToArray();
        Assert.True(complaints.Length == 0, string.Join('\n', (object[])complaints));
    }

    /// <summary>Asserts that C# understands a source with what is generated for it.</summary>
    public static void AssertBinds(string source)
        => Assert.Empty(GeneratorRun.Of(source).Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
}
