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

    private SingleRowEmitter SingleRows => new(_context, Plan.Row!);

    public void EmitFields()
    {
        var arena = Plan.Inference.Arena;
        var length = arena.FixedUnits + (Plan.PredictionRows * arena.TotalPerRow);
        Writer.Lines($"private readonly {Names.Runtime}ScratchPool<{Type}> _scratch = new(global::System.Math.Max({Names.Invariant(length)}, {SingleRows.InferenceLength})); // {Names.Invariant(arena.TotalPerRow)} numbers a row, {Names.Invariant(Plan.PredictionRows)} rows at once");
        if (Plan.Training is not null)
        {
            Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _arena; // values of a training step, {Names.Invariant(Plan.Training.Arena.TotalPerRow)} numbers a row");
            if (Plan.HasRowDescent)
            {
                SingleRows.EmitFields();
            }

            if (Plan.TransposedLength > 0)
            {
                Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _transposed; // a layer's (W)ᵀ during the backward pass");
            }
        }
    }

    public void EmitPrediction()
    {
        var chunk = Names.Invariant(Plan.PredictionRows);
        KernelMembers.Predict(
            _context,
            () => Writer.Lines($$"""
                int rows = {{Names.Runtime}}Check.Rows<{{Type}}>(inputs, InputCount, outputs, OutputCount, nameof(outputs));
                if (rows == 1)
                {
                    PredictRow(inputs, outputs);
                    return;
                }

                var scratch = _scratch.Rent();
                for (int row = 0; row < rows; row += {{chunk}})
                {
                    int count = global::System.Math.Min({{chunk}}, rows - row);
                    {{_context.ReadOnlySpan}} X = inputs.Slice(row * InputCount, count * InputCount);
                    {{_context.Span}} arena = scratch.Span;
                    {{Call(Plan.Inference, SectionKind.Forward, "count")}}
                    {{CopyOutputs()}}
                }

                _scratch.Return(scratch);
                """));
        KernelMembers.PredictClass(
            _context,
            () => Writer.Lines($"""
                {Names.Runtime}Check.Length(input, InputCount, nameof(input));
                var scratch = _scratch.Rent();
                {_context.Span} arena = scratch.Span;
                ForwardRow(input, arena);
                int index = {Names.Runtime}Classes.Predict<{Type}>({SingleRows.Outputs}, {_context.DecisionThreshold});
                _scratch.Return(scratch);
                return index;
                """));
        EmitSection(Plan.Inference, SectionKind.Forward);
        SingleRows.EmitPrediction();
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
        if (Plan.HasRowDescent)
        {
            SingleRows.EmitDescent();
        }
    }

    /// <summary>The length of a program's arena for a number of rows, as an expression.</summary>
    private static string Length(Arena arena) => arena.FixedUnits == 0
        ? $"{Names.Invariant(arena.TotalPerRow)} * rows"
        : $"{Names.Invariant(arena.FixedUnits)} + ({Names.Invariant(arena.TotalPerRow)} * rows)";

    private void EmitComputeLoss()
    {
        var chunk = Names.Invariant(Plan.PredictionRows);
        KernelMembers.ComputeLoss(
            _context,
            () => Writer.Lines($$"""
                int rows = {{Names.Runtime}}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                double sum = 0;
                var scratch = _scratch.Rent();
                for (int row = 0; row < rows; row += {{chunk}})
                {
                    int count = global::System.Math.Min({{chunk}}, rows - row);
                    {{_context.ReadOnlySpan}} X = inputs.Slice(row * InputCount, count * InputCount);
                    {{_context.ReadOnlySpan}} T = targets.Slice(row * OutputCount, count * OutputCount);
                    {{_context.Span}} arena = scratch.Span;
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
        var (generic, parameter, constraint) = Plan.FusesPlainDescent
            ? ("<TUpdate>", ", TUpdate update", $"\n    where TUpdate : struct, {Names.Runtime}IWeightUpdate<{Type}>")
            : ("", "", "");
        _context.Member(
            $"<summary>The loss of all rows in training mode, and its gradients: by the parameters in storage order{(Plan.FusesPlainDescent ? " or at once into their update" : "")}, and by the inputs if there is room for them.</summary>",
            $"private {Type} ForwardAndBackward{generic}({_context.ReadOnlySpan} X, {_context.ReadOnlySpan} T, {_context.Span} gradients, {_context.Span} Dx, int rows{parameter}){constraint}",
            () =>
            {
                if (training.Graph.Statistics.Count > 0)
                {
                    Writer.Lines($"{Names.Runtime}Check.BatchNormRows(rows);");
                }

                Writer.Lines($"""
                    {_context.Span} arena = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _arena, checked({Length(training.Arena)}));
                    {Type} scale = {_context.One} / {_context.LossDenominator};
                    {Call(training, SectionKind.Forward, "rows")}
                    {Call(training, SectionKind.RowLosses, "rows")}
                    {Type} loss = {Names.Runtime}Kernels.Sum<{Type}>({SpanOf(training, training.Graph.RowLoss, "rows")}) * scale;
                    """);
                EmitBackwardCalls(training);
                Writer.Lines("""

                    _random = _random.Next();
                    return loss;
                    """);
            });
    }

    private void EmitBackwardCalls(Program training)
    {
        if (Plan.FusesPlainDescent)
        {
            // gradients have no use but to be added: a loss that is not finite must change nothing
            Writer.Block($"if (!TUpdate.ReadsWeights || {Type}.IsFinite(loss))", () => Writer.Lines(Call(training, SectionKind.Backward, "rows")));
            Writer.Blank();
        }
        else
        {
            Writer.Lines(Call(training, SectionKind.Backward, "rows"));
        }

        Writer.Block("if (!Dx.IsEmpty)", () => Writer.Lines(Call(training, SectionKind.BackwardToInputs, "rows")).Lines(
            $"{Names.Runtime}Kernels.CopyRows<{Type}>({SpanOf(training, Plan.TrainingGraph!.InputGradient, "rows")}, {Names.Invariant(_context.Stride(Plan.TrainingGraph.InputGradient))}, Dx, InputCount, rows);"));
    }

    private string CopyOutputs()
    {
        var output = Plan.Inference.Graph.Output;
        return $"{Names.Runtime}Kernels.CopyRows<{Type}>({OutputSpan("count")}, {Names.Invariant(_context.Stride(output))}, outputs.Slice(row * OutputCount, count * OutputCount), OutputCount, count);";
    }

    private string OutputSpan(string rows) => SpanOf(Plan.Inference, Plan.Inference.Graph.Output, rows);

    private static string SpanOf(Program program, Value value, string rows) =>
        program.Arena[value.Name] is { } place ? $"arena.{Slice(program.Arena, place, rows)}" : Names.Matrix(value.Name);

    private static string Slice(Arena arena, Place place, string rows)
    {
        if (place.Region == Region.Fixed)
        {
            return $"Slice({Names.Invariant(place.Start)}, {Names.Invariant(place.Width)})";
        }

        var start = place.Start + (place.Region == Region.Numbers ? arena.RowUnits : 0);
        if (rows == "1")
        {
            return $"Slice({Names.Invariant(arena.FixedUnits + start)}, {Names.Invariant(place.Width)})";
        }

        var perRow = start == 0 ? "" : $"{Names.Invariant(start)} * {rows}";
        var begin = (arena.FixedUnits, perRow) switch
        {
            (0, "") => "0",
            (0, _) => perRow,
            (_, "") => Names.Invariant(arena.FixedUnits),
            _ => $"{Names.Invariant(arena.FixedUnits)} + ({perRow})",
        };
        return place.Width == 1 ? $"Slice({begin}, {rows})" : $"Slice({begin}, {Names.Invariant(place.Width)} * {rows})";
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
        var hasGradients = list.Any(operation => operation is AffineParameterGradient or VectorGradient);
        var candidates = new (string Type, string Name, bool Needed)[]
        {
            (_context.ReadOnlySpan, "X", used.Contains("x")),
            (_context.ReadOnlySpan, "T", used.Contains("t")),
            (_context.Span, "arena", true),
            (_context.Span, "gradients", hasGradients),
            (Type, "scale", used.Contains("scale")),
            ("int", "rows", true),
            ("TUpdate", "update", hasGradients && Plan.FusesPlainDescent),
        };
        return candidates.Where(candidate => candidate.Needed).Select(candidate => (candidate.Type, candidate.Name)).ToArray();
    }

    private void EmitSection(Program program, SectionKind kind)
    {
        var section = program[kind];
        var name = MethodName(program, kind);
        var vector = section.Operations.Any(RowsOperationEmitter.HasLoops);
        if (vector)
        {
            EmitDispatch(program, kind, name);
        }

        if (section.Methods.Count != 1)
        {
            // too much for one method: the JIT would leave it unoptimised
            var calls = section.Methods.Select((operations, index) => $"{name}{index + 1}{Arguments(program, operations, vector)}({ArgumentNames(program, operations)});");
            EmitMethod(program, kind, name, section.Operations.ToArray(), vector, () => calls.ToList().ForEach(call => Writer.Lines(call)));
        }

        for (var i = 0; i < section.Methods.Count; i++)
        {
            var operations = section.Methods[i];
            EmitMethod(program, kind, section.Methods.Count == 1 ? name : name + Names.Invariant(i + 1), operations, vector, () => EmitOperations(program, operations));
        }
    }

    private string ArgumentNames(Program program, IEnumerable<Operation> operations) => string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Name));

    /// <summary>Type arguments of a call from one generic method to the next.</summary>
    private string Arguments(Program program, IEnumerable<Operation> operations, bool vector)
    {
        var arguments = (vector ? new[] { "V" } : Array.Empty<string>()).Concat(Parameters(program, operations).Where(parameter => parameter.Type == "TUpdate").Select(parameter => parameter.Type)).ToArray();
        return arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>";
    }

    private static string Constraint(string type, string parameters) =>
        (parameters.Contains("V") ? $"\n    where V : struct, {Names.Runtime}ILanes<V, {type}>" : "")
        + (parameters.Contains("TUpdate") ? $"\n    where TUpdate : struct, {Names.Runtime}IWeightUpdate<{type}>" : "");

    /// <summary>The one place where the width of the hardware's vectors is asked for: a constant when the JIT compiles it.</summary>
    private void EmitDispatch(Program program, SectionKind kind, string name)
    {
        var operations = program[kind].Operations.ToArray();
        var arguments = Arguments(program, operations, vector: false);
        string Call(int bits) => $"{name}<{Names.Runtime}Lanes{bits}<{Type}>{(arguments.Length == 0 ? ">" : ", " + arguments.Substring(1))}({ArgumentNames(program, operations)});";
        var parameters = string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Type + " " + parameter.Name));
        _context.Member($"<summary>{Summaries[kind]}</summary>", $"private void {name}{arguments}({parameters}){Constraint(Type, arguments)}", () => Writer.Lines($$"""
            if (global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated)
            {
                {{Call(512)}}
            }
            else if (global::System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated)
            {
                {{Call(256)}}
            }
            else
            {
                {{Call(128)}}
            }
            """));
    }

    private void EmitMethod(Program program, SectionKind kind, string name, IReadOnlyList<Operation> operations, bool vector, Action body)
    {
        var arguments = Arguments(program, operations, vector);
        var parameters = string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Type + " " + parameter.Name));
        var summary = vector ? "The same in vectors V." : Summaries[kind];
        _context.Member($"<summary>{summary}</summary>", $"private void {name}{arguments}({parameters}){Constraint(Type, arguments)}", body);
    }

    private void EmitOperations(Program program, IReadOnlyList<Operation> operations)
    {
        var operationEmitter = new RowsOperationEmitter(_context, program);
        var declared = new HashSet<string>();
        Writer.Lines("// the values, rows × units each, rows a whole number of cache lines apart; those that live one after the other share their place");
        foreach (var value in operations.SelectMany(operation => operation.Operands.Append(operation.Result.Name)).Select(name => program.Graph.Values[name]))
        {
            if (program.Arena[value.Name] is { } place && declared.Add(value.Name))
            {
                Writer.Lines($"{_context.Span} {Names.Matrix(value.Name)} = arena.{Slice(program.Arena, place, "rows")};");
            }
            else if (value.Origin is Origin.Parameter or Origin.Statistic && declared.Add(value.Name))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {Names.Matrix(value.Name)} = _{value.Name};");
            }
        }

        if (operations.Any(operation => Fusion.Product(operation) is AffineInputGradient))
        {
            Writer.Lines($"{_context.Span} transposed = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _transposed, {Names.Invariant(Plan.TransposedLength)});");
        }

        operationEmitter.DeclareConstants(operations);
        operationEmitter.Emit(operations);
    }
}
