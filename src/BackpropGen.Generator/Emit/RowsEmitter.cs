using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Emit;

/// <summary>Members of a network whose operations run over all rows of a mini-batch, with vectors along the units.</summary>
internal sealed class RowsEmitter : IKernelEmitter
{
    private static readonly Dictionary<SectionKind, string> Summaries = new()
    {
        [SectionKind.Forward] = "Forward pass: from the inputs to the outputs, all rows an operation.",
        [SectionKind.RowLosses] = "The loss of each row, before the mean over the rows.",
        [SectionKind.Backward] = "Backward pass: from the loss to the gradients of all parameters.",
        [SectionKind.BackwardToInputs] = "The rest of the backward pass: to the gradients by the inputs.",
    };

    private readonly EmitContext _context;

    public RowsEmitter(EmitContext context) => _context = context;

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    public void EmitFields()
    {
        var arena = Plan.Inference.Arena;
        var length = arena.FixedUnits + (Plan.PredictionRows * arena.RowUnits);
        Writer.Lines($"private readonly {Names.Runtime}ScratchPool<{Type}> _scratch = new({Names.Invariant(length)}); // {Names.Invariant(arena.RowUnits)} numbers a row, {Names.Invariant(Plan.PredictionRows)} rows at once");
        if (Plan.Training is not null)
        {
            Writer.Lines($"private {Type}[] _arena = []; // values of a training step, {Names.Invariant(Plan.Training.Arena.RowUnits)} numbers a row");
        }
    }

    public void EmitPrediction()
    {
        var chunk = Names.Invariant(Plan.PredictionRows);
        KernelMembers.Predict(
            _context,
            () => Writer.Lines($$"""
                int rows = {{Names.Runtime}}Check.Rows<{{Type}}>(inputs, InputCount, outputs, OutputCount, nameof(outputs));
                {{Type}}[] scratch = _scratch.Rent();
                for (int row = 0; row < rows; row += {{chunk}})
                {
                    int count = global::System.Math.Min({{chunk}}, rows - row);
                    {{_context.ReadOnlySpan}} X = inputs.Slice(row * InputCount, count * InputCount);
                    {{_context.Span}} arena = scratch;
                    {{Call(Plan.Inference, SectionKind.Forward, "count")}}
                    {{OutputSpan("count")}}.CopyTo(outputs.Slice(row * OutputCount, count * OutputCount));
                }

                _scratch.Return(scratch);
                """));
        KernelMembers.PredictClass(
            _context,
            () => Writer.Lines($"""
                {Names.Runtime}Check.Length(input, InputCount, nameof(input));
                {Type}[] scratch = _scratch.Rent();
                {_context.ReadOnlySpan} X = input;
                {_context.Span} arena = scratch;
                {Call(Plan.Inference, SectionKind.Forward, "1")}
                int index = {Names.Runtime}Classes.Predict<{Type}>({OutputSpan("1")}, {_context.DecisionThreshold});
                _scratch.Return(scratch);
                return index;
                """));
        EmitSection(Plan.Inference, SectionKind.Forward);
    }

    public void EmitTraining()
    {
        EmitComputeLoss();
        EmitForwardAndBackward();
        EmitSection(Plan.Inference, SectionKind.RowLosses);
        if (!Plan.SharesForward)
        {
            EmitSection(Plan.Training!, SectionKind.Forward);
            EmitSection(Plan.Training!, SectionKind.RowLosses);
        }

        EmitSection(Plan.Training!, SectionKind.Backward);
        EmitSection(Plan.Training!, SectionKind.BackwardToInputs);
    }

    /// <summary>The length of a program's arena for a number of rows, as an expression.</summary>
    private static string Length(Arena arena) => arena.FixedUnits == 0
        ? $"{Names.Invariant(arena.RowUnits)} * rows"
        : $"{Names.Invariant(arena.FixedUnits)} + ({Names.Invariant(arena.RowUnits)} * rows)";

