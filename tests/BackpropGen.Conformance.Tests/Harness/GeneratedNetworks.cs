using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using BackpropGen.Generator;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace BackpropGen.Conformance.Tests.Harness;

/// <summary>
/// Networks made by the generator from declarations, all in one compilation: C# 12, optimised, every warning an error; loaded into the process, or kept as an image.
/// </summary>
internal sealed class GeneratedNetworks
{
    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    private readonly Lazy<Assembly> _assembly;

    private GeneratedNetworks(byte[] image, IReadOnlyDictionary<string, string> texts, CompilationVariant variant)
    {
        Image = image;
        Texts = texts;
        _assembly = new(() => new AssemblyLoadContext("networks", variant.Collectible).LoadFromStream(new MemoryStream(image)));
    }

    /// <summary>The assembly as bytes.</summary>
    public byte[] Image { get; }

    /// <summary>The generated text of each file, by hint name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Compiles the declarations of specs. Specs that are equal are compiled once.</summary>
    public static GeneratedNetworks Compile(IEnumerable<NetworkSpec> specs, CompilationVariant? variant = null) =>
        Compile(specs.DistinctBy(spec => spec.Name).Select(spec => (spec.Name, Declaration.Write(spec))), variant);

    /// <summary>Compiles declarations, each a whole source file.</summary>
    /// <exception cref="XunitException">There is a diagnostic, a warning included; the message holds them and the source they point to.</exception>
    public static GeneratedNetworks Compile(IEnumerable<(string ClassName, string Source)> declarations, CompilationVariant? variant = null)
    {
        variant ??= CompilationVariant.Default;
        var parseOptions = new CSharpParseOptions(LanguageVersion.CSharp12, variant.Documented ? DocumentationMode.Diagnose : DocumentationMode.Parse);
        var trees = declarations.Select(d => CSharpSyntaxTree.ParseText(d.Source, parseOptions, d.ClassName + ".cs", Encoding.UTF8));
        var compilation = CSharpCompilation.Create("Networks" + Guid.NewGuid().ToString("N"), trees, References, Options(variant));
        var driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        RequireNone(diagnostics);

        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = generated.Emit(image, xmlDocumentationStream: variant.Documented ? documentation : null);
        RequireNone(result.Diagnostics);
        var texts = driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        return new GeneratedNetworks(image.ToArray(), texts, variant);
    }

    /// <summary>A new network, initialised with seed 0.</summary>
    /// <param name="className">The full name of its class; the name alone for one in the namespace that <see cref="Declaration"/> uses.</param>
    public ITrainableNetwork<T> Create<T>(string className)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (ITrainableNetwork<T>)Activator.CreateInstance(Type(className))!;

    /// <summary>A new network of a spec.</summary>
    public ITrainableNetwork<T> Create<T>(NetworkSpec spec)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create<T>(Declaration.FullName(spec));

    /// <summary>The generated class.</summary>
    public Type Type(string className) =>
        _assembly.Value.GetType(className) ?? _assembly.Value.GetType(Declaration.DefaultNamespace + "." + className)
            ?? throw new XunitException($"The compilation has no class {className}.");

    private static CSharpCompilationOptions Options(CompilationVariant variant) => new(
        variant.OutputKind,
        optimizationLevel: variant.Optimization,
        checkOverflow: variant.CheckOverflow,
        generalDiagnosticOption: ReportDiagnostic.Error,
        warningLevel: 9999,
        nullableContextOptions: variant.Nullable,
        concurrentBuild: true,
        deterministic: true);

    private static void RequireNone(ImmutableArray<Diagnostic> diagnostics)
    {
        var seen = diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(10).Select(Describe).ToList();
        if (seen.Count > 0)
        {
            throw new XunitException($"The generated code has diagnostics:\n{string.Join('\n', seen)}");
        }
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString();
        return $"{diagnostic}\n    {line}";
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return [.. platform.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(INetwork<>).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
