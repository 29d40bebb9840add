using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Plan;

/// <summary>
/// Single rows of networks whose layers all fit into a register, a lane a unit: values pass from operation to operation in registers, and through memory only where a product takes its numbers one
/// by one. For processors with such registers; others take <see cref="RowPlan"/>'s kernels.
/// </summary>
/// <param name="Inference">Section <see cref="SectionKind.Forward"/>.</param>
/// <param name="Training">
/// In the order of their computation: <see cref="SectionKind.Forward"/>, with the deltas that come before the first update, and that update if the deltas can stay in their register;
/// <see cref="SectionKind.Backward"/>; and <see cref="SectionKind.RowLosses"/>, empty where the loss is part of the forward section. Null where descent has no kernels for single rows.
/// </param>
/// <param name="Conditions">What decides in the forward section that there is a step, before its update: that the loss is finite, or numbers by which it must be. Empty without training.</param>
/// <param name="Lanes">Lanes of the registers that hold the widest layer.</param>
/// <param name="NarrowLanes">Lanes of 128 bits, which hold narrower layers: shorter sums over lanes, and no widening.</param>
internal sealed record RegisterPlan(Program Inference, Program? Training, IReadOnlyList<Bound> Conditions, int Lanes, int NarrowLanes)
{
    /// <summary>Whether there are layers in registers of 128 bits beside wider ones.</summary>
    public bool HasNarrow => Lanes > NarrowLanes;

    /// <summary>The plan of a network, or null if it has a layer too wide, or an operation that is not made for registers.</summary>
    /// <param name="inference">The prediction of one row.</param>
    /// <param name="training">Its training, or null.</param>
    /// <param name="isDouble">The precision.</param>
    public static RegisterPlan? Of(Program inference, Program? training, bool isDouble)
    {
        var line = Layout.Line(isDouble);
        var widest = Programs(inference, training).Max(Widest);
        var lanes = Enumerable.Range(0, 3).Select(power => line / 4 << power).FirstOrDefault(count => count >= widest);
        if (lanes == 0 || !Programs(inference, training).All(program => Fits(program, lanes, line / 4)))
        {
            return null;
        }

        var forward = inference[SectionKind.Forward].Operations.ToArray();
        var prediction = Arranged(inference, inference.Graph.Output, MethodCuts.Inlined(SectionKind.Forward, WithoutCopies(forward), line / 4, PlanLimits.RegisterMethodCost));
        var (descent, conditions) = training is null ? (null, Array.Empty<Bound>()) : Descent(training, line / 4);
        return new RegisterPlan(prediction, descent, conditions, lanes, line / 4);
    }

    /// <summary>Whether a value is in a register of 128 bits beside wider ones.</summary>
    public bool IsNarrow(Program program, Value value) => IsNarrow(program, value, Lanes, NarrowLanes);

    /// <summary>Whether a layer's outputs are dot products, over rows of W: few outputs, of a layer's values. Else each input is multiplied with a register of weights.</summary>
    public bool IsByRows(Program program, Value source, Tensor weights) => IsByRows(program, source, weights, NarrowLanes);

    public override string ToString()
    {
        var text = new StringBuilder("one row, ").Append(Lanes).Append(" units in a register: ");
        text.Append("prediction in ").Append(Count(Inference)).Append(", arena of ").Append(Inference.Arena.TotalPerRow).Append(" numbers");
        if (Training is not null)
        {
            text.Append("; plain descent in ").Append(Count(Training)).Append(", arena of ").Append(Training.Arena.TotalPerRow).Append(" numbers, a step decided by ");
            text.Append(string.Join(", ", Conditions.Select(condition => condition.Value.Name)));
        }

        return text.Append('\n').ToString();
    }

    private static string Count(Program program) => program.Sections.Sum(section => section.Methods.Count) is var methods && methods == 1 ? "one method" : $"{methods} methods";

    private static IEnumerable<Program> Programs(Program inference, Program? training) => training is null || ReferenceEquals(training, inference) ? new[] { inference } : new[] { inference, training };

    private static (Program Program, IReadOnlyList<Bound> Conditions) Descent(Program program, int narrow)
    {
        var backward = WithoutCopies(program[SectionKind.Backward].Operations);
        var deltas = backward.TakeWhile(operation => operation is not RowUpdate).ToArray();
        var loss = WithoutCopies(program[SectionKind.RowLosses].Operations);
        var shared = Needed(deltas, loss);
        var rest = loss.Except(shared).ToArray();

        // no step waits for a logarithm that it can do without
        var conditions = MethodCuts.HasFunctions(rest) ? LossBounds.Of(program.Graph, rest) : null;
        var last = conditions is null ? Array.Empty<Operation>() : rest;
        var forward = program[SectionKind.Forward].Operations.Concat(shared).Concat(deltas).Concat(rest.Except(last));
        var (first, others) = Joined(program, WithoutCopies(forward), backward.Skip(deltas.Length).ToArray(), narrow);
        var sections = new[] { first, Cut(SectionKind.Backward, others, narrow), Cut(SectionKind.RowLosses, last, narrow) };
        return (Arranged(program, program.Graph.RowLoss, sections), conditions ?? new[] { new Bound(program.Graph.RowLoss, Interval.Finite) });
    }

