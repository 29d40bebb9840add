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
/// Sections <see cref="SectionKind.Forward"/>, with the deltas that come before the first update, and the loss after them, for which nothing but the decision to update waits; and
/// <see cref="SectionKind.Backward"/>. Null where descent has no kernels for single rows.
/// </param>
/// <param name="Lanes">Lanes of the registers that hold the widest layer.</param>
/// <param name="NarrowLanes">Lanes of 128 bits, which hold narrower layers: shorter sums over lanes, and no widening.</param>
internal sealed record RegisterPlan(Program Inference, Program? Training, int Lanes, int NarrowLanes)
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
        return new RegisterPlan(Arranged(inference, inference.Graph.Output, (SectionKind.Forward, forward)), training is null ? null : Descent(training), lanes, line / 4);
    }

    /// <summary>Whether a value is in a register of 128 bits beside wider ones.</summary>
    public bool IsNarrow(Program program, Value value) => IsNarrow(program, value, Lanes, NarrowLanes);

    /// <summary>Whether a layer's outputs are dot products, over rows of W: few outputs, of a layer's values. Else each input is multiplied with a register of weights.</summary>
    public bool IsByRows(Program program, Value source, Tensor weights) => source.Name != program.Graph.Input.Name && weights.To <= NarrowLanes;

    public override string ToString()
    {
        var text = new StringBuilder("one row, ").Append(Lanes).Append(" units in a register: ");
        text.Append("prediction in ").Append(Count(Inference)).Append(", arena of ").Append(Inference.Arena.TotalPerRow).Append(" numbers");
        if (Training is not null)
        {
            text.Append("; plain descent in ").Append(Count(Training)).Append(", arena of ").Append(Training.Arena.TotalPerRow).Append(" numbers");
        }

        return text.Append('\n').ToString();
    }

    private static string Count(Program program) => program.Sections.Sum(section => section.Methods.Count) is var methods && methods == 1 ? "one method" : $"{methods} methods";

    private static IEnumerable<Program> Programs(Program inference, Program? training) => training is null || ReferenceEquals(training, inference) ? new[] { inference } : new[] { inference, training };

    private static Program Descent(Program program)
    {
        var backward = program[SectionKind.Backward].Operations.ToArray();
        var before = backward.TakeWhile(operation => operation is not RowUpdate).ToArray();
        var loss = program[SectionKind.RowLosses].Operations.ToArray();
        var shared = Needed(before, loss);
        var forward = program[SectionKind.Forward].Operations.Concat(shared).Concat(before).Concat(loss.Except(shared)).ToArray();
        return Arranged(program, program.Graph.RowLoss, (SectionKind.Forward, forward), (SectionKind.Backward, backward.Skip(before.Length).ToArray()));
    }

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

    private static Program Arranged(Program program, Value result, params (SectionKind Kind, Operation[] Operations)[] sections)
    {
        var graph = program.Graph;
        var live = new[] { result.Name };

        // the caller's rows are read where they lie
        var cut = sections.Select(section => MethodCuts.Inlined(section.Kind, section.Operations.Where(operation => operation is not RowCopy).ToArray())).ToArray();
        var outside = graph.Values.Values.Where(value => value.Origin != Origin.Computed || value == graph.Input || value == graph.Target).Select(value => value.Name);
        return new Program(graph, cut, ArenaPlanner.Plan(cut.SelectMany(section => section.Operations).ToArray(), live, outside, Layout.Line(graph.Spec.IsDouble)), live);
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
