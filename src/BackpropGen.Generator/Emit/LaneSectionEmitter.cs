using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>The methods of a program that computes a row a lane: in vectors V, on an arena whose places are constants times the lanes.</summary>
internal sealed class LaneSectionEmitter
{
    private static readonly Dictionary<SectionKind, string> Summaries = new()
    {
        [SectionKind.Forward] = "Forward pass of as many rows as V has lanes.",
        [SectionKind.RowLosses] = "The losses of these rows, before the mean over all rows.",
        [SectionKind.Backward] = "Backward pass of these rows: from the loss to the gradients of all parameters, with those of the rows before.",
        [SectionKind.BackwardToInputs] = "The rest of the backward pass: to the gradients by the inputs.",
    };

    private const string Update = "TUpdate";

    private readonly EmitContext _context;
    private readonly Program _program;

    public LaneSectionEmitter(EmitContext context, Program program)
    {
        _context = context;
        _program = program;
    }

    private SourceWriter Writer => _context.Writer;

    /// <summary>What V is.</summary>
    public string Constraint => $"\n    where V : struct, {Names.Runtime}ILanes<V, {_context.Type}>";

    /// <summary>What TUpdate is.</summary>
    public string UpdateConstraint => $"\n    where {Update} : struct, {Names.Runtime}IWeightUpdate<{_context.Type}>";

    /// <summary>The arena's range of a value, as an expression.</summary>
    public string SpanOf(Value value)
    {
        var place = _program.Arena[value.Name]!;
        var start = place.Start + (place.Region == Region.Numbers ? _program.Arena.RowUnits : 0);
        return $"arena.Slice({Lanes(start)}, {Lanes(place.Width)})";
    }

    /// <summary>A call of a section's method.</summary>
    /// <param name="kind">The section.</param>
    /// <param name="given">Expressions for some of the parameters, by name; the others are passed on.</param>
    public string Call(SectionKind kind, params (string Name, string Expression)[] given) => $"{kind}<V>({Arguments(_program[kind].Operations, given)});";

    /// <summary>Whether a gradient by weights can take the caller's rows as they lie.</summary>
    public static bool ReadsRows(Program program, Operation operation) => operation is AffineParameterGradient gradient && gradient.Source.Name == program.Graph.Input.Name;

    /// <summary>A call of the backward pass that does something with the gradients.</summary>
    /// <param name="update">The type of what it does with them, and an expression for it.</param>
    /// <param name="input">The caller's rows, as an expression.</param>
    /// <param name="isFirst">Whether there are no gradients of rows before, as an expression.</param>
    public string Backward((string Type, string Value) update, string input, string isFirst)
    {
        var operations = _program[SectionKind.Backward].Operations;
        return $"{SectionKind.Backward}{Generic(operations).Replace(Update, update.Type)}({Arguments(operations, ("input", input), ("isFirst", isFirst), ("update", update.Value))});";
    }

    /// <summary>Writes a section's method or methods.</summary>
    public void Emit(SectionKind kind)
    {
        var section = _program[kind];
        if (section.Methods.Count != 1)
        {
            // too much for one method: the JIT would stop inlining
            var calls = section.Methods.Select((operations, index) => $"{kind}{Names.Invariant(index + 1)}{Generic(operations)}({Arguments(operations)});").ToList();
            EmitMethod(kind, "", section.Operations.ToArray(), () => calls.ForEach(call => Writer.Lines(call)));
        }

        for (var i = 0; i < section.Methods.Count; i++)
        {
            var operations = section.Methods[i];
            EmitMethod(kind, section.Methods.Count == 1 ? "" : Names.Invariant(i + 1), operations, () => EmitOperations(operations));
        }
    }

    private static string Lanes(int units) => units == 0 ? "0" : units == 1 ? "V.Count" : $"{Names.Invariant(units)} * V.Count";

    private void EmitMethod(SectionKind kind, string number, IReadOnlyList<Operation> operations, Action body) => _context.Member(
        $"<summary>{Summaries[kind]}</summary>",
        $"{Names.Optimised}private void {kind}{number}{Generic(operations)}({string.Join(", ", Parameters(operations).Select(parameter => parameter.Type + " " + parameter.Name))}){Constraint}{(Updates(operations) ? UpdateConstraint : "")}",
        body);

    private string Arguments(IEnumerable<Operation> operations, params (string Name, string Expression)[] given) =>
        string.Join(", ", Parameters(operations).Select(parameter => given.FirstOrDefault(pair => pair.Name == parameter.Name).Expression ?? parameter.Name));

    private static bool HasGradients(IEnumerable<Operation> operations) => operations.SelectMany(operation => operation.Parts).Any(part => part is AffineParameterGradient or VectorGradient);

    /// <summary>Whether products have values row by row, too, in memory behind the others.</summary>
    private bool HasScratch => _context.Plan.Lanes!.Scratch > 0;

    /// <summary>Whether a method brings gradients into the weights where its caller says so.</summary>
    private bool Updates(IEnumerable<Operation> operations) => _context.Plan.FusesPlainDescent && HasGradients(operations);

    private string Generic(IEnumerable<Operation> operations) => Updates(operations) ? $"<V, {Update}>" : "<V>";

    /// <summary>What a method takes: only what it reads.</summary>
    private IReadOnlyList<(string Type, string Name)> Parameters(IEnumerable<Operation> operations)
    {
        var list = operations.SelectMany(operation => operation.Parts).ToArray();
        var candidates = new (string Type, string Name, bool Needed)[]
        {
            (_context.ReadOnlySpan, "input", list.OfType<RowCopy>().Any(copy => RowProductEmitter.Caller(copy) == "input") || (HasScratch && list.Any(operation => ReadsRows(_program, operation)))),
            (_context.ReadOnlySpan, "target", list.OfType<RowCopy>().Any(copy => RowProductEmitter.Caller(copy) == "target")),
            (_context.Span, "arena", true),
            (_context.Span, "gradients", HasGradients(list)),
            ("V", "scaleVector", list.Any(operation => operation.Operands.Contains(_program.Graph.Scale.Name))),
            ("int", "count", HasScratch && list.Any(operation => operation is AffineParameterGradient)),
            ("bool", "isFirst", HasGradients(list)),
            (Update, "update", Updates(list)),
        };
        return candidates.Where(candidate => candidate.Needed).Select(candidate => (candidate.Type, candidate.Name)).ToArray();
    }

    private void EmitOperations(IReadOnlyList<Operation> operations)
    {
        var declared = new HashSet<string>();
        var single = operations.SelectMany(operation => operation.Parts).ToArray();
        foreach (var value in single.SelectMany(operation => operation.Operands.Append(operation.Result.Name)).Select(name => _program.Graph.Values[name]).Where(value => declared.Add(value.Name)))
        {
            if (_program.Arena[value.Name] is not null)
            {
                Writer.Lines($"{_context.Span} {Names.Matrix(value.Name)} = {SpanOf(value)};");
            }
            else if (SectionEmitter.IsParameterVector(value))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {Names.Matrix(value.Name)} = _{value.Name};");
            }
        }

        if (HasScratch && single.Any(Fusion.IsProduct))
        {
            Writer.Lines($"{_context.Span} scratch = arena.Slice({Lanes(LanePrograms.ScratchStart(_program.Arena))}); // one value of a layer, row by row");
        }

        new LaneOperationEmitter(_context, _program).Emit(operations);
    }
}
