using System.Text;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.Generator.Testing;

/// <summary>Adds to a test project a class of tests for each network that <c>[assembly: GenerateNetworkTests]</c> names.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkTestsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var tests = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.TestsAttribute, static (_, _) => true, NetworkTestsReader.Read)
            .SelectMany(static (each, _) => each)
            .WithTrackingName(TrackingNames.Tests);
        context.RegisterSourceOutput(tests, static (output, test) => output.AddSource(test.HintName, SourceText.From(NetworkTestsEmitter.Emit(test), Encoding.UTF8)));
    }
}
