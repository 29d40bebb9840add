using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Spec.Functions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackpropGen.Generator.Diagnostics;

/// <summary>Reports what is wrong with a method marked as an activation or a loss, whether or not a network uses it, at the expression that is at fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FunctionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        DiagnosticDescriptors.All().Where(rule => rule.Category == DiagnosticDescriptors.Functions || rule == DiagnosticDescriptors.DerivativeMismatch).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (FunctionMark.Of(method) is not { } role || method.PartialDefinitionPart is not null)
        {
            return;
        }

        var reading = FunctionReader.Read(method, role, context.Compilation, context.CancellationToken);
        foreach (var problem in reading.Problems.Concat(FunctionAdvice.Find(method, role, reading)))
        {
            context.ReportDiagnostic(Diagnostic.Create(problem.Rule, problem.Location, problem.MessageArguments.ToArray()));
        }
    }
}
