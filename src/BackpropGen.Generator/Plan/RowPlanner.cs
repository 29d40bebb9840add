using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>Decides kernels and memory of plain gradient descent on single rows.</summary>
internal sealed class RowPlanner
{
    private readonly TrainingGraph _training;
    private readonly IReadOnlyList<Operation> _all;

    private RowPlanner(TrainingGraph training)
    {
        _training = training;
        _all = training.Graph.Forward.Concat(training.Graph.LossOperations).Concat(training.Backward).ToArray();
    }

    /// <summary>Whether all parameters that there are can be updated by the kernels for single rows.</summary>
    public static bool Applies(LayerTable layers) => layers.Tensors.All(tensor =>
        (tensor.Role == TensorRole.Weight && !tensor.IsSparse && !tensor.Frozen) || tensor.Role == TensorRole.Bias);

    /// <summary>The plan for a training graph; <see cref="Applies"/> must hold.</summary>
    /// <param name="training">The graph.</param>
    /// <param name="cut">Cuts a section into methods.</param>
    public static RowPlan Plan(TrainingGraph training, Func<SectionKind, IReadOnlyList<Operation>, Section> cut) => new RowPlanner(training).Plan(cut);

    private RowPlan Plan(Func<SectionKind, IReadOnlyList<Operation>, Section> cut)
    {
        var graph = _training.Graph;
        var forward = graph.Forward.Concat(graph.LossOperations).Select(operation => operation is Affine affine ? Lower(affine) : operation).ToList();
        var backward = LowerBackward();
        var ahead = Ahead(forward, backward);
        if (ahead is not null)
        {
            // its update comes last: it needs the next row
            var update = backward.OfType<RowUpdate>().Single(candidate => candidate.Gradient.Weights == ahead.Product.Weights);
            backward.Remove(update);
            backward.Add(update);
        }

        var live = new[] { graph.RowLoss.Name }.Concat(ahead is null ? Array.Empty<string>() : new[] { ahead.Result.Name });
        var given = graph.Values.Values.Where(value => value.Origin != Origin.Computed).Select(value => value.Name);
        var arena = ArenaPlanner.Plan(forward.Concat(backward).ToArray(), live, given, graph.Spec.IsDouble);
        if (ahead is not null)
        {
            forward.Remove(ahead);
        }

        return new RowPlan(new Program(graph, new[] { cut(SectionKind.Forward, forward), cut(SectionKind.Backward, backward) }, arena), ahead);
    }

    private Operation Lower(Affine affine) => new RowAffine(affine, LayoutOf(affine.Weights));

    /// <summary>Each weight's gradient becomes its update, together with the gradient by the layer's source.</summary>
    private List<Operation> LowerBackward()
    {
        var result = new List<Operation>();
        foreach (var operation in _training.Backward)
        {
            if (operation is AffineParameterGradient gradient)
            {
                var input = InputGradient(gradient.Weights);
                result.Add(new RowUpdate(gradient, input, LayoutOf(gradient.Weights), input is not null && SkipsIdle(input)));
            }
            else if (operation is not AffineInputGradient)
            {
                result.Add(operation);
            }
        }

        return result;
    }

    private AffineInputGradient? InputGradient(Tensor weights) => _training.Backward.OfType<AffineInputGradient>().SingleOrDefault(gradient => gradient.Weights == weights);

    private RowLayout LayoutOf(Tensor weights) => InputGradient(weights) is null
        ? weights.From >= PlanLimits.RowInputs ? RowLayout.Rows : RowLayout.Panels
        : weights.To <= PlanLimits.RowOutputs ? RowLayout.Rows : RowLayout.Panels;

    /// <summary>Whether all that reads Wᵀ δ makes it zero where the layer's source is: zero as ReLU's derivative where its value is zero.</summary>
    private bool SkipsIdle(AffineInputGradient gradient)
    {
        var readers = _all.Where(operation => operation.Operands.Contains(gradient.Result.Name)).ToArray();
        return readers.Length > 0 && readers.All(reader => reader is Map map && IsZeroWhereZero(map.Formula, gradient.Source.Name));
    }

    private static bool IsZeroWhereZero(Expr formula, string name) =>
        Simplifier.Simplify(Decide(formula.Substitute(name, Expr.Zero))) == Expr.Zero;

    /// <summary>A formula without choices between constants.</summary>
    private static Expr Decide(Expr formula) => formula.Rewrite(node =>
        node is SelectExpr { Condition: { Left: ConstantExpr, Right: ConstantExpr } condition } choice
            ? Decide(condition.Holds(_ => 0) ? choice.IfTrue : choice.IfFalse)
            : null);

    private static RowAffine? Ahead(IReadOnlyList<Operation> forward, IReadOnlyList<Operation> backward)
    {
        var overInputs = forward.OfType<RowAffine>().Where(affine => affine.Product.Source.Origin == Origin.Given).ToArray();
        return overInputs.Length == 1
            && overInputs[0] is { Layout: RowLayout.Rows, Product: { } product }
            && product.Weights.StorageCount >= PlanLimits.AheadWeights
            && backward.OfType<RowUpdate>().Any(update => update.Gradient.Weights == product.Weights)
            ? overInputs[0]
            : null;
    }
}
