using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>
/// What is decided about a network that is written out number by number. Its step is one chain of dependent operations, layer after layer and back, so its time is the
/// length of that chain, and everything here makes the chain shorter.
/// </summary>
/// <param name="IsFused">
/// Whether sums of products are multiply-adds of one rounding, and deltas carry −η. In single precision only: double keeps plain arithmetic, whose digits the documents print.
/// </param>
/// <param name="LookAhead">
/// Layers whose pre-activation of the next row is computed before this row's update and corrected by it: z′ + δ (1 + xᵀ x′) is one multiply-add after δ, in place of the
/// update and a whole dot product. Those that read the inputs.
/// </param>
/// <param name="Folded">Gradients Wᵀ δ that take on the factor f′, which is there before δ is: Σ (w f′) δ in place of (Σ w δ) f′.</param>
internal sealed record UnrolledChoices(bool IsFused, IReadOnlyList<Affine> LookAhead, ISet<string> Folded)
{
    public static UnrolledChoices Of(bool isDouble, Program inference, Program? training) => isDouble || training is null
        ? new(!isDouble, Array.Empty<Affine>(), new HashSet<string>())
        : new(true, training.Graph.Forward.OfType<Affine>().Where(affine => CanLookAhead(affine, inference.Graph.Input) && ReachesLoss(affine, training)).ToArray(), Foldable(training));

    /// <summary>A layer that does not reach the output has no delta to be corrected by.</summary>
    private static bool ReachesLoss(Affine affine, Program training) =>
        training.Sections.SelectMany(section => section.Operations).OfType<AffineParameterGradient>().Any(gradient => gradient.Weights == affine.Weights);

    /// <summary>A bias shared by all units moves by the sum of the deltas, and sparse edges each by another product of inputs: too much for one multiply-add.</summary>
    private static bool CanLookAhead(Affine affine, Value input) =>
        affine.Source.Name == input.Name && !affine.Weights.IsSparse && (affine.Biases is not { Frozen: false } biases || biases.Count == affine.Weights.To);

    private static HashSet<string> Foldable(Program training)
    {
        var operations = training.Sections.SelectMany(section => section.Operations).ToArray();
        var names = operations.OfType<AffineInputGradient>().Where(gradient => gradient.Weights.To <= PlanLimits.FoldedUnits).Select(gradient => gradient.Result.Name);
        return new HashSet<string>(names.Where(name => operations.Where(operation => operation.Operands.Contains(name)).ToArray() is { Length: 1 } uses && IsFactor(name, uses[0])), StringComparer.Ordinal);
    }

    private static bool IsFactor(string name, Operation operation) =>
        operation is Map { Formula: ProductExpr product } && product.Factors.Contains(Expr.Variable(name)) && product.Factors.Count(factor => factor.DependsOn(name)) == 1;
}
