using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using static BackpropGen.Generator.Symbolics.FunctionTable;

namespace BackpropGen.Generator.Symbolics;

/// <summary>How a row's outputs make one loss.</summary>
internal enum Reduction
{
    Sum, Mean,
}

/// <summary>The constants of a loss that a declaration sets.</summary>
/// <param name="HuberDelta">Where Huber's loss turns from a parabola into a line.</param>
internal sealed record LossOptions(double HuberDelta = 1);

/// <summary>A loss ℓ(o, t) of one output.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Reduction">How the outputs of a row are joined.</param>
/// <param name="Notation">The row's loss as comments write it.</param>
/// <param name="Logits">The activation that the loss itself applies to the output, or null.</param>
/// <param name="Formula">ℓ over the variables <c>o</c> and <c>t</c>; with <paramref name="Logits"/>, o is that activation's value.</param>
internal sealed record LossRow(LossKind Kind, Reduction Reduction, string Notation, ActivationKind? Logits, Func<LossOptions, Expr> Formula);

/// <summary>The losses, one row each.</summary>
internal static class LossTable
{
    /// <summary>The names of output and target in formulas.</summary>
    public const string Output = "o", Target = "t";

    private const string BinaryNotation = "−1/K Σₖ (tₖ ln oₖ + (1 − tₖ) ln(1 − oₖ))";
    private const string CrossNotation = "−Σₖ tₖ ln pₖ";

    private static readonly Expr O = Expr.Variable(Output), T = Expr.Variable(Target);

    private static readonly Dictionary<LossKind, LossRow> Rows = new[]
    {
        Row(LossKind.HalfSquaredError, Reduction.Sum, "½ Σₖ (oₖ − tₖ)²", 0.5 * (O - T) * (O - T)),
        Row(LossKind.MeanSquaredError, Reduction.Mean, "1/K Σₖ (oₖ − tₖ)²", (O - T) * (O - T)),
        Row(LossKind.MeanAbsoluteError, Reduction.Mean, "1/K Σₖ |oₖ − tₖ|", Abs.Of(O - T)),
        new LossRow(LossKind.Huber, Reduction.Mean, "1/K Σₖ (|eₖ| ≤ δ ? ½ eₖ² : δ (|eₖ| − ½ δ)), e = o − t", Logits: null, options => Huber(options.HuberDelta)),
        Row(LossKind.LogCosh, Reduction.Mean, "1/K Σₖ ln cosh(oₖ − tₖ)", LogCosh.Of(O - T)),
        Row(LossKind.BinaryCrossEntropy, Reduction.Mean, BinaryNotation, BinaryCrossEntropy()),
        Row(LossKind.BinaryCrossEntropyWithLogits, Reduction.Mean, BinaryNotation + ", with σ(oₖ) for oₖ", BinaryCrossEntropy(), ActivationKind.Sigmoid),
        Row(LossKind.CrossEntropy, Reduction.Sum, CrossNotation + ", p = o", -XLogY.Of(T, O)),
        Row(LossKind.CrossEntropyWithLogits, Reduction.Sum, CrossNotation + ", p = softmax(o)", -XLogY.Of(T, O), ActivationKind.Softmax),
        Row(LossKind.Hinge, Reduction.Mean, "1/K Σₖ max(1 − tₖ oₖ, 0)", Max.Of(1 - (T * O), 0)),
        Row(LossKind.SquaredHinge, Reduction.Mean, "1/K Σₖ max(1 − tₖ oₖ, 0)²", PowerExpr.Of(Max.Of(1 - (T * O), 0), 2)),
        Row(LossKind.PoissonNegativeLogLikelihood, Reduction.Mean, "1/K Σₖ (exp(oₖ) − tₖ oₖ)", Exp.Of(O) - (T * O)),
        Row(LossKind.KullbackLeibler, Reduction.Sum, "Σₖ tₖ (ln tₖ − ln oₖ)", XLogY.Of(T, T) - XLogY.Of(T, O)),
    }.ToDictionary(row => row.Kind);

    /// <summary>The row of a resolved loss (never <see cref="LossKind.Auto"/>).</summary>
    public static LossRow Of(LossKind kind) => Rows[kind];

    private static LossRow Row(LossKind kind, Reduction reduction, string notation, Expr formula, ActivationKind? logits = null) => new(kind, reduction, notation, logits, _ => formula);

    private static Expr BinaryCrossEntropy() => -XLogY.Of(T, O) - XLogY.Of(1 - T, 1 - O);

    private static Expr Huber(double delta) =>
        SelectExpr.Of(Abs.Of(O - T), Relation.LessOrEqual, delta, 0.5 * (O - T) * (O - T), delta * (Abs.Of(O - T) - (0.5 * delta)));
}
