using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Plan;

/// <summary>Stage 4: decides kernels, memory and methods. Reading <see cref="Plan"/> explains what is decided, in order.</summary>
internal static class Planner
{
    /// <summary>The plan of a valid network.</summary>
    public static NetworkPlan Plan(NetworkSpec spec)
    {
        var layers = new LayerTable(spec);
        var inferenceGraph = GraphBuilder.Build(spec, layers, training: false);
        var trainingGraph = spec.InferenceOnly ? null : GradientBuilder.Build(GraphBuilder.Build(spec, layers, training: true));
        var (kernel, reason) = ChooseKernel(layers, trainingGraph?.Graph ?? inferenceGraph);
        var lanes = PlanLanes(layers, kernel, inferenceGraph, trainingGraph);
        var training = kernel == Kernel.Lanes ? lanes!.Training : trainingGraph is null ? null : TrainingProgram(trainingGraph, kernel);
        var inference = kernel == Kernel.Lanes ? lanes!.Inference : training is not null && !Differ(inferenceGraph, trainingGraph!.Graph) ? training : InferenceProgram(inferenceGraph, kernel);
        var hasRow = kernel == Kernel.Rows || (kernel == Kernel.Lanes && layers.Layers.Count <= PlanLimits.RowLayers);
        var row = hasRow ? RowPlanner.Plan(layers, inferenceGraph, trainingGraph, ReferenceEquals(inference, training)) : null;
        return new NetworkPlan(spec, layers, kernel, reason, inference, training, trainingGraph, lanes, row, PredictionRows(inference));
    }

    private static (Kernel Kernel, string Reason) ChooseKernel(LayerTable layers, NetworkGraph graph)
    {
        var weights = layers.Tensors.Where(tensor => tensor.Role == TensorRole.Weight).Sum(tensor => (long)tensor.Count);
        var units = graph.Forward.Where(operation => operation.Result.Extent == Extent.Elements).Sum(operation => (long)operation.Result.Units) + graph.Input.Units;
        if (graph.Forward.Any(operation => operation is ColumnSum or DropoutMask))
        {
            return (Kernel.Rows, "since a layer needs the whole mini-batch at once");
        }

        if (weights <= PlanLimits.UnrolledWeights && units <= PlanLimits.UnrolledUnits)
        {
            return (Kernel.Unrolled, $"since {weights} weights (at most {PlanLimits.UnrolledWeights}) and {units} values (at most {PlanLimits.UnrolledUnits}) fit in scalar locals");
        }

        if (layers.Tensors.Any(tensor => tensor.IsSparse) || !FillsLanes(graph))
        {
            return (Kernel.Rows, $"since {weights} weights and {units} values are too many for scalar locals");
        }

        if (graph.Input.Units >= PlanLimits.DotInputs && graph.Forward.OfType<Affine>().Where(affine => affine.Source.Name == graph.Input.Name).All(affine => affine.Weights.To == 1))
        {
            return (Kernel.Rows, $"since one unit takes a dot product with {graph.Input.Units} inputs (at least {PlanLimits.DotInputs})");
        }

        var widest = Math.Max(graph.Input.Units, layers.Layers.Max(layer => layer.Units));
        return widest <= PlanLimits.LaneUnits
            ? (Kernel.Lanes, $"since no layer is wider than {PlanLimits.LaneUnits}")
            : (Kernel.Rows, $"since {widest} units (more than {PlanLimits.LaneUnits}) fill register tiles");
    }

    /// <summary>Whether all operations work on a row a lane: none gives one number a unit.</summary>
    private static bool FillsLanes(NetworkGraph graph) => graph.Forward.All(operation => operation.Result.Extent != Extent.Unit);

    /// <summary>What mini-batches do a row a lane. Written-out networks in double take row after row with the same arithmetic, whose digits the documents print.</summary>
    private static LanePrograms? PlanLanes(LayerTable layers, Kernel kernel, NetworkGraph inferenceGraph, TrainingGraph? trainingGraph)
    {
        var isDouble = inferenceGraph.Spec.IsDouble;
        if (kernel == Kernel.Rows || (kernel == Kernel.Unrolled && (isDouble || !FillsLanes(inferenceGraph))))
        {
            return null;
        }

        var isPacked = kernel == Kernel.Lanes;
        var training = trainingGraph is null ? null : LanePlanner.Training(trainingGraph, isPacked);
        var inference = training is not null && !Differ(inferenceGraph, trainingGraph!.Graph) ? training : LanePlanner.Inference(inferenceGraph, isPacked);
        var strides = layers.Tensors.Where(tensor => isPacked && tensor.Role == TensorRole.Weight).Select(tensor => Layout.Stride(tensor.From, isDouble));
        return new LanePrograms(inference, training, strides.DefaultIfEmpty(0).Max());
    }

