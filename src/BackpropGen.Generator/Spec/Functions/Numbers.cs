using System;
using System.Globalization;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>Types and constants of C# as formulas have them.</summary>
internal static class Numbers
{
    /// <summary>Whether values of a type are numbers that can be differentiated: <c>float</c>, <c>double</c>, or a type parameter that stands for one.</summary>
    public static bool IsReal(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Single or SpecialType.System_Double } or ITypeParameterSymbol;

    /// <summary>Whether a type is one of the integers.</summary>
    public static bool IsInteger(ITypeSymbol? type) => type is { SpecialType: >= SpecialType.System_Char and <= SpecialType.System_UInt64 } or { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr };

    /// <summary>The value of a constant; null for one that is no number. A <c>float</c> is taken as the decimal it was written as, so that 0.1f is 0.1 in a network of doubles.</summary>
    public static double? Value(object? constant) => constant switch
    {
        float single when float.IsNaN(single) || float.IsInfinity(single) => single,
        float single => double.Parse(Dialect.ScalarSingle.Literal(single).TrimEnd('f'), CultureInfo.InvariantCulture),
        double or sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(constant, CultureInfo.InvariantCulture),
        char character => character,
        _ => null,
    };
}
