using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using BackpropGen.Generator.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Generator.Diagnostics;

/// <summary>Reports what is wrong with a network, at the attribute or argument that is at fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        DiagnosticDescriptors.OfNetworks();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var isNetwork = NetworkAttributes.Network(type) is not null;
        var network = isNetwork ? SpecReader.Read(type, context.Compilation, context.CancellationToken) : new();
        foreach (var problem in isNetwork ? SpecValidator.Validate(network) : WithoutNetwork(type))
        {
            var location = Locate(type, network, problem, context.CancellationToken);
            var fixedLayers = problem.FixedLayers.Select(layer => NetworkAttributes.Layers(type)[layer].ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation());
            context.ReportDiagnostic(Diagnostic.Create(problem.Rule, location, fixedLayers.OfType<Location>(), problem.FixProperties, problem.MessageArguments.ToArray()));
        }
    }

    /// <summary>One problem a class, whatever the number of its layers.</summary>
    private static IEnumerable<SpecProblem> WithoutNetwork(INamedTypeSymbol type)
        => NetworkAttributes.Layers(type)
            .Take(1)
            .Select(layer => SpecProblem.OfLayer(DiagnosticDescriptors.LayerWithoutNetwork, 0, null, NetworkAttributes.Kind(layer), type.Name))
            .Concat(NetworkAttributes.Budget(type) is null ? Enumerable.Empty<SpecProblem>() : new[] { SpecProblem.OfBudget(DiagnosticDescriptors.BudgetWithoutNetwork, null, type.Name) });

    private static Location? Locate(INamedTypeSymbol type, NetworkSpec network, SpecProblem problem, CancellationToken cancellationToken) => problem.Target switch
    {
        ProblemTarget.Container => ProblemLocations.OfName(ClassReader.SelfAndOuter(type).Skip(1).Reverse().ElementAt(problem.Index)),
        ProblemTarget.Member => MemberCollisions.Find(type, network)[problem.Index].Member.Locations.FirstOrDefault(),
        ProblemTarget.Network => ProblemLocations.OfArgument(NetworkAttributes.Network(type)!, problem, cancellationToken),
        ProblemTarget.Budget => ProblemLocations.OfArgument(NetworkAttributes.Budget(type)!, problem, cancellationToken),
        ProblemTarget.Layer => ProblemLocations.OfArgument(NetworkAttributes.Layers(type)[problem.Index], problem, cancellationToken),
        _ => ProblemLocations.OfName(type),
    };
}
