using System;
using static BackpropGen.Generator.Symbolics.Function;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The functions that formulas are made of, one row each.</summary>
internal static class FunctionTable
{
    public static readonly Function Exp = Row("Exp", "exp", Transcendental, Math.Exp, () => Value);
    public static readonly Function Log = Row("Log", "ln", Transcendental, Math.Log, () => 1 / X);
    public static readonly Function Expm1 = Row("Expm1", "expm1", Transcendental, ScalarMath.Expm1, () => E(X), definition: () => E(X) - 1);
    public static readonly Function Log1p = Row("Log1p", "log1p", Transcendental, ScalarMath.Log1p, () => 1 / (1 + X), definition: () => Log!.Of(1 + X));
    public static readonly Function Sqrt = Row("Sqrt", "√", Root, Math.Sqrt, () => 0.5 / Value);
    public static readonly Function Erf = Row("Erf", "erf", Transcendental, ScalarMath.Erf, () => 2 / Math.Sqrt(Math.PI) * E(-(X * X)));
    public static readonly Function Abs = Row("Abs", "abs", Elementary, Math.Abs, () => Sign!.Of(X));
    public static readonly Function Sign = Row("Sign", "sign", Elementary, ScalarMath.Sign, () => 0);

    // No derivative written: these are found from the definitions (σ′ = a (1 − a), tanh′ = 1 − a², softplus′ = σ).
    public static readonly Function Sigmoid = Row("Sigmoid", "σ", Transcendental, ScalarMath.Sigmoid, derivative: null, () => 1 / (1 + E(-X)));
    public static readonly Function Tanh = Row("Tanh", "tanh", Transcendental, Math.Tanh, derivative: null, () => 1 - (2 / (1 + E(2 * X))));
    public static readonly Function Softplus = Row("Softplus", "softplus", 2 * Transcendental, ScalarMath.Softplus, derivative: null, () => Log!.Of(1 + E(X)));
    public static readonly Function LogCosh = Row("LogCosh", "ln cosh", 2 * Transcendental, ScalarMath.LogCosh, derivative: () => Tanh!.Of(X));

    // At a kink the second argument wins, so ReLU as max(z, 0) has the derivative 0 at 0.
    public static readonly Function Max = Row2("Max", "max", Elementary, Math.Max, () => Pick(Relation.Greater, 1, 0), () => Pick(Relation.Greater, 0, 1));
    public static readonly Function Min = Row2("Min", "min", Elementary, Math.Min, () => Pick(Relation.Less, 1, 0), () => Pick(Relation.Less, 0, 1));

    // t ln o with 0 ln 0 = 0
    public static readonly Function XLogY = Row2("XLogY", "xlogy", Transcendental + 2, ScalarMath.XLogY, () => Log!.Of(Y), () => SelectExpr.Of(X, Relation.Equal, 0, 0, X / Y));

    private static Expr X => Parameter(0);

    private static Expr Y => Parameter(1);

    private static Expr E(Expr exponent) => Exp.Of(exponent);

    private static Expr Pick(Relation relation, double first, double second) => SelectExpr.Of(X, relation, Y, first, second);

    private static Function Row(string name, string notation, int cost, Func<double, double> evaluate, Func<Expr>? derivative, Func<Expr>? definition = null) =>
        new(name, notation, cost, arguments => evaluate(arguments[0]), definition, derivative is null ? Array.Empty<Func<Expr>>() : new[] { derivative });

    private static Function Row2(string name, string notation, int cost, Func<double, double, double> evaluate, Func<Expr> byFirst, Func<Expr> bySecond) =>
        new(name, notation, cost, arguments => evaluate(arguments[0], arguments[1]), definition: null, byFirst, bySecond);
}
