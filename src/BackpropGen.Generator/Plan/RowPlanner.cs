using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>Decides kernels and memory of single rows.</summary>
internal sealed class RowPlanner
{
    private readonly TrainingGraph _training;
    private readonly IReadOnlyList<Operation> _all;

    private RowPlanner(TrainingGraph training)
    {
        _training = training;
        _all = training.Graph.Forward.Concat(training.Graph.LossOperations).Concat(training.Backward).ToArray();
    }

    /// <summary>The plan of a network.</summary>
    /// <param name="layers">Its layers.</param>
    /// <param name="inference">The graph of prediction; unused where training has the same forward pass.</param>
    /// <param name="training">The training graph, if there is one.</param>
    /// <param name="sharesForward">Whether the two forward passes are the same.</param>
    public static RowPlan Plan(LayerTable layers, NetworkGraph inference, TrainingGraph? training, bool sharesForward)
    {
        var (program, ahead) = training is not null && Applies(layers) ? new RowPlanner(training).Training() : default;
        return new RowPlan(sharesForward && program is not null ? program : Inference(inference), program, ahead);
    }

    /// <summary>Whether there are not too many layers, and all parameters that there are can be updated by the kernels for single rows.</summary>
    private static bool Applies(LayerTable layers) => layers.Layers.Count <= PlanLimits.RowLayers && layers.Tensors.All(tensor =>
        (tensor.Role == TensorRole.Weight && !tensor.IsSparse && !tensor.Frozen) || tensor.Role == TensorRole.Bias);

    private static Program Inference(NetworkGraph graph)
    {
        graph = graph.WithOwnInputs();
        var forward = Exponentials.Once(graph, graph.Forward).Select(Lower).Prepend(new RowCopy(graph.Input)).ToArray();
        return new Program(graph, new[] { MethodCuts.Cut(SectionKind.Forward, forward) }, Arena(graph, forward, graph.Output.Name));
    }

    private (Program Program, RowAffine? Ahead) Training()
    {
        var graph = _training.Graph.WithOwnInputs();
        var forward = Exponentials.Once(graph, graph.Forward).Select(Lower).Prepend(new RowCopy(graph.Input)).ToList();
        var loss = graph.LossOperations.Prepend(new RowCopy(graph.Target)).ToArray();
        var backward = LowerBackward();
        var ahead = Ahead(forward, backward);
        if (ahead is not null)
        {
            // its update comes last: it needs the next row
            var update = backward.OfType<RowUpdate>().Single(candidate => candidate.Gradient.Weights == ahead.Product.Weights);
            backward.Remove(update);
            backward.Add(update);
        }

        var all = forward.Concat(loss).Concat(backward).ToArray();
        var arena = Arena(graph, all, graph.Output.Name, graph.RowLoss.Name, ahead?.Result.Name ?? graph.Output.Name);
        if (ahead is not null)
        {
            forward.RemoveAll(operation => operation is RowCopy || operation == ahead);
        }

        var sections = new[] { MethodCuts.Cut(SectionKind.Forward, forward), MethodCuts.Cut(SectionKind.RowLosses, loss), MethodCuts.Cut(SectionKind.Backward, backward) };
        return (new Program(graph, sections, arena), ahead);
    }

    private static Arena Arena(NetworkGraph graph, IReadOnlyList<Operation> operations, params string[] live) => ArenaPlanner.Plan(
        operations,
        live,
        graph.Values.Values.Where(value => value.Origin != Origin.Computed).Select(value => value.Name),
        Layout.Line(graph.Spec.IsDouble));

    private static Operation Lower(Operation operation) => operation is Affine affine ? new RowAffine(affine, LayoutOf(affine.Source, affine.Weights), IsSmall(affine.Source, affine.Weights)) : operation;

    /// <summary>Each weight's gradient becomes its update, together with the gradient by the layer's source.</summary>
    private List<Operation> LowerBackward()
    {
        var result = new List<Operation>();
        foreach (var operation in _training.Backward)
        {
            if (operation is AffineParameterGradient gradient)
            {
                var input = InputGradient(gradient.Weights);
                var layout = LayoutOf(gradient.Source, gradient.Weights);

                // rows without δ are always skipped where nothing but the update is done
                var isSmall = IsSmall(gradient.Source, gradient.Weights) && (input is not null || layout == RowLayout.Panels);
                result.Add(new RowUpdate(gradient, input, layout, !isSmall && input is not null && SkipsIdle(input), isSmall));
            }
            else if (operation is not AffineInputGradient)
            {
                result.Add(operation);
            }
        }

        return result;
    }

    private AffineInputGradient? InputGradient(Tensor weights) => _training.Backward.OfType<AffineInputGradient>().SingleOrDefault(gradient => gradient.Weights == weights);

    private static RowLayout LayoutOf(Value source, Tensor weights) => source.Origin == Origin.Given
        ? weights.From >= PlanLimits.RowInputs ? RowLayout.Rows : RowLayout.Panels
        : weights.To <= PlanLimits.RowOutputs ? RowLayout.Rows : RowLayout.Panels;

    /// <summary>Whether lists and tiles would cost as much as the layer.</summary>
    private static bool IsSmall(Value source, Tensor weights) =>
        weights.From <= PlanLimits.SmallUnits && weights.To <= PlanLimits.SmallUnits && (source.Origin != Origin.Given || LayoutOf(source, weights) == RowLayout.Panels);

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
