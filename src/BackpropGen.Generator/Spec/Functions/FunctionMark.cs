using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>What a method is marked as.</summary>
internal enum FunctionRole
{
    Activation, Loss,
}

/// <summary>The attributes that mark functions and their parameters.</summary>
internal static class FunctionMark
{
    /// <summary>Whether a method has the attribute of a role.</summary>
    public static bool Has(IMethodSymbol method, FunctionRole role) => Find(method, role + "Attribute") is not null;

    /// <summary>What a method is marked as, or null; as an activation, should it be both.</summary>
    public static FunctionRole? Of(IMethodSymbol method) =>
        Has(method, FunctionRole.Activation) ? FunctionRole.Activation : Has(method, FunctionRole.Loss) ? FunctionRole.Loss : null;

    /// <summary>The <c>[Parameter]</c> attribute of a method's parameter, or null.</summary>
    public static AttributeData? Parameter(IParameterSymbol parameter) => Find(parameter, "ParameterAttribute");

    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(each => NetworkAttributes.IsOurs(each) && each.AttributeClass!.Name == attribute);
}
