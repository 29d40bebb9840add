using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Diagnostics.CallSites;

/// <summary>Whether what only measures is asked for its result.</summary>
internal static class ResultChecks
{
    public static void Check(IInvocationOperation call, NetworkTypes types, Action<Diagnostic> report)
    {
        // a lambda's body is a statement too where the delegate returns nothing; that is another's choice
        if (call.Parent is IExpressionStatementOperation { Syntax: ExpressionStatementSyntax })
        {
            report(Diagnostic.Create(DiagnosticDescriptors.ResultUnused, call.Syntax.GetLocation(), call.TargetMethod.Name));
        }
    }
}
