using System.Linq;
using System.Threading;
using BackpropGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Whether a marked method has the form of a function, and which of its parameters training changes.</summary>
internal static class SignatureReader
{
    /// <summary>Reports what is wrong with a method's declaration; gives its trainable parameters.</summary>
    public static EquatableArray<FunctionParameterSpec> Read(IMethodSymbol method, FunctionRole role, ReadContext context)
    {
        if (!method.IsStatic)
        {
            context.Report(NameOf(method, context.CancellationToken), DiagnosticDescriptors.FunctionNotStatic, method.Name);
        }

        if (Fault(method, role) is { } fault)
        {
            var form = role == FunctionRole.Activation
                ? "an activation takes z, then nothing but [Parameter]s, and returns a"
                : "a loss takes an output and its target, and returns the loss";
            context.Report(NameOf(method, context.CancellationToken), DiagnosticDescriptors.FunctionSignature, method.Name, fault, form);
            return default;
        }

        return role == FunctionRole.Loss ? default : new(method.Parameters.Skip(1).Select(parameter => Parameter(parameter, context)));
    }

    private static string? Fault(IMethodSymbol method, FunctionRole role)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.IsAbstract || method.IsExtern || method.IsAsync)
        {
            return "it is no method with a body of its own";
        }

        if (!Numbers.IsReal(method.ReturnType) || method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return "it returns no float, double or generic floating-point T";
        }

        if (method.Parameters.FirstOrDefault(parameter => !SymbolEqualityComparer.Default.Equals(parameter.Type, method.ReturnType)) is { } other)
        {
            return $"'{other.Name}' is not of the type that it returns";
        }

        if (method.Parameters.FirstOrDefault(parameter => parameter.RefKind is not (RefKind.None or RefKind.In) || parameter.IsParams) is { } reference)
        {
            return $"'{reference.Name}' is not passed by value";
        }

        return Places(method, role);
    }

    private static string? Places(IMethodSymbol method, FunctionRole role)
    {
        var trainable = method.Parameters.Select(parameter => FunctionMark.Parameter(parameter) is not null).ToArray();
        if (role == FunctionRole.Loss)
        {
            return trainable.Length != 2 ? $"it takes {trainable.Length} values" : trainable.Any(each => each) ? "a loss has no [Parameter]s" : null;
        }

        if (trainable.Length == 0)
        {
            return "it takes no value";
        }

        return trainable[0] ? "its first value is z, not a [Parameter]"
            : trainable.Skip(1).All(each => each) ? null
            : $"'{method.Parameters.Skip(1).First(parameter => FunctionMark.Parameter(parameter) is null).Name}' is not marked [Parameter]";
    }

    private static FunctionParameterSpec Parameter(IParameterSymbol parameter, ReadContext context)
    {
        var attribute = new AttributeReader(FunctionMark.Parameter(parameter)!);
        var initial = attribute.Double("initial");
        if (!attribute.IsUnreadable && (double.IsNaN(initial) || double.IsInfinity(initial)))
        {
            context.Report(parameter.Locations[0], DiagnosticDescriptors.FunctionParameter, parameter.Name, ValueChecks.Text(initial));
        }

        return new FunctionParameterSpec(parameter.Name, initial, attribute.Bool("PerUnit"));
    }

    /// <summary>The method's name in its declaration.</summary>
    public static Location NameOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as MethodDeclarationSyntax)?.Identifier.GetLocation() ?? method.Locations[0];
}