    /// <summary>The forward section, with the update of a last layer of few units if one method holds it and the deltas, and what is left of the backward pass.</summary>
    private static (Section Forward, Operation[] Backward) Joined(Program program, Operation[] forward, Operation[] backward, int narrow)
    {
        var alone = Cut(SectionKind.Forward, forward, narrow);
        if (backward[0] is RowUpdate { Input: not null } update && IsByRows(program, update.Gradient.Source, update.Gradient.Weights, narrow))
        {
            var joined = Cut(SectionKind.Forward, forward.Append(update).ToArray(), narrow);
            if (joined.Methods.Count == alone.Methods.Count)
            {
                return (joined, backward.Skip(1).ToArray());
            }
        }

        return (alone, backward);
    }

    private static Section Cut(SectionKind kind, IReadOnlyList<Operation> operations, int narrow) => MethodCuts.Inlined(kind, operations, narrow, PlanLimits.RegisterStepCost);

    private static bool IsByRows(Program program, Value source, Tensor weights, int narrow) => source.Name != program.Graph.Input.Name && weights.To <= narrow;

    /// <summary>The caller's rows are read where they lie.</summary>
    private static Operation[] WithoutCopies(IEnumerable<Operation> operations) => operations.Where(operation => operation is not RowCopy).ToArray();

    /// <summary>The operations of the loss that deltas are computed from: where softmax belongs to the loss, its parts.</summary>
    private static Operation[] Needed(Operation[] deltas, Operation[] loss)
    {
        var needed = new HashSet<string>(deltas.SelectMany(operation => operation.Operands));
        var result = new List<Operation>();
        foreach (var operation in Enumerable.Reverse(loss).Where(operation => operation.Parts.Any(part => needed.Contains(part.Result.Name))))
        {
            needed.UnionWith(operation.Operands);
            result.Insert(0, operation);
        }

        return result.ToArray();
    }

    private static Program Arranged(Program program, Value result, params Section[] sections)
    {
        var graph = program.Graph;
        var live = new[] { result.Name };
        var outside = graph.Values.Values.Where(value => value.Origin != Origin.Computed || value == graph.Input || value == graph.Target).Select(value => value.Name);
        return new Program(graph, sections, ArenaPlanner.Plan(sections.SelectMany(section => section.Operations).ToArray(), live, outside, Layout.Line(graph.Spec.IsDouble)), live);
    }

    private static int Widest(Program program) => Computed(program).SelectMany(Vectors).Select(name => program.Graph.Values[name]).Max(value => value.Units);

    private static IEnumerable<Operation> Computed(Program program) =>
        program.Sections.Where(section => section.Kind != SectionKind.BackwardToInputs).SelectMany(section => section.Operations).Where(operation => operation is not RowCopy);

    /// <summary>What an operation needs in registers: not the source of a product that takes its numbers one by one.</summary>
    private static IEnumerable<string> Vectors(Operation operation) => operation switch
    {
        RowAffine { IsSmall: true, Layout: RowLayout.Columns } affine => affine.Parts.Select(part => part.Result.Name).Concat(affine.Fused?.Others ?? Array.Empty<string>()),
        RowUpdate { IsSmall: true, Layout: RowLayout.Columns, Input: null } update => new[] { update.Gradient.Delta.Name },
        _ => operation.Operands.Concat(operation.Parts.Select(part => part.Result.Name)),
    };

    private static bool Fits(Program program, int lanes, int narrow) => Computed(program).All(operation => operation switch
    {
        RowAffine affine => affine.IsSmall,
        RowUpdate update => update.IsSmall,
        UnitLoop or Map { Result.Extent: Extent.Row } => operation.Parts.All(part => HasOneWidth(program, part, lanes, narrow)),
        _ => false,
    });

    /// <summary>Whether all that a formula reads is in registers of one kind: a number of the row is in that of the units that it was summed over.</summary>
    private static bool HasOneWidth(Program program, Operation operation, int lanes, int narrow)
    {
        var values = operation.Operands.Select(name => program.Graph.Values[name]).Where(value => value.Extent != Extent.Scalar).Append(operation.Result);
        return values.Select(value => IsNarrow(program, value, lanes, narrow)).Distinct().Count() == 1;
    }

    private static bool IsNarrow(Program program, Value value, int lanes, int narrow) => lanes > narrow && Width(program, value) <= narrow;

    /// <summary>The units of a value, or those that a number of the row was reduced from.</summary>
    private static int Width(Program program, Value value)
    {
        if (value.Extent != Extent.Row)
        {
            return value.Units;
        }

        var source = program.Sections.SelectMany(section => section.Operations).SelectMany(operation => operation.Parts).First(part => part.Result.Name == value.Name);
        return UnitLoop.Units(program.Graph, source) is var units && units > 0
            ? units
            : source.Operands.Select(name => program.Graph.Values[name]).Where(operand => operand.Extent == Extent.Row).Select(operand => Width(program, operand)).DefaultIfEmpty(1).Max();
    }
}
