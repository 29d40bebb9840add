using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>Programs that compute a register's lanes of rows at once, a row a lane.</summary>
internal static class LanePlanner
{
    /// <summary>The program of prediction and, but for networks that only predict, of the loss.</summary>
    /// <param name="inference">What is computed.</param>
    /// <param name="fuses">Whether products take formulas on.</param>
    public static Program Inference(NetworkGraph inference, bool fuses)
    {
        var graph = inference.WithOwnInputs();
        return Assemble(graph, fuses, ForwardAndLosses(graph, new Exponentials(graph)), graph.Spec.InferenceOnly ? new[] { graph.Output } : new[] { graph.Output, graph.RowLoss });
    }

    /// <summary>The program of a training step.</summary>
    /// <param name="training">What is computed.</param>
    /// <param name="fuses">Whether products take formulas on.</param>
    public static Program Training(TrainingGraph training, bool fuses)
    {
        var graph = training.Graph.WithOwnInputs();
        var exponentials = new Exponentials(graph);
        var sections = ForwardAndLosses(graph, exponentials).ToArray().Concat(new (SectionKind, IReadOnlyList<Operation>)[]
        {
            (SectionKind.Backward, exponentials.Once(training.Backward)),
            (SectionKind.BackwardToInputs, training.InputBackward),
        });
        return Assemble(graph, fuses, sections, graph.Output, graph.RowLoss, training.InputGradient);
    }

    private static IEnumerable<(SectionKind Kind, IReadOnlyList<Operation> Operations)> ForwardAndLosses(NetworkGraph graph, Exponentials exponentials)
    {
        var (forward, losses) = Deferral.ForwardAndLosses(graph, exponentials);
        yield return (SectionKind.Forward, forward.Prepend(new RowCopy(graph.Input)).ToArray());
        if (!graph.Spec.InferenceOnly)
        {
            yield return (SectionKind.RowLosses, losses.Prepend(new RowCopy(graph.Target)).ToArray());
        }
    }

    private static Program Assemble(NetworkGraph graph, bool fuses, IEnumerable<(SectionKind Kind, IReadOnlyList<Operation> Operations)> sections, params Value[] live)
    {
        var given = graph.Values.Values.Where(value => value.Origin != Origin.Computed).Select(value => value.Name);
        var names = live.Select(value => value.Name).ToArray();
        var all = sections.ToArray();
        var program = all.SelectMany(section => section.Operations).ToArray();
        IReadOnlyList<Operation> Lowered(IReadOnlyList<Operation> operations) =>
            UnitLoop.Join(graph, Fusion.UpdatesLast(fuses ? Fusion.Join(graph, operations, program, names, PlanLimits.LaneFormulaCost) : operations));
        var lowered = all.Select(section => (section.Kind, Operations: Lowered(section.Operations))).ToArray();
        var arena = ArenaPlanner.Plan(lowered.SelectMany(section => section.Operations).ToArray(), names, given, line: 1);
        return new Program(graph, lowered.Select(section => MethodCuts.Cut(section.Kind, section.Operations)).ToArray(), arena, names);
    }
}