    /// <summary>Whether the two modes compute different things: dropout and batch normalisation do.</summary>
    private static bool Differ(NetworkGraph inference, NetworkGraph training) =>
        !inference.Forward.Select(operation => operation.ToString()).SequenceEqual(training.Forward.Select(operation => operation.ToString()));

    private static Program InferenceProgram(NetworkGraph graph, Kernel kernel)
    {
        graph = kernel == Kernel.Rows ? graph.WithRowScales() : graph; // a copy: the passes add values of their own, and single rows have theirs
        var (forward, losses, _) = Operations(graph, kernel, Array.Empty<Operation>());
        var sections = new List<(SectionKind, IReadOnlyList<Operation>)> { (SectionKind.Forward, forward) };
        var live = new List<string> { graph.Output.Name };
        if (!graph.Spec.InferenceOnly)
        {
            sections.Add((SectionKind.RowLosses, losses));
            live.Add(graph.RowLoss.Name);
        }

        return Assemble(graph, kernel, sections, live);
    }

    private static Program TrainingProgram(TrainingGraph training, Kernel kernel)
    {
        var graph = kernel == Kernel.Rows ? training.Graph.WithRowScales() : training.Graph;
        var (forward, losses, backward) = Operations(graph, kernel, training.Backward);
        var sections = new[]
        {
            (SectionKind.Forward, forward),
            (SectionKind.RowLosses, losses),
            (SectionKind.Backward, backward),
            (SectionKind.BackwardToInputs, training.InputBackward),
        };

        // statistics are taken over only after the loss was found finite
        var live = graph.Statistics.SelectMany(statistic => new[] { statistic.Mean.Name, statistic.Variance.Name });
        return Assemble(graph, kernel, sections, live.Append(graph.Output.Name).Append(graph.RowLoss.Name).Append(training.InputGradient.Name).ToArray());
    }

    /// <summary>The operations as their kernels take them: numbers one by one as the graph has them.</summary>
    private static (IReadOnlyList<Operation> Forward, IReadOnlyList<Operation> Losses, IReadOnlyList<Operation> Backward) Operations(NetworkGraph graph, Kernel kernel, IReadOnlyList<Operation> backward)
    {
        if (kernel != Kernel.Rows)
        {
            return (graph.Forward, graph.LossOperations, backward);
        }

        var exponentials = new Exponentials(graph);
        var (forward, losses) = Deferral.ForwardAndLosses(graph, exponentials);
        return (forward, losses, exponentials.Once(backward));
    }

    private static Program Assemble(NetworkGraph graph, Kernel kernel, IReadOnlyList<(SectionKind Kind, IReadOnlyList<Operation> Operations)> sections, IReadOnlyList<string> live)
    {
        var all = sections.SelectMany(section => section.Operations).ToArray();
        var lowered = kernel != Kernel.Rows ? sections : sections.Select(section => (section.Kind, Fusion.UpdatesLast(Fusion.Join(graph, section.Operations, all, live)))).ToArray();
        var given = graph.Values.Values.Where(value => value.Origin != Origin.Computed).Select(value => value.Name);
        var arena = ArenaPlanner.Plan(lowered.SelectMany(section => section.Operations).ToArray(), live, given, Layout.Line(graph.Spec.IsDouble));
        return new Program(graph, lowered.Select(section => Cut(section.Kind, section.Operations)).ToArray(), arena, live);
    }

    private static Section Cut(SectionKind kind, IReadOnlyList<Operation> operations)
    {
        var methods = operations
            .Select((operation, index) => (operation, index))
            .GroupBy(pair => pair.index / PlanLimits.OperationsPerMethod, pair => pair.operation)
            .Select(group => (IReadOnlyList<Operation>)group.ToArray())
            .ToArray();
        return new Section(kind, methods);
    }

    private static int PredictionRows(Program inference) =>
        Math.Max(1, Math.Min(PlanLimits.PredictionRows, PlanLimits.PredictionNumbers / Math.Max(1, inference.Arena.TotalPerRow)));
}
