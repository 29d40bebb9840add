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
    private readonly Func<NetworkSpec, CompiledNetwork> _compile;

    /// <summary>The generator as Roslyn makes it.</summary>
    public NetworkGenerator()
        : this(NetworkCompiler.Compile)
    {
    }

    /// <summary>A generator with another compiler, by which tests make the compiler fail.</summary>
    internal NetworkGenerator(Func<NetworkSpec, CompiledNetwork> compile) => _compile = compile;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.NetworkAttribute, static (_, _) => true, SpecReader.Read)
            .Where(static network => network is not null)
            .WithTrackingName(TrackingNames.Networks);
        context.RegisterSourceOutput(networks, (output, network) => Generate(output, network!));

        var isAskedForPlans = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(KnownNames.ReportOption, out var value) && bool.TryParse(value, out var isOn) && isOn);
        var reported = networks.Combine(isAskedForPlans)
            .Where(static pair => pair.Right)
            .Select(static (pair, _) => pair.Left)
            .WithTrackingName(TrackingNames.Reported);
        context.RegisterSourceOutput(reported, static (output, network) => Report(output, network!));
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
            var compiled = Compile(output, network);
            output.AddSource(network.HintName, SourceText.From(compiled.Source, Encoding.UTF8));
            if (compiled.Trace is not null)
            {
                output.AddSource(HintNames.OfTrace(network.HintName), SourceText.From(compiled.Trace, Encoding.UTF8));
            }
        }
    }

    /// <summary>The plan of a network that has one; what is wrong with the others is told where their code would be.</summary>
    private static void Report(SourceProductionContext output, NetworkSpec network)
    {
        if (SpecValidator.IsValid(network))
        {
            output.AddSource(HintNames.OfPlan(network.HintName), SourceText.From(NetworkCompiler.Explain(network), Encoding.UTF8));
        }
    }

    private CompiledNetwork Compile(SourceProductionContext output, NetworkSpec network)
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

        return new CompiledNetwork(SurfaceEmitter.Emit(network), Trace: null);
    }

    private static void ReportInternalError(SourceProductionContext output, NetworkSpec network, string error)
        => output.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InternalError, Location.None, network.Name, error.Replace("\r", "").Replace('\n', ' ')));
}
