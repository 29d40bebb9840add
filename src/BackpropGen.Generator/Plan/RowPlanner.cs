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
        var prediction = sharesForward && program is not null ? program : Inference(inference);
        return new RowPlan(prediction, program, ahead, layers.Layers.Count <= PlanLimits.RegisterLayers ? RegisterPlan.Of(prediction, program, inference.Spec.IsDouble) : null);
    }

    /// <summary>Whether there are not too many layers, and all parameters that there are can be updated by the kernels for single rows.</summary>
    private static bool Applies(LayerTable layers) => layers.Layers.Count <= PlanLimits.RowLayers && layers.Tensors.All(tensor =>
        (tensor.Role == TensorRole.Weight && !tensor.IsSparse && !tensor.Frozen) || tensor.Role == TensorRole.Bias);

    private static Program Inference(NetworkGraph graph)
    {
        graph = graph.WithOwnInputs();
        var forward = Deferral.Split(graph, new Exponentials(graph).Once(graph.Forward)).Forward;
        var live = new[] { graph.Output.Name };
        forward = UnitLoop.Join(graph, WithInput(graph, Lower(Fusion.Join(graph, forward, forward, live)), Array.Empty<Operation>()));
        return new Program(graph, new[] { MethodCuts.Cut(SectionKind.Forward, forward) }, Arena(graph, forward, live), live);
    }

    private (Program Program, RowAffine? Ahead) Training()
    {
        var graph = _training.Graph.WithOwnInputs();
        var exponentials = new Exponentials(graph);
        var (once, losses) = Deferral.ForwardAndLosses(graph, exponentials);
        var loss = UnitLoop.Join(graph, losses.Prepend(new RowCopy(graph.Target)));
        var gradients = exponentials.Once(_training.Backward);
        var all = once.Concat(losses).Concat(gradients).ToArray();
        var live = new[] { graph.Output.Name, graph.RowLoss.Name };
        var backward = LowerBackward(Fusion.Join(graph, gradients, all, live));
        var forward = WithInput(graph, Lower(Fusion.Join(graph, once, all, live)), backward).ToList();
        var ahead = Ahead(forward, backward);
        if (ahead is not null)
        {
            // its update comes last: it needs the next row
            var update = backward.OfType<RowUpdate>().Single(candidate => candidate.Gradient.Weights == ahead.Product.Weights);
            backward.Remove(update);
            backward.Add(update);
        }

        (forward, backward) = (UnitLoop.Join(graph, forward).ToList(), UnitLoop.Join(graph, backward).ToList());
        var arena = Arena(graph, forward.Concat(loss).Concat(backward).ToArray(), ahead is null ? live : live.Append(ahead.Result.Name));
        if (ahead is not null)
        {
            forward.RemoveAll(operation => operation is RowCopy || operation == ahead);
        }

        var sections = new[] { MethodCuts.Cut(SectionKind.Forward, forward), MethodCuts.Cut(SectionKind.RowLosses, loss), MethodCuts.Cut(SectionKind.Backward, backward) };
        return (new Program(graph, sections, arena, live), ahead);
    }

    private static Arena Arena(NetworkGraph graph, IReadOnlyList<Operation> operations, IEnumerable<string> live) => ArenaPlanner.Plan(
        operations,
        live,
        graph.Values.Values.Where(value => value.Origin != Origin.Computed || (value == graph.Input && !operations.Any(operation => operation.Result == value))).Select(value => value.Name),
        Layout.Line(graph.Spec.IsDouble));

    /// <summary>The forward pass with a copy of the caller's row in front, unless all that reads it takes its numbers one by one.</summary>
    private static IReadOnlyList<Operation> WithInput(NetworkGraph graph, IReadOnlyList<Operation> forward, IReadOnlyList<Operation> others) =>
        forward.Concat(others).All(operation => !operation.Operands.Contains(graph.Input.Name) || ReadsSingly(operation, graph.Input.Name))
            ? forward
            : forward.Prepend(new RowCopy(graph.Input)).ToArray();

    private static bool ReadsSingly(Operation operation, string input) => operation switch
    {
        RowAffine { IsSmall: true, Layout: RowLayout.Columns } affine => affine.Fused?.Others.Contains(input) != true,
        RowUpdate { IsSmall: true, Layout: RowLayout.Columns, Input: null } => true,
        _ => false,
    };

    private static IReadOnlyList<Operation> Lower(IReadOnlyList<Operation> operations) => operations.SelectMany(operation => operation switch
    {
        Affine affine => new[] { Lower(affine, null) },
        Fused { Product: Affine affine } fused when IsWorthAhead(affine) => new[] { Lower(affine, null), fused.Epilogue },
        Fused { Product: Affine affine } fused => new[] { Lower(affine, fused) },
        _ => new[] { operation },
    }).ToArray();

    private static Operation Lower(Affine affine, Fused? fused) => new RowAffine(affine, LayoutOf(affine.Source, affine.Weights), IsSmall(affine.Source, affine.Weights), fused);

    /// <summary>Each weight's gradient becomes its update, together with the gradient by the layer's source, and the formula over that if the kernel takes one.</summary>
    private List<Operation> LowerBackward(IReadOnlyList<Operation> operations)
    {
        var result = new List<Operation>();
        foreach (var operation in operations)
        {
            if (operation is AffineParameterGradient gradient)
            {
                if (!operations.OfType<Fused>().Any(fused => Fuses(fused, gradient)))
                {
                    result.Add(Update(gradient, null));
                }
            }
            else if (operation is Fused fused)
            {
                var own = operations.OfType<AffineParameterGradient>().FirstOrDefault(candidate => Fuses(fused, candidate));
                result.Add(own is null ? fused.Epilogue : Update(own, fused));
            }
            else if (operation is not AffineInputGradient)
            {
                result.Add(operation);
            }
        }

        return result;
    }

    private static bool Fuses(Fused fused, AffineParameterGradient gradient) =>
        fused.Product is AffineInputGradient input && input.Weights == gradient.Weights && IsSmall(gradient.Source, gradient.Weights);

    private RowUpdate Update(AffineParameterGradient gradient, Fused? fused)
    {
        var input = InputGradient(gradient.Weights);
        var layout = LayoutOf(gradient.Source, gradient.Weights);

        // rows without δ are always skipped where nothing but the update is done
        var isSmall = IsSmall(gradient.Source, gradient.Weights) && (input is not null || layout == RowLayout.Columns);
        return new RowUpdate(gradient, input, layout, !isSmall && input is not null && SkipsIdle(input), isSmall, fused);
    }

    private AffineInputGradient? InputGradient(Tensor weights) => _training.Backward.OfType<AffineInputGradient>().SingleOrDefault(gradient => gradient.Weights == weights);

    private static RowLayout LayoutOf(Value source, Tensor weights) => source.Origin == Origin.Given
        ? weights.From >= PlanLimits.RowInputs ? RowLayout.Rows : RowLayout.Columns
        : weights.To <= PlanLimits.RowOutputs ? RowLayout.Rows : RowLayout.Columns;

    /// <summary>Whether lists and tiles would cost as much as the layer.</summary>
    private static bool IsSmall(Value source, Tensor weights) =>
        weights.From <= PlanLimits.SmallUnits && weights.To <= PlanLimits.SmallUnits && (source.Origin != Origin.Given || LayoutOf(source, weights) == RowLayout.Columns);

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

    /// <summary>Whether the next row's product is best computed while the weights are updated; the formula over it then follows on its own.</summary>
    private static bool IsWorthAhead(Affine affine) =>
        affine.Source.Origin == Origin.Given && LayoutOf(affine.Source, affine.Weights) == RowLayout.Rows && affine.Weights.StorageCount >= PlanLimits.AheadWeights;

    private static RowAffine? Ahead(IReadOnlyList<Operation> forward, IReadOnlyList<Operation> backward)
    {
        var overInputs = forward.OfType<RowAffine>().Where(affine => affine.Product.Source.Origin == Origin.Given).ToArray();
        return overInputs.Length == 1
            && overInputs[0].Product is { } product
            && IsWorthAhead(product)
            && backward.OfType<RowUpdate>().Any(update => update.Gradient.Weights == product.Weights)
            ? overInputs[0]
            : null;
    }
}
