using System.Linq;
using BackpropGen.Generator.Diagnostics;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Reads calls: of the mathematics of the base library as formulas, of the user's own static methods as what their bodies say.</summary>
internal sealed class CallReader
{
    private readonly ReadContext _context;
    private readonly ExpressionReader _numbers;

    public CallReader(ReadContext context, ExpressionReader numbers)
    {
        _context = context;
        _numbers = numbers;
    }

    public Expr Read(IInvocationOperation call, Scope scope)
    {
        var method = call.TargetMethod;
        if (MathMembers.IsMathType(method.ContainingType) && method.IsStatic)
        {
            return MathCall(call, scope);
        }

        if (!method.IsStatic)
        {
            return Fail(call, "only static methods are formulas of their arguments");
        }

        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _context.Compilation.Assembly))
        {
            return Fail(call, $"its body is in the assembly {method.ContainingAssembly.Name}, where it cannot be read");
        }

        return Inline(call, scope);
    }

    private Expr MathCall(IInvocationOperation call, Scope scope)
    {
        var name = call.TargetMethod.Name;
        if (MathMembers.IsStep(name))
        {
            return _context.Fail(call, DiagnosticDescriptors.FunctionStep, name);
        }

        var arguments = call.Arguments.OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => _numbers.Read(argument.Value, scope)).ToArray();
        return MathMembers.Call(name, arguments) is { } formula
            ? _context.Remember(formula, call)
            : Fail(call, "it has no derivative here; docs/functions.md lists the functions that have");
    }

    private Expr Inline(IInvocationOperation call, Scope scope)
    {
        var body = new Scope();
        foreach (var argument in call.Arguments)
        {
            var parameter = argument.Parameter!;
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                return _context.Fail(argument, DiagnosticDescriptors.FunctionSideEffect, $"The argument for '{parameter.Name}'", "can be changed by the call");
            }

            if (parameter.Type.SpecialType == SpecialType.System_Boolean)
            {
                body.Set(parameter.OriginalDefinition, _numbers.Truths.Read(argument.Value, scope));
            }
            else
            {
                body.Set(parameter.OriginalDefinition, _numbers.Read(argument.Value, scope));
            }
        }

        return new BodyReader(_context).Read(call.TargetMethod.OriginalDefinition, body, call);
    }

    private Expr Fail(IInvocationOperation call, string reason) =>
        _context.Fail(call, DiagnosticDescriptors.FunctionCall, call.TargetMethod.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), reason);
}
