using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>Appends the loss of each row to a graph, composed with the output's activation where that is the numerically stable form.</summary>
internal static class LossBuilder
{
    /// <summary>The loss that <see cref="LossKind.Auto"/> stands for.</summary>
    public static LossKind Resolve(NetworkSpec spec)
    {
        if (spec.Loss != LossKind.Auto)
        {
            return spec.Loss;
        }

        var output = spec.Layers[spec.Layers.Count - 1];
        var activation = output.Kind is LayerKind.Dense or LayerKind.Activate ? output.Activation : ActivationKind.Identity;
        return activation switch
        {
            ActivationKind.Sigmoid => LossKind.BinaryCrossEntropy,
            ActivationKind.Softmax => LossKind.CrossEntropy,
            _ => LossKind.MeanSquaredError,
        };
    }

    /// <summary>Whether the loss is a mean over the outputs, not a sum.</summary>
    public static bool IsMean(NetworkSpec spec) => LossTable.Of(Resolve(spec)).Reduction == Reduction.Mean;

    public static void Build(NetworkGraph graph)
    {
        var formula = Smooth(graph, LossTable.Of(Resolve(graph.Spec)).Formula(graph.Spec.HuberDelta));
        var substitution = new Dictionary<string, Expr> { ["o"] = graph.Output.Variable, ["t"] = graph.Target.Variable };
        if (formula.Variables.Contains("lse"))
        {
            var lse = graph.Add(new Value("lse", "lse", Extent.Row, 1));
            graph.LossOperations.Add(new LogSumExp(lse, graph.Output));
            substitution["lse"] = lse.Variable;
        }

        formula = Compose(graph, formula.Substitute(substitution));
        graph.RowLoss = graph.Add(new Value("e", "E", Extent.Row, 1));
        graph.LossOperations.Add(new RowSum(graph.RowLoss, formula));
    }

    /// <summary>Label smoothing: t becomes (1 − s) t + s / K.</summary>
    private static Expr Smooth(NetworkGraph graph, Expr formula)
    {
        var smoothing = graph.Spec.LabelSmoothing;
        return smoothing == 0
            ? formula
            : formula.Substitute(new Dictionary<string, Expr> { ["t"] = ((1 - smoothing) * Expr.Variable("t")) + (smoothing / graph.Target.Units) });
    }

    private static Expr Compose(NetworkGraph graph, Expr formula)
    {
        var output = graph.Forward.OfType<Map>().FirstOrDefault(map => map.Result.Name == graph.Output.Name);
        return output is null ? Simplifier.Simplify(formula) : LossComposer.Compose(formula, output.Result.Name, output.Formula);
    }
}
