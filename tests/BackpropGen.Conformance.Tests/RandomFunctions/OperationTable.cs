using System;
using System.Collections.Generic;
using BackpropGen.Generator.Symbolics;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Conformance.Tests.RandomFunctions;

/// <summary>Every operation that is understood, one row each.</summary>
internal static class OperationTable
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Of("({0} + {1})", (x, y) => x + y, (x, y) => x + y),
        Of("({0} - {1})", (x, y) => x - y, (x, y) => x - y),
        Of("({0} * {1})", (x, y) => x * y, (x, y) => x * y),
        Of("({0} / {1})", (x, y) => x / y, (x, y) => x / y) with { Domain = Domain.Divisor, Piece = a => SignOf(a[1]) },
        Of("(-{0})", x => -x, x => -x),
        Of("M.Sqrt({0})", Math.Sqrt, x => Sqrt.Of(x), Domain.Positive),
        Of("M.Cbrt({0})", Math.Cbrt, x => Cbrt.Of(x)) with { Piece = Signs },
        Of("M.Abs({0})", Math.Abs, x => Abs.Of(x)) with { Piece = Signs },
        Of("M.Exp({0})", Math.Exp, x => Exp.Of(x), Domain.Small),
        Of("T.Exp2({0})", double.Exp2, x => Exp.Of(Math.Log(2) * x), Domain.Small),
        Of("T.ExpM1({0})", double.ExpM1, x => Expm1.Of(x), Domain.Small),
        Of("M.Log({0})", Math.Log, x => Log.Of(x), Domain.Positive),
        Of("M.Log2({0})", Math.Log2, x => Log.Of(x) / Math.Log(2), Domain.Positive),
        Of("M.Log10({0})", Math.Log10, x => Log.Of(x) / Math.Log(10), Domain.Positive),
        Of("T.LogP1({0})", double.LogP1, x => Log1p.Of(x), Domain.Positive),
        Of("M.Sin({0})", Math.Sin, x => Sin.Of(x)),
        Of("M.Cos({0})", Math.Cos, x => Cos.Of(x)),
        Of("M.Tan({0})", Math.Tan, x => Tan.Of(x), Domain.BelowOne) with { Piece = a => (int)Math.Round(Math.Clamp(a[0] / Math.PI, -1e6, 1e6)) },
        Of("M.Asin({0})", Math.Asin, x => Asin.Of(x), Domain.BelowOne),
        Of("M.Acos({0})", Math.Acos, x => Acos.Of(x), Domain.BelowOne),
        Of("M.Atan({0})", Math.Atan, x => Atan.Of(x)),
        Of("M.Sinh({0})", Math.Sinh, x => Sinh.Of(x), Domain.Small),
        Of("M.Cosh({0})", Math.Cosh, x => Cosh.Of(x), Domain.Small),
        Of("M.Tanh({0})", Math.Tanh, x => Tanh.Of(x)),
        Of("M.Asinh({0})", Math.Asinh, x => Asinh.Of(x)),
        Of("M.Acosh({0})", Math.Acosh, x => Acosh.Of(x), Domain.AboveOne),
        Of("M.Atanh({0})", Math.Atanh, x => Atanh.Of(x), Domain.BelowOne),
        Of("T.SinPi({0})", double.SinPi, x => Sin.Of(Math.PI * x)),
        Of("M.Max({0}, {1})", Math.Max, (x, y) => Max.Of(x, y)) with { Piece = Order },
        Of("M.Min({0}, {1})", Math.Min, (x, y) => Min.Of(x, y)) with { Piece = Order },
        Of("M.Pow({0}, {1})", Math.Pow, (x, y) => Pow.Of(x, y), Domain.Positive),
        Of("M.Pow({0}, 3)", x => x * x * x, x => PowerExpr.Of(x, 3)),
        Of("M.Atan2({0}, {1})", AngleOffItsCut, (y, x) => Atan2.Of(y, x)) with { Piece = a => (3 * SignOf(a[0])) + SignOf(a[1]) },
        Of("T.Hypot({0}, {1})", double.Hypot, (x, y) => Hypot.Of(x, y)) with { Piece = a => (3 * SignOf(a[0])) + SignOf(a[1]) },
        new("M.Clamp({0}, -1, 2)", 1, a => Math.Clamp(a[0], -1, 2), a => Min.Of(Max.Of(a[0], -1), 2)) { Piece = a => a[0] < -1 ? 0 : a[0] > 2 ? 2 : 1 },
        new("M.FusedMultiplyAdd({0}, {1}, {2})", 3, a => (a[0] * a[1]) + a[2], a => (a[0] * a[1]) + a[2]),
        new("T.Lerp({0}, {1}, {2})", 3, a => (a[0] * (1 - a[2])) + (a[1] * a[2]), a => (a[0] * (1 - a[2])) + (a[1] * a[2])),
        Choice(">", Relation.Greater, (x, y) => x > y),
        Choice(">=", Relation.GreaterOrEqual, (x, y) => x >= y),
        Choice("<", Relation.Less, (x, y) => x < y),
        Choice("<=", Relation.LessOrEqual, (x, y) => x <= y),
        new("(!({0} > {1}) ? {2} : {3})", 4, a => !(a[0] > a[1]) ? a[2] : a[3], a => SelectExpr.Of(a[0], Relation.Greater, a[1], a[3], a[2])) { Piece = Order },
        new("({0} switch {{ > 0 => {1}, <= -1 => {2}, _ => {3} }})", 4, a => a[a[0] > 0 ? 1 : a[0] <= -1 ? 2 : 3], a => SelectExpr.Of(a[0], Relation.Greater, 0, a[1], SelectExpr.Of(a[0], Relation.LessOrEqual, -1, a[2], a[3])))
        {
            Piece = a => SignOf(a[0]) + SignOf(a[0] + 1),
        },

        // as users write the functions that the compiler has by name
        Of("(1 / (1 + M.Exp(-{0})))", x => 1 / (1 + Math.Exp(-x)), x => 1 / (1 + Exp.Of(-x))),
        Of("M.Log(1 + M.Exp({0}))", x => Math.Log(1 + Math.Exp(x)), x => Log.Of(1 + Exp.Of(x)), Domain.Small),
        Of("(M.Sinh({0}) / M.Cosh({0}))", Math.Tanh, x => Sinh.Of(x) / Cosh.Of(x), Domain.Small),
        Of("(M.Sin({0}) * M.Sin({0}))", x => Math.Sin(x) * Math.Sin(x), x => Sin.Of(x) * Sin.Of(x)),
    ];

    private static Operation Of(string text, Func<double, double> value, Func<Expr, Expr> expression, Domain domain = Domain.Everywhere) =>
        new(text, 1, a => value(a[0]), a => expression(a[0])) { Domain = domain };

    private static Operation Of(string text, Func<double, double, double> value, Func<Expr, Expr, Expr> expression, Domain domain = Domain.Everywhere) =>
        new(text, 2, a => value(a[0], a[1]), a => expression(a[0], a[1])) { Domain = domain };

    private static Operation Choice(string sign, Relation relation, Func<double, double, bool> holds) =>
        new("({0} " + sign + " {1} ? {2} : {3})", 4, a => holds(a[0], a[1]) ? a[2] : a[3], a => SelectExpr.Of(a[0], relation, a[1], a[2], a[3])) { Piece = Order };

    // of NaN, too
    // on the cut the sign of a zero decides between π and −π, and real numbers have one zero
    private static double AngleOffItsCut(double y, double x) => y == 0 && x < 0 ? double.NaN : Math.Atan2(y, x);

    private static int SignOf(double x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    private static int Signs(double[] arguments) => SignOf(arguments[0]);

    private static int Order(double[] arguments) => arguments[0].CompareTo(arguments[1]);
}
