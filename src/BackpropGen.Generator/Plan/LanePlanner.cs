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
        return Assemble(graph, ForwardAndLosses(graph, new Exponentials(graph)), graph.Spec.InferenceOnly ? new[] { graph.Output } : new[] { graph.Output, graph.RowLoss });
    }

    /// <summary>The program of a training step.</summary>
    public static Program Training(TrainingGraph training)
    {
        var graph = training.Graph.WithOwnInputs();
        var exponentials = new Exponentials(graph);
        var sections = ForwardAndLosses(graph, exponentials).ToArray().Concat(new[]
        {
            (SectionKind.Backward, UnitLoop.Join(graph, Fusion.UpdatesLast(exponentials.Once(training.Backward)))),
            (SectionKind.BackwardToInputs, UnitLoop.Join(graph, training.InputBackward)),
        });
        return Assemble(graph, sections, graph.Output, graph.RowLoss, training.InputGradient);
    }

    private static IEnumerable<(SectionKind Kind, IReadOnlyList<Operation> Operations)> ForwardAndLosses(NetworkGraph graph, Exponentials exponentials)
    {
        var (forward, losses) = Deferral.ForwardAndLosses(graph, exponentials);
        yield return (SectionKind.Forward, UnitLoop.Join(graph, forward.Prepend(new RowCopy(graph.Input))));
        if (!graph.Spec.InferenceOnly)
        {
            yield return (SectionKind.RowLosses, UnitLoop.Join(graph, losses.Prepend(new RowCopy(graph.Target))));
        }
    }

    private static Program Assemble(NetworkGraph graph, IEnumerable<(SectionKind Kind, IReadOnlyList<Operation> Operations)> sections, params Value[] live)
    {
        var all = sections.ToArray();
        var given = graph.Values.Values.Where(value => value.Origin != Origin.Computed).Select(value => value.Name);
        var names = live.Select(value => value.Name).ToArray();
        var arena = ArenaPlanner.Plan(all.SelectMany(section => section.Operations).ToArray(), names, given, line: 1);
        return new Program(graph, all.Select(section => MethodCuts.Cut(section.Kind, section.Operations)).ToArray(), arena, names);
    }
}
