using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec;

/// <summary>Reads the arguments of one attribute by name, wherever they are written; arguments that are missing or wrong give the default.</summary>
internal readonly struct AttributeReader
{
    private readonly AttributeData _attribute;

    public AttributeReader(AttributeData attribute) => _attribute = attribute;

    /// <summary>Whether the C# compiler has an error to report about the attribute: no constructor fits, or an argument is no constant.</summary>
    public bool IsUnreadable
        => _attribute.AttributeConstructor is null
            || _attribute.ConstructorArguments.Any(IsError)
            || _attribute.NamedArguments.Any(argument => IsError(argument.Value));

    public int Int(string name, int missing = 0) => Value(name) is int value ? value : missing;

    /// <summary>Null when it is missing.</summary>
    public long? Long(string name) => Value(name) is long value ? value : null;

    public double Double(string name, double missing = 0) => Value(name) is double value ? value : missing;

    public bool Bool(string name) => Value(name) is true;

    public string? String(string name) => Value(name) as string;

    /// <summary>The name in an argument that is a string, empty for null; null for an argument that is missing or no string.</summary>
    public string? MethodName(string name) => Find(name) is { Type.SpecialType: SpecialType.System_String } constant ? constant.Value as string ?? "" : null;

    /// <summary>The class, struct or interface in a <c>typeof</c>.</summary>
    public INamedTypeSymbol? Type(string name) => Find(name) is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type } ? type.OriginalDefinition : null;

    /// <summary>An array of strings, null elements as empty ones; null when the array is missing or null.</summary>
    public IEnumerable<string>? Strings(string name)
    {
        return Find(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(element => element.Value as string ?? "")
            : null;
    }

    private static bool IsError(TypedConstant constant)
        => constant.Kind == TypedConstantKind.Error
            || (constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(IsError));

    private object? Value(string name)
        => Find(name) is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } constant ? constant.Value : null;

    private TypedConstant? Find(string name)
    {
        foreach (var argument in _attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        var parameters = _attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        for (var i = 0; i < parameters.Length && i < _attribute.ConstructorArguments.Length; i++)
        {
            if (parameters[i].Name == name)
            {
                return _attribute.ConstructorArguments[i];
            }
        }

        return null;
    }
}