    private void EmitComputeLoss()
    {
        var chunk = Names.Invariant(Plan.PredictionRows);
        KernelMembers.ComputeLoss(
            _context,
            () => Writer.Lines($$"""
                int rows = {{Names.Runtime}}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                double sum = 0;
                {{Type}}[] scratch = _scratch.Rent();
                for (int row = 0; row < rows; row += {{chunk}})
                {
                    int count = global::System.Math.Min({{chunk}}, rows - row);
                    {{_context.ReadOnlySpan}} X = inputs.Slice(row * InputCount, count * InputCount);
                    {{_context.ReadOnlySpan}} T = targets.Slice(row * OutputCount, count * OutputCount);
                    {{_context.Span}} arena = scratch;
                    {{Call(Plan.Inference, SectionKind.Forward, "count")}}
                    {{Call(Plan.Inference, SectionKind.RowLosses, "count")}}
                    sum += {{Names.Runtime}}Kernels.Sum<{{Type}}>({{SpanOf(Plan.Inference, Plan.Inference.Graph.RowLoss, "count")}});
                }

                _scratch.Return(scratch);
                return {{_context.Rounded($"sum / {_context.LossDenominator}")}};
                """));
    }

    private void EmitForwardAndBackward()
    {
        var training = Plan.Training!;
        _context.Member(
            "<summary>The loss of all rows in training mode, and its gradients: by the parameters in storage order, and by the inputs if there is room for them.</summary>",
            $"private {Type} ForwardAndBackward({_context.ReadOnlySpan} X, {_context.ReadOnlySpan} T, {_context.Span} gradients, {_context.Span} Dx, int rows)",
            () =>
            {
                if (training.Graph.Statistics.Count > 0)
                {
                    Writer.Lines($"{Names.Runtime}Check.BatchNormRows(rows);");
                }

                Writer.Lines($"""
                    {_context.Span} arena = {Names.Runtime}Workspace.Ensure(ref _arena, checked({Length(training.Arena)}));
                    {Type} scale = {_context.One} / {_context.LossDenominator};
                    {Call(training, SectionKind.Forward, "rows")}
                    {Call(training, SectionKind.RowLosses, "rows")}
                    {Type} loss = {Names.Runtime}Kernels.Sum<{Type}>({SpanOf(training, training.Graph.RowLoss, "rows")}) * scale;
                    {Call(training, SectionKind.Backward, "rows")}
                    """);
                Writer.Block("if (!Dx.IsEmpty)", () => Writer.Lines(Call(training, SectionKind.BackwardToInputs, "rows")));
                Writer.Lines("""

                    _random = _random.Next();
                    return loss;
                    """);
            });
    }

    private string OutputSpan(string rows) => SpanOf(Plan.Inference, Plan.Inference.Graph.Output, rows);

    private static string SpanOf(Program program, Value value, string rows) =>
        program.Arena[value.Name] is { } place ? $"arena.{Slice(program.Arena, place, rows)}" : Names.Matrix(value.Name);

    private static string Slice(Arena arena, Place place, string rows)
    {
        if (!place.PerRow)
        {
            return $"Slice({Names.Invariant(place.Start)}, {Names.Invariant(place.Units)})";
        }

        if (rows == "1")
        {
            return $"Slice({Names.Invariant(arena.FixedUnits + place.Start)}, {Names.Invariant(place.Units)})";
        }

        var start = place.Start == 0 ? "" : $"{Names.Invariant(place.Start)} * {rows}";
        var begin = (arena.FixedUnits, start) switch
        {
            (0, "") => "0",
            (0, _) => start,
            (_, "") => Names.Invariant(arena.FixedUnits),
            _ => $"{Names.Invariant(arena.FixedUnits)} + ({start})",
        };
        return place.Units == 1 ? $"Slice({begin}, {rows})" : $"Slice({begin}, {Names.Invariant(place.Units)} * {rows})";
    }

