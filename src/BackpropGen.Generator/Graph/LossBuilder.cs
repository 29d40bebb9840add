using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>Appends the loss of each row to a graph, composed with the output's activation where that is the numerically stable form.</summary>
internal static class LossBuilder
{
    /// <summary>The loss as declared: a row of the table, or the user's own, which is the mean over the outputs.</summary>
    public static LossRow Row(NetworkSpec spec) => spec.LossFunction is { } function
        ? new LossRow(LossKind.Auto, Reduction.Mean, $"1/K Σₖ {function.Name}(oₖ, tₖ)", Logits: null, _ => function.Formula!)
        : LossTable.Of(Outputs.Loss(spec));

    /// <summary>Whether the loss is a mean over the outputs, not a sum.</summary>
    public static bool IsMean(NetworkSpec spec) => Row(spec).Reduction == Reduction.Mean;

    public static void Build(NetworkGraph graph)
    {
        var row = Row(graph.Spec);
        var formula = Smooth(graph, row.Formula(new LossOptions(graph.Spec.HuberDelta)));
        formula = row.Logits is { } logits ? OfLogits(graph, formula, logits) : OfOutput(graph, formula);
        graph.RowLoss = graph.Add(new Value("e", "E", Extent.Row, 1));
        graph.LossOperations.Add(new RowSum(graph.RowLoss, formula.Substitute(LossTable.Target, graph.Target.Variable)));
    }

    /// <summary>Label smoothing: t becomes (1 − s) t + s / K.</summary>
    private static Expr Smooth(NetworkGraph graph, Expr formula)
    {
        var smoothing = graph.Spec.LabelSmoothing;
        return smoothing == 0 || !Outputs.TakesSmoothing(Outputs.Loss(graph.Spec))
            ? formula
            : formula.Substitute(LossTable.Target, ((1 - smoothing) * Expr.Variable(LossTable.Target)) + (smoothing / graph.Target.Units));
    }

    /// <summary>The loss of the output's activation, where composing the two takes a logarithm away; else the loss of the output itself.</summary>
    private static Expr OfOutput(NetworkGraph graph, Expr formula)
    {
        var plain = Simplifier.Simplify(formula.Substitute(LossTable.Output, graph.Output.Variable));
        var output = graph.Forward.OfType<Map>().FirstOrDefault(map => map.Result.Name == graph.Output.Name);
        if (output is not null && LossComposer.Compose(formula, output.Formula) is { IsBetter: true } composed)
        {
            graph.DeclaredLoss = plain;
            return composed.Expression;
        }

        return plain;
    }

    /// <summary>A loss that applies an activation of its own to the output.</summary>
    private static Expr OfLogits(NetworkGraph graph, Expr formula, ActivationKind activation)
    {
        var row = ActivationTable.Of(activation);
        var substitution = row.NeedsLogSumExp
            ? SoftmaxArguments.Append(graph, graph.LossOperations, graph.Output, "", "")
            : new Dictionary<string, Expr> { [ActivationTable.Argument] = graph.Output.Variable };
        return LossComposer.Compose(formula, row.Formula.Substitute(substitution)).Expression;
    }
}
