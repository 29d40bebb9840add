using System;
using System.Text;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Emit;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BackpropGen.Generator;

/// <summary>Adds to every class with <c>[Network]</c> its forward and backward pass.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private readonly Func<NetworkSpec, string> _compile;

    /// <summary>The generator as Roslyn makes it.</summary>
    public NetworkGenerator()
        : this(NetworkCompiler.Compile)
    {
    }

    /// <summary>A generator with another compiler, by which tests make the compiler fail.</summary>
    internal NetworkGenerator(Func<NetworkSpec, string> compile) => _compile = compile;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.NetworkAttribute, static (_, _) => true, SpecReader.Read)
            .Where(static network => network is not null)
            .WithTrackingName(TrackingNames.Networks);
        context.RegisterSourceOutput(networks, (output, network) => Generate(output, network!));
    }

    /// <summary>The network's code; its public surface where the declaration or the compiler is at fault, so that uses of the network are not errors too.</summary>
    private void Generate(SourceProductionContext output, NetworkSpec network)
    {
        if (network.ReadError is { } error)
        {
            ReportInternalError(output, network, error);
        }

        if (network.CanGenerate)
        {
            output.AddSource(network.HintName, SourceText.From(Source(output, network), Encoding.UTF8));
        }
    }

    private string Source(SourceProductionContext output, NetworkSpec network)
    {
        try
        {
            if (SpecValidator.IsValid(network))
            {
                return _compile(network);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ReportInternalError(output, network, exception.GetType().Name + ": " + exception.Message);
        }

        return SurfaceEmitter.Emit(network);
    }

    private static void ReportInternalError(SourceProductionContext output, NetworkSpec network, string error)
        => output.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InternalError, Location.None, network.Name, error.Replace("\r", "").Replace('\n', ' ')));
}