    private string MethodName(Program program, SectionKind kind) =>
        kind is SectionKind.Forward or SectionKind.RowLosses && ReferenceEquals(program, Plan.Training) && !Plan.SharesForward ? kind + "InTraining" : kind.ToString();

    private string Call(Program program, SectionKind kind, string rows) =>
        $"{MethodName(program, kind)}({string.Join(", ", Parameters(program, program[kind].Operations).Select(parameter => parameter.Name == "rows" ? rows : parameter.Name))});";

    /// <summary>What a method takes: only what it reads.</summary>
    private IReadOnlyList<(string Type, string Name)> Parameters(Program program, IEnumerable<Operation> operations)
    {
        var list = operations.ToArray();
        var used = new HashSet<string>(list.SelectMany(operation => operation.Operands.Append(operation.Result.Name)));
        var candidates = new (string Type, string Name, bool Needed)[]
        {
            (_context.ReadOnlySpan, "X", used.Contains("x")),
            (_context.ReadOnlySpan, "T", used.Contains("t")),
            (_context.Span, "arena", true),
            (_context.Span, "gradients", list.Any(operation => operation is AffineParameterGradient or VectorGradient)),
            (_context.Span, "Dx", Plan.TrainingGraph is { } training && used.Contains(training.InputGradient.Name) && list.Any(operation => operation.Result.Name == training.InputGradient.Name)),
            (Type, "scale", used.Contains("scale")),
            ("int", "rows", true),
        };
        return candidates.Where(candidate => candidate.Needed).Select(candidate => (candidate.Type, candidate.Name)).ToArray();
    }

    private void EmitSection(Program program, SectionKind kind)
    {
        var section = program[kind];
        var name = MethodName(program, kind);
        if (section.Methods.Count != 1)
        {
            // too much for one method: the JIT would leave it unoptimised
            var calls = section.Methods.Select((operations, index) => $"{name}{index + 1}({string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Name))});");
            EmitMethod(program, kind, name, section.Operations, () => calls.ToList().ForEach(call => Writer.Lines(call)));
        }

        for (var i = 0; i < section.Methods.Count; i++)
        {
            var operations = section.Methods[i];
            EmitMethod(program, kind, section.Methods.Count == 1 ? name : name + Names.Invariant(i + 1), operations, () => EmitOperations(program, operations));
        }
    }

    private void EmitMethod(Program program, SectionKind kind, string name, IEnumerable<Operation> operations, Action body)
    {
        var parameters = string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Type + " " + parameter.Name));
        _context.Member($"<summary>{Summaries[kind]}</summary>", $"private void {name}({parameters})", body);
    }

    private void EmitOperations(Program program, IReadOnlyList<Operation> operations)
    {
        var operationEmitter = new RowsOperationEmitter(_context, program);
        var declared = new HashSet<string>();
        Writer.Lines("// the values, rows × units each; those that live one after the other share their place");
        foreach (var value in operations.SelectMany(operation => operation.Operands.Append(operation.Result.Name)).Select(name => program.Graph.Values[name]))
        {
            if (program.Arena[value.Name] is { } place && declared.Add(value.Name))
            {
                Writer.Lines($"{_context.Span} {Names.Matrix(value.Name)} = arena.{Slice(program.Arena, place, "rows")};");
            }
            else if (Plan.TrainingGraph?.InputGradient.Name == value.Name && value.Name != "dx" && declared.Add(value.Name))
            {
                Writer.Lines($"{_context.Span} {Names.Matrix(value.Name)} = Dx;");
            }
            else if (value.Origin is Origin.Parameter or Origin.Statistic && declared.Add(value.Name))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {Names.Matrix(value.Name)} = _{value.Name};");
            }
        }

        operationEmitter.DeclareConstants(operations);
        foreach (var operation in operations)
        {
            Writer.Blank();
            operationEmitter.Emit(operation);
        }
    }
}
