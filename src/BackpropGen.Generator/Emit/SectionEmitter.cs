using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>The methods that compute the sections of a program, and calls of them.</summary>
internal sealed class SectionEmitter
{
    private static readonly Dictionary<SectionKind, string> Summaries = new()
    {
        [SectionKind.Forward] = "Forward pass: from the inputs to the outputs, all rows an operation.",
        [SectionKind.RowLosses] = "The loss of each row, before the mean over the rows.",
        [SectionKind.Backward] = "Backward pass: from the loss to the gradients of all parameters.",
        [SectionKind.BackwardToInputs] = "The rest of the backward pass: to the gradients by the inputs.",
    };

    private readonly EmitContext _context;

    public SectionEmitter(EmitContext context) => _context = context;

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    /// <summary>Where a value lies for a number of rows, as an expression.</summary>
    public static string SpanOf(Program program, Value value, string rows) =>
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

    /// <summary>Whether a value is read from one of the network's own arrays, a number a unit.</summary>
    public static bool IsParameterVector(Value value) => value is { Origin: Origin.Parameter or Origin.Statistic, Extent: Extent.Unit };

    private string MethodName(Program program, SectionKind kind) =>
        kind is SectionKind.Forward or SectionKind.RowLosses && ReferenceEquals(program, Plan.Training) && !Plan.SharesForward ? kind + "InTraining" : kind.ToString();

    /// <summary>A call of a section's method.</summary>
    public string Call(Program program, SectionKind kind, string rows) =>
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
            (_context.Span, "Scale", used.Contains("scale")),
            ("int", "rows", true),
            ("TUpdate", "update", hasGradients && Plan.FusesPlainDescent),
        };
        return candidates.Where(candidate => candidate.Needed).Select(candidate => (candidate.Type, candidate.Name)).ToArray();
    }

    /// <summary>Writes a section's method or methods.</summary>
    public void Emit(Program program, SectionKind kind)
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

    private void EmitDispatch(Program program, SectionKind kind, string name)
    {
        var operations = program[kind].Operations.ToArray();
        var arguments = Arguments(program, operations, vector: false);
        var parameters = string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Type + " " + parameter.Name));
        _context.Member(
            $"<summary>{Summaries[kind]}</summary>",
            $"private void {name}{arguments}({parameters}){Constraint(Type, arguments)}",
            () => _context.Dispatch(width => $"{name}<{width}{(arguments.Length == 0 ? ">" : ", " + arguments.Substring(1))}({ArgumentNames(program, operations)});"));
    }

    private void EmitMethod(Program program, SectionKind kind, string name, IReadOnlyList<Operation> operations, bool vector, Action body)
    {
        var arguments = Arguments(program, operations, vector);
        var parameters = string.Join(", ", Parameters(program, operations).Select(parameter => parameter.Type + " " + parameter.Name));
        var summary = vector ? "The same in vectors V." : Summaries[kind];
        _context.Member($"<summary>{summary}</summary>", $"{(vector ? Names.Optimised : "")}private void {name}{arguments}({parameters}){Constraint(Type, arguments)}", body);
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
            else if (IsParameterVector(value) && declared.Add(value.Name))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {Names.Matrix(value.Name)} = _{value.Name};");
            }
        }

        if (Plan.SharesProducts(program) && operations.Any(Fusion.IsProduct))
        {
            Writer.Lines($"{Names.Runtime}Workers? workers = _workers?.OfStep; // the threads that share this step, none when predicting");
        }

        operationEmitter.DeclareConstants(operations);
        operationEmitter.Emit(operations);
    }
}
