using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>An activation a = f(z).</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Notation">The formula as comments write it.</param>
/// <param name="Formula">f over the variable <c>z</c>; softmax over <c>z</c> and <c>lse</c>, the row's ln Σ eᶻ.</param>
internal sealed record ActivationRow(string Name, string Notation, Expr Formula)
{
    /// <summary>Whether a unit's value depends on the other units of its row, through their log-sum-exp.</summary>
    public bool NeedsLogSumExp => Formula.DependsOn(ActivationTable.LogSumExp);
}

/// <summary>The activations, one row each: definitions and conventions at kinks are PyTorch's.</summary>
internal static class ActivationTable
{
    /// <summary>The name of the argument in formulas.</summary>
    public const string Argument = "z";

    /// <summary>The name of the row's log-sum-exp in formulas.</summary>
    public const string LogSumExp = "lse";

    // Klambauer et al. 2017, "Self-Normalizing Neural Networks".
    private const double SeluScale = 1.0507009873554804934193349852946, SeluAlpha = 1.6732632423543772848170429916717;
    private const double LeakySlope = 0.01;

    private static readonly Dictionary<ActivationKind, ActivationRow> Rows = new[]
    {
        Row(ActivationKind.Identity, "z", z => z),
        Row(ActivationKind.Sigmoid, "σ(z)", z => Sigmoid.Of(z)),
        Row(ActivationKind.LogSigmoid, "ln σ(z)", z => Log.Of(Sigmoid.Of(z))),
        Row(ActivationKind.Tanh, "tanh(z)", z => Tanh.Of(z)),
        Row(ActivationKind.ReLU, "max(z, 0)", z => Max.Of(z, 0)),
        Row(ActivationKind.ReLU6, "min(max(z, 0), 6)", z => Min.Of(Max.Of(z, 0), 6)),
        Row(ActivationKind.LeakyReLU, "z > 0 ? z : 0.01 z", z => IfPositive(z, z, LeakySlope * z)),
        Row(ActivationKind.Elu, "z > 0 ? z : eᶻ − 1", z => IfPositive(z, z, Expm1.Of(z))),
        Row(ActivationKind.Selu, "λ (z > 0 ? z : α (eᶻ − 1))", z => IfPositive(z, SeluScale * z, SeluScale * SeluAlpha * Expm1.Of(z))),
        Row(ActivationKind.Softplus, "ln(1 + eᶻ)", z => Softplus.Of(z)),
        Row(ActivationKind.Softsign, "z / (1 + |z|)", z => z / (1 + Abs.Of(z))),
        Row(ActivationKind.Gelu, "½ z (1 + erf(z/√2))", z => 0.5 * z * (1 + Erf.Of(z * Math.Sqrt(0.5)))),
        Row(ActivationKind.GeluTanh, "½ z (1 + tanh(√(2/π) (z + 0.044715 z³)))", z => 0.5 * z * (1 + Tanh.Of(Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z))))),
        Row(ActivationKind.Silu, "z σ(z)", z => z * Sigmoid.Of(z)),
        Row(ActivationKind.Mish, "z tanh(softplus(z))", z => z * Tanh.Of(Softplus.Of(z))),
        Row(ActivationKind.HardTanh, "max(min(z, 1), −1)", z => Max.Of(Min.Of(z, 1), -1)),
        Row(ActivationKind.HardSigmoid, "min(max(z + 3, 0), 6) / 6", z => Min.Of(Max.Of(z + 3, 0), 6) / 6),

        // Not z · hardsigmoid(z): at ±3 the derivative is the parabola's, −½ and 3/2.
        Row(ActivationKind.HardSwish, "z < −3 ? 0 : z > 3 ? z : z (z + 3) / 6", z =>
            SelectExpr.Of(z, Relation.Less, -3, 0, SelectExpr.Of(z, Relation.Greater, 3, z, z * (z + 3) / 6))),
        Row(ActivationKind.Softmax, "exp(z − ln Σ eᶻ)", z => Exp.Of(z - Expr.Variable(LogSumExp))),
    }.ToDictionary(pair => pair.Kind, pair => pair.Row);

    /// <summary>All rows, with their kinds.</summary>
    public static IEnumerable<(ActivationKind Kind, ActivationRow Row)> All => Rows.Select(pair => (pair.Key, pair.Value));

    public static ActivationRow Of(ActivationKind kind) => Rows[kind];

    private static (ActivationKind Kind, ActivationRow Row) Row(ActivationKind kind, string notation, Func<Expr, Expr> formula) =>
        (kind, new ActivationRow(kind.ToString(), notation, Simplifier.Simplify(formula(Expr.Variable(Argument)))));

    private static Expr IfPositive(Expr z, Expr positive, Expr other) => SelectExpr.Of(z, Relation.Greater, 0, positive, other);
}
