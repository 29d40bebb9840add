using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Generator.Diagnostics;

/// <summary>Reports tests of networks that cannot be generated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkTestsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(DiagnosticDescriptors.NoTestFramework, DiagnosticDescriptors.CannotBeTested);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (AttributeSyntax)context.Node;
        if (syntax.Parent is not AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword })
        {
            return;
        }

        var attribute = NetworkTestsReader.Attributes(context.Compilation.Assembly)
            .FirstOrDefault(each => each.ApplicationSyntaxReference is { } place && place.SyntaxTree == syntax.SyntaxTree && place.Span == syntax.Span);
        if (attribute is null || NetworkTestsReader.Network(attribute) is not { } type)
        {
            return;
        }

        if (NetworkTestsReader.Framework(context.Compilation) is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NoTestFramework, syntax.GetLocation(), type.Name));
        }
        else if (TestedNetwork.Read(type, context.Compilation, context.CancellationToken).Obstacle is { } obstacle)
        {
            var argument = (SyntaxNode?)syntax.ArgumentList?.Arguments.FirstOrDefault()?.Expression ?? syntax;
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CannotBeTested, argument.GetLocation(), type.Name, obstacle));
        }
    }
}
