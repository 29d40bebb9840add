using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>Programs that compute a register's lanes of rows at once, a row a lane.</summary>
internal static class LanePlanner
{
    /// <summary>The program of prediction and, but for networks that only predict, of the loss.</summary>
    public static Program Inference(NetworkGraph inference)
    {
        var graph = inference.WithOwnInputs();
        return graph.Spec.InferenceOnly
            ? Assemble(graph, new[] { Forward(graph) }, graph.Output)
            : Assemble(graph, new[] { Forward(graph), Losses(graph) }, graph.Output, graph.RowLoss);
    }

    /// <summary>The program of a training step.</summary>
    public static Program Training(TrainingGraph training)
    {
        var graph = training.Graph.WithOwnInputs();
        var sections = new[]
        {
            Forward(graph),
            Losses(graph),
            (SectionKind.Backward, LaneLoop.Join(graph, training.Backward)),
            (SectionKind.BackwardToInputs, LaneLoop.Join(graph, training.InputBackward)),
        };
        return Assemble(graph, sections, graph.Output, graph.RowLoss, training.InputGradient);
    }

    private static (SectionKind Kind, IReadOnlyList<Operation> Operations) Forward(NetworkGraph graph) =>
        (SectionKind.Forward, LaneLoop.Join(graph, Exponentials.Once(graph, graph.Forward).Prepend(new RowCopy(graph.Input))));

    private static (SectionKind Kind, IReadOnlyList<Operation> Operations) Losses(NetworkGraph graph) =>
        (SectionKind.RowLosses, LaneLoop.Join(graph, Exponentials.Once(graph, graph.LossOperations).Prepend(new RowCopy(graph.Target))));

    private static Program Assemble(NetworkGraph graph, IReadOnlyList<(SectionKind Kind, IReadOnlyList<Operation> Operations)> sections, params Value[] live)
    {
        var given = graph.Values.Values.Where(value => value.Origin != Origin.Computed).Select(value => value.Name);
        var arena = ArenaPlanner.Plan(sections.SelectMany(section => section.Operations).ToArray(), live.Select(value => value.Name), given, line: 1);
        return new Program(graph, sections.Select(section => MethodCuts.Cut(section.Kind, section.Operations)).ToArray(), arena);
    }
}
