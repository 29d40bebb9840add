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

    public static readonly Function Sin = Row("Sin", "sin", Transcendental, Math.Sin, () => Cos!.Of(X));
    public static readonly Function Cos = Row("Cos", "cos", Transcendental, Math.Cos, () => -Sin.Of(X));
    public static readonly Function Tan = Row("Tan", "tan", Transcendental, Math.Tan, () => 1 + (Value * Value));
    public static readonly Function Sinh = Row("Sinh", "sinh", Transcendental, Math.Sinh, () => Cosh!.Of(X));
    public static readonly Function Cosh = Row("Cosh", "cosh", Transcendental, Math.Cosh, () => Sinh.Of(X));

    // Where a function ends with an upright tangent its derivative is infinite: arcsin and arccos at ±1, arcosh at 1, ∛ at 0.
    public static readonly Function Asin = Row("Asin", "arcsin", Transcendental, Math.Asin, () => 1 / Sqrt.Of(1 - (X * X)));
    public static readonly Function Acos = Row("Acos", "arccos", Transcendental, Math.Acos, () => -1 / Sqrt.Of(1 - (X * X)));
    public static readonly Function Atan = Row("Atan", "arctan", Transcendental, Math.Atan, () => 1 / (1 + (X * X)));
    public static readonly Function Asinh = Row("Asinh", "arsinh", Transcendental, ScalarMath.Asinh, () => 1 / Sqrt.Of((X * X) + 1));
    public static readonly Function Acosh = Row("Acosh", "arcosh", Transcendental, ScalarMath.Acosh, () => 1 / Sqrt.Of((X * X) - 1));
    public static readonly Function Atanh = Row("Atanh", "artanh", Transcendental, ScalarMath.Atanh, () => 1 / (1 - (X * X)));
    public static readonly Function Cbrt = Row("Cbrt", "∛", Transcendental, ScalarMath.Cbrt, () => 1 / (3 * Value * Value));

    // At a kink the second argument wins, so ReLU as max(z, 0) has the derivative 0 at 0.
    public static readonly Function Max = Row2("Max", "max", Elementary, Math.Max, () => Pick(Relation.Greater, 1, 0), () => Pick(Relation.Greater, 0, 1));
    public static readonly Function Min = Row2("Min", "min", Elementary, Math.Min, () => Pick(Relation.Less, 1, 0), () => Pick(Relation.Less, 0, 1));

    // t ln o with 0 ln 0 = 0
    public static readonly Function XLogY = Row2("XLogY", "xlogy", Transcendental + 2, ScalarMath.XLogY, () => Log!.Of(Y), () => SelectExpr.Of(X, Relation.Equal, 0, 0, X / Y));

    // xʸ: NaN for x < 0 unless y is whole. By y it is 0 where x is 0, and NaN for x < 0, near which there are only whole exponents.
    public static readonly Function Pow = Row2("Pow", "pow", 2 * Transcendental, Math.Pow, PowByBase, () => SelectExpr.Of(X, Relation.Equal, 0, 0, XLogY.Of(Value, X)));

    // The angle of the point (x, y), y first as everywhere. It jumps by 2π where x < 0 and y = 0, which the derivative does not see; at the origin that is 0.
    public static readonly Function Atan2 = Row2("Atan2", "atan2", Transcendental + 5, Math.Atan2, () => OverSquares(Y), () => OverSquares(-X));

    // At the origin, its kink, the derivative is 0.
    public static readonly Function Hypot = Row2("Hypot", "hypot", (2 * Root) + 3, ScalarMath.Hypot, () => UnlessZero(Value, X / Value), () => UnlessZero(Value, Y / Value));

    private static Expr X => Parameter(0);

    private static Expr Y => Parameter(1);

    private static Expr E(Expr exponent) => Exp.Of(exponent);

    private static Expr Pick(Relation relation, double first, double second) => SelectExpr.Of(X, relation, Y, first, second);

    private static Expr UnlessZero(Expr divisor, Expr quotient) => SelectExpr.Of(divisor, Relation.Equal, 0, 0, quotient);

    private static Expr OverSquares(Expr numerator) => UnlessZero((X * X) + (Y * Y), numerator / ((X * X) + (Y * Y)));

    // y = 0 first: else 0 · 0⁻¹ at x = 0.
    private static Expr PowByBase() => UnlessZero(Y, Y * Pow!.Of(X, Y - 1));

    private static Function Row(string name, string notation, int cost, Func<double, double> evaluate, Func<Expr>? derivative, Func<Expr>? definition = null) =>
        new(name, notation, cost, arguments => evaluate(arguments[0]), definition, derivative is null ? Array.Empty<Func<Expr>>() : new[] { derivative });

    private static Function Row2(string name, string notation, int cost, Func<double, double, double> evaluate, Func<Expr> byFirst, Func<Expr> bySecond) =>
        new(name, notation, cost, arguments => evaluate(arguments[0], arguments[1]), definition: null, byFirst, bySecond);
}
