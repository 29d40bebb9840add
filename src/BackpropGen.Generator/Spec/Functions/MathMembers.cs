using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using Microsoft.CodeAnalysis;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Spec.Functions;

/// <summary>The members of <c>Math</c>, <c>MathF</c>, <c>float</c>, <c>double</c> and the generic number interfaces, as formulas. One row each; a name alone stands for all of these types.</summary>
internal static class MathMembers
{
    private static readonly double Ln2 = Math.Log(2), Ln10 = Math.Log(10);

    private static readonly Dictionary<string, Func<Expr, Expr>> Unary = new(StringComparer.Ordinal)
    {
        ["Abs"] = x => Abs.Of(x),
        ["Sign"] = x => Sign.Of(x),
        ["Sqrt"] = x => Sqrt.Of(x),
        ["Cbrt"] = x => Cbrt.Of(x),
        ["Exp"] = x => Exp.Of(x),
        ["Exp2"] = x => Exp.Of(Ln2 * x),
        ["Exp10"] = x => Exp.Of(Ln10 * x),
        ["ExpM1"] = x => Expm1.Of(x),
        ["Exp2M1"] = x => Expm1.Of(Ln2 * x),
        ["Exp10M1"] = x => Expm1.Of(Ln10 * x),
        ["Log"] = x => Log.Of(x),
        ["Log2"] = x => Log.Of(x) / Ln2,
        ["Log10"] = x => Log.Of(x) / Ln10,
        ["LogP1"] = x => Log1p.Of(x),
        ["Log2P1"] = x => Log1p.Of(x) / Ln2,
        ["Log10P1"] = x => Log1p.Of(x) / Ln10,
        ["Sin"] = x => Sin.Of(x),
        ["Cos"] = x => Cos.Of(x),
        ["Tan"] = x => Tan.Of(x),
        ["Asin"] = x => Asin.Of(x),
        ["Acos"] = x => Acos.Of(x),
        ["Atan"] = x => Atan.Of(x),
        ["Sinh"] = x => Sinh.Of(x),
        ["Cosh"] = x => Cosh.Of(x),
        ["Tanh"] = x => Tanh.Of(x),
        ["Asinh"] = x => Asinh.Of(x),
        ["Acosh"] = x => Acosh.Of(x),
        ["Atanh"] = x => Atanh.Of(x),
        ["SinPi"] = x => Sin.Of(Math.PI * x),
        ["CosPi"] = x => Cos.Of(Math.PI * x),
        ["TanPi"] = x => Tan.Of(Math.PI * x),
        ["AsinPi"] = x => Asin.Of(x) / Math.PI,
        ["AcosPi"] = x => Acos.Of(x) / Math.PI,
        ["AtanPi"] = x => Atan.Of(x) / Math.PI,
        ["ReciprocalEstimate"] = x => 1 / x,
        ["ReciprocalSqrtEstimate"] = x => 1 / Sqrt.Of(x),
        ["DegreesToRadians"] = x => Math.PI / 180 * x,
        ["RadiansToDegrees"] = x => 180 / Math.PI * x,
        ["CreateChecked"] = x => x,
        ["CreateSaturating"] = x => x,
        ["CreateTruncating"] = x => x,
    };

    // Of max and min the second argument wins where both are equal, as in FunctionTable.
    private static readonly Dictionary<string, Func<Expr, Expr, Expr?>> Binary = new(StringComparer.Ordinal)
    {
        ["Max"] = (x, y) => Max.Of(x, y),
        ["Min"] = (x, y) => Min.Of(x, y),
        ["MaxNumber"] = (x, y) => Max.Of(x, y),
        ["MinNumber"] = (x, y) => Min.Of(x, y),
        ["MaxMagnitude"] = (x, y) => SelectExpr.Of(Abs.Of(x), Relation.Greater, Abs.Of(y), x, y),
        ["MinMagnitude"] = (x, y) => SelectExpr.Of(Abs.Of(x), Relation.Less, Abs.Of(y), x, y),
        ["CopySign"] = (x, sign) => SelectExpr.Of(sign, Relation.GreaterOrEqual, 0, Abs.Of(x), -Abs.Of(x)),
        ["Pow"] = Powers.Of,
        ["RootN"] = Powers.Root,
        ["ScaleB"] = (x, n) => x * Powers.Of(2, n),
        ["Log"] = (x, @base) => Log.Of(x) / Log.Of(@base),
        ["Atan2"] = (y, x) => Atan2.Of(y, x),
        ["Atan2Pi"] = (y, x) => Atan2.Of(y, x) / Math.PI,
        ["Hypot"] = (x, y) => Hypot.Of(x, y),
    };

    private static readonly Dictionary<string, Func<Expr, Expr, Expr, Expr>> Ternary = new(StringComparer.Ordinal)
    {
        ["Clamp"] = (x, low, high) => Min.Of(Max.Of(x, low), high),
        ["FusedMultiplyAdd"] = (x, y, z) => (x * y) + z,
        ["MultiplyAddEstimate"] = (x, y, z) => (x * y) + z,
        ["Lerp"] = (from, to, amount) => (from * (1 - amount)) + (to * amount),
    };

    private static readonly Dictionary<string, double> Constants = new(StringComparer.Ordinal)
    {
        ["PI"] = Math.PI,
        ["Pi"] = Math.PI,
        ["Tau"] = 2 * Math.PI,
        ["E"] = Math.E,
        ["One"] = 1,
        ["Zero"] = 0,
        ["NegativeOne"] = -1,
        ["NegativeZero"] = 0,
        ["AdditiveIdentity"] = 0,
        ["MultiplicativeIdentity"] = 1,
    };

    // Their derivative is 0 wherever there is one, so that nothing could be learned through them.
    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal) { "Floor", "Ceiling", "Round", "Truncate", "IEEERemainder", "Ieee754Remainder", "ILogB" };

    /// <summary>Whether a member's type is one of those that the tables are of.</summary>
    public static bool IsMathType(INamedTypeSymbol? type) => type is not null
        && (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
            || (type.Name is "Math" or "MathF" && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
            || (type.TypeKind == TypeKind.Interface && type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }));

    /// <summary>A call of a math type's static method as a formula; null for one that has none.</summary>
    public static Expr? Call(string name, IReadOnlyList<Expr> arguments) => arguments.Count switch
    {
        1 when Unary.TryGetValue(name, out var function) => function(arguments[0]),
        2 when Binary.TryGetValue(name, out var function) => function(arguments[0], arguments[1]),
        3 when Ternary.TryGetValue(name, out var function) => function(arguments[0], arguments[1], arguments[2]),
        _ => null,
    };

    /// <summary>Whether a method of a math type jumps from value to value.</summary>
    public static bool IsStep(string name) => Steps.Contains(name);

    /// <summary>The exact value of a math type's constant or static property; null for any other.</summary>
    public static double? Constant(string name) => Constants.TryGetValue(name, out var value) ? value : null;

    /// <summary>Whether a method of a math type is known under this name, whatever the number of its arguments.</summary>
    public static IEnumerable<string> Names()
    {
        foreach (var names in new IEnumerable<string>[] { Unary.Keys, Binary.Keys, Ternary.Keys })
        {
            foreach (var name in names)
            {
                yield return name;
            }
        }
    }
}
