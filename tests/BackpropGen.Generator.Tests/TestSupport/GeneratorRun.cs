using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackpropGen.Generator.Tests.TestSupport;

/// <summary>One run of the generator over user code.</summary>
/// <param name="Output">The user's code with the generated.</param>
/// <param name="Diagnostics">What the generator itself reported.</param>
/// <param name="Sources">What it generated.</param>
internal sealed record GeneratorRun(Compilation Output, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<GeneratedSourceResult> Sources)
{
    public static GeneratorRun Of(string source) => Of(TestSupport.Sources.Compile(source));

    public static GeneratorRun Of(CSharpCompilation compilation, NetworkGenerator? generator = null)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        var driver = CSharpGeneratorDriver.Create([(generator ?? new NetworkGenerator()).AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is { } exception)
        {
            throw exception;
        }

        return new(output, result.Diagnostics, result.GeneratedSources);
    }

    /// <summary>What the reader makes of the only network in a source.</summary>
    public static NetworkSpec Read(string source) => Read(TestSupport.Sources.Compile(source));

    public static NetworkSpec Read(CSharpCompilation compilation)
    {
        var type = compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().First(each => NetworkAttributes.Network(each) is not null);
        return SpecReader.Read(type, compilation, CancellationToken.None);
    }
}
