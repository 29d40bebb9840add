using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>Reports uses of networks and optimizers that cannot be right, as far as the values are known when they are compiled.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallSiteAnalyzer : DiagnosticAnalyzer
{
    /// <summary>What is asked of a call, by the method's name: the first look costs no more than this.</summary>
    private static readonly Dictionary<string, Action<IInvocationOperation, NetworkTypes, Action<Diagnostic>>[]> Checks = new(StringComparer.Ordinal)
    {
        ["Predict"] = new[] { LengthChecks.Check },
        ["PredictClass"] = new[] { LengthChecks.Check },
        ["GetParameters"] = new[] { LengthChecks.Check },
        ["SetParameters"] = new[] { LengthChecks.Check },
        ["ComputeLoss"] = new[] { LengthChecks.Check, ResultChecks.Check },
        ["ComputeGradients"] = new[] { LengthChecks.Check },
        ["Trace"] = new[] { LengthChecks.Check },
        ["TrainStep"] = new[] { LengthChecks.Check, LearningRateChecks.Check },
        ["TrainRows"] = new[] { LengthChecks.Check, LearningRateChecks.Check },
        ["Train"] = new Action<IInvocationOperation, NetworkTypes, Action<Diagnostic>>[] { ValidationChecks.Check },
        ["Evaluate"] = new[] { ResultChecks.Check },
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = DiagnosticDescriptors.OfCallSites();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (NetworkTypes.Find(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(each => Invocation(each, types), OperationKind.Invocation);
                start.RegisterOperationAction(each => LearningRateChecks.Check((IObjectCreationOperation)each.Operation, types, each.ReportDiagnostic), OperationKind.ObjectCreation);
                start.RegisterOperationAction(each => LearningRateChecks.Check((IWithOperation)each.Operation, types, each.ReportDiagnostic), OperationKind.With);
            }
        });
    }

    private static void Invocation(OperationAnalysisContext context, NetworkTypes types)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (Checks.TryGetValue(invocation.TargetMethod.Name, out var checks) && types.IsContract(invocation.TargetMethod))
        {
            foreach (var check in checks)
            {
                check(invocation, types, context.ReportDiagnostic);
            }
        }
    }
}
