using System.Linq;
using System.Threading;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Reads a method that is marked as an activation or a loss: its declaration, its body as a formula, and whether that formula's derivatives pass their check.</summary>
internal static class FunctionReader
{
    /// <summary>What a method is as a function. The method must be one of the compilation's own.</summary>
    public static FunctionReading Read(IMethodSymbol method, FunctionRole role, Compilation compilation, CancellationToken cancellationToken)
    {
        var context = new ReadContext(compilation, cancellationToken);
        var parameters = SignatureReader.Read(method, role, context);
        var formula = context.IsBroken ? ReadContext.Unread : new BodyReader(context).Read(method, Arguments(method, role, parameters));
        var name = SignatureReader.NameOf(method, cancellationToken);
        if (!context.IsBroken)
        {
            Check(formula, name, context);
        }

        var function = new FunctionSpec
        {
            Name = method.Name,
            Declaring = method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            State = context.IsBroken ? FunctionState.Broken : FunctionState.Readable,
            Formula = context.IsBroken ? null : formula,
            Parameters = parameters,
        };
        return new FunctionReading(function, context.Problems, name, context.Origins);
    }

    private static Scope Arguments(IMethodSymbol method, FunctionRole role, EquatableArray<FunctionParameterSpec> parameters)
    {
        var names = role == FunctionRole.Loss
            ? new[] { LossTable.Output, LossTable.Target }
            : new[] { ActivationTable.Argument }.Concat(parameters.Select(parameter => parameter.Variable)).ToArray();
        var scope = new Scope();
        for (var i = 0; i < names.Length; i++)
        {
            scope.Set(method.Parameters[i], Expr.Variable(names[i]));
        }

        return scope;
    }

    private static void Check(Expr formula, Location name, ReadContext context)
    {
        if (formula.Subtrees().OfType<ConstantExpr>().Any(constant => double.IsNaN(constant.Value) || double.IsInfinity(constant.Value)))
        {
            context.Report(name, DiagnosticDescriptors.FunctionConstruct, "a part that is not finite for any value", "look for a division by zero among its constants");
        }
        else if (DerivativeCheck.Of(formula).Mismatch is { } mismatch)
        {
            context.Report(name, DiagnosticDescriptors.DerivativeMismatch, mismatch);
        }
    }
}
