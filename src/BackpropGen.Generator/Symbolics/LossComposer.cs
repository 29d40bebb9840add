using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A loss over an activation's argument in place of its value.</summary>
/// <param name="Expression">ℓ(f(z), t), simplified.</param>
/// <param name="IsBetter">Whether a logarithm of the output has disappeared: then this form stays finite where the output rounds to 0 or 1.</param>
internal sealed record ComposedLoss(Expr Expression, bool IsBetter);

/// <summary>Puts an activation into a loss, so that logarithms and exponentials meet and cancel: BCE ∘ σ gives softplus, CE ∘ softmax gives log-sum-exp.</summary>
internal static class LossComposer
{
    /// <summary>Composes a loss over <c>o</c> and <c>t</c> with an activation over <c>z</c> (and <c>lse</c>).</summary>
    public static ComposedLoss Compose(Expr loss, Expr activation)
    {
        Expr composed = Simplifier.Simplify(loss.Substitute(LossTable.Output, activation));
        bool hadLogarithm = TakesLogarithmOf(loss, new[] { LossTable.Output });
        return new ComposedLoss(composed, hadLogarithm && !TakesLogarithmOf(composed, activation.Variables.ToArray()));
    }

    private static bool TakesLogarithmOf(Expr expression, string[] variables) =>
        expression.Subtrees().Any(part => part is CallExpr { Function.Name: "Log" or "Log1p" or "XLogY" } call && variables.Any(call.DependsOn));
}
