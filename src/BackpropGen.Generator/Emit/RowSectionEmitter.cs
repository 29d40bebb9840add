using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>The methods of one program for single rows: all in vectors V, on an arena whose places are constants.</summary>
internal sealed class RowSectionEmitter
{
    private readonly EmitContext _context;
    private readonly RowPlan _plan;
    private readonly Program _program;
    private readonly RowProductEmitter _products;
    private readonly RowAffine? _ahead;

    public RowSectionEmitter(EmitContext context, RowPlan plan, Program program)
    {
        _context = context;
        _plan = plan;
        _program = program;
        _ahead = plan.IsAhead(program) ? plan.Ahead : null;
        _products = new RowProductEmitter(context, program, _ahead);
    }

    /// <summary>What V is.</summary>
    public string Constraint => $"\n    where V : struct, {Names.Runtime}ILanes<V, {_context.Type}>, {Names.Runtime}ILaneSums<V, {_context.Type}>";

    /// <summary>Numbers of the arena, as an expression.</summary>
    public string Length => Names.Invariant(ScratchStart) + (NeedsScratch ? $" + {Names.Runtime}RowKernels.ScratchLength" : "");

    private bool NeedsScratch => _program.Sections.SelectMany(section => section.Operations).Any(TakesScratch);

    private SourceWriter Writer => _context.Writer;

    private Arena Arena => _program.Arena;

    /// <summary>Where the next row's inputs are copied to: behind the values, at a cache line.</summary>
    private int NextStart => Layout.Stride(Arena.FixedUnits + Arena.TotalPerRow, _context.Spec.IsDouble);

    private int NextWidth => _ahead is null ? 0 : Layout.Stride(_ahead.Product.Weights.From, _context.Spec.IsDouble);

    private int ScratchStart => NextStart + NextWidth;

    /// <summary>Where a value lies.</summary>
    public int StartOf(Value value) => Arena.StartInOneRow(value.Name);

    /// <summary>A call of a section's method.</summary>
    public string Call(SectionKind kind, string lanes) => $"{Name(kind)}<{lanes}>({Arguments(_program[kind].Operations)});";

    /// <summary>The product over the inputs, where no row before has computed it.</summary>
    public void EmitBegin()
    {
        var operations = new Operation[] { new RowCopy(_program.Graph.Input), _ahead! };
        EmitMethod("BeginRow", $"{_ahead!.Product.Result.Notation} of a row, where no row before has computed it.", operations, () => EmitOperations(operations));
    }

    /// <summary>Writes a section's method or methods.</summary>
    public void Emit(SectionKind kind, string summary)
    {
        var section = _program[kind];
        if (section.Methods.Count != 1)
        {
            // too much for one method: the JIT would leave it unoptimised
            var calls = section.Methods.Select((operations, index) => $"{Name(kind)}{Names.Invariant(index + 1)}<V>({Arguments(operations)});").ToList();
            EmitMethod(Name(kind), summary, section.Operations.ToArray(), () => calls.ForEach(call => Writer.Lines(call)));
        }

        for (var i = 0; i < section.Methods.Count; i++)
        {
            var operations = section.Methods[i];
            EmitMethod(Name(kind) + (section.Methods.Count == 1 ? "" : Names.Invariant(i + 1)), summary, operations, () => EmitOperations(operations));
        }
    }

    private string Name(SectionKind kind) => kind switch
    {
        SectionKind.RowLosses => "RowLoss",
        SectionKind.Backward => "BackwardRow",
        _ => ReferenceEquals(_program, _plan.Inference) ? "ForwardRow" : "ForwardRowInTraining",
    };

    private string Arguments(IEnumerable<Operation> operations) => string.Join(", ", Parameters(operations).Select(parameter => parameter.Name));

    private IReadOnlyList<(string Type, string Name)> Parameters(IEnumerable<Operation> operations)
    {
        var list = operations.ToArray();
        var used = new HashSet<string>(list.SelectMany(operation => operation.Operands.Append(operation.Result.Name)));
        var candidates = new (string Type, string Name, bool Needed)[]
        {
            (_context.ReadOnlySpan, "input", list.OfType<RowCopy>().Any(copy => RowProductEmitter.Caller(copy) == "input") || (Arena["x"] is null && used.Contains("x"))),
            (_context.ReadOnlySpan, "target", list.OfType<RowCopy>().Any(copy => RowProductEmitter.Caller(copy) == "target")),
            (_context.Span, "arena", true),
            (_context.Type, "scale", used.Contains("scale")),
            (_context.ReadOnlySpan, "next", list.Any(UpdatesAhead)),
        };
        return candidates.Where(candidate => candidate.Needed).Select(candidate => (candidate.Type, candidate.Name)).ToArray();
    }

    private bool UpdatesAhead(Operation operation) => operation is RowUpdate update && update.Gradient.Weights == _ahead?.Product.Weights;

    private void EmitMethod(string name, string summary, IReadOnlyList<Operation> operations, Action body) => _context.Member(
        $"<summary>{summary}</summary>",
        $"private void {name}<V>({string.Join(", ", Parameters(operations).Select(parameter => parameter.Type + " " + parameter.Name))}){Constraint}",
        body);

    private void EmitOperations(IReadOnlyList<Operation> operations)
    {
        var emitter = new RowsOperationEmitter(_context, _program, _products.Emitters);
        if (operations.Any(emitter.CountsRows))
        {
            Writer.Lines("const int rows = 1;");
        }

        DeclareValues(operations);
        emitter.DeclareConstants(operations);
        emitter.Emit(operations);
    }

    private void DeclareValues(IReadOnlyList<Operation> operations)
    {
        var names = operations.SelectMany(operation => operation.Operands.Concat(Stored(operation)));
        names = names.Concat(operations.Any(UpdatesAhead) ? new[] { _ahead!.Result.Name } : Array.Empty<string>());
        foreach (var value in names.Distinct().Select(name => _program.Graph.Values[name]).Where(value => !RowLoopEmitter.StaysInRegister(_program, value, operations)))
        {
            if (Arena[value.Name] is { } place)
            {
                Declare(Names.Matrix(value.Name), StartOf(value), place.Width);
            }
            else if (SectionEmitter.IsParameterVector(value))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {Names.Matrix(value.Name)} = _{value.Name};");
            }
        }

        DeclareMemory(operations);
    }

    /// <summary>The results of an operation that it writes to memory.</summary>
    private IEnumerable<string> Stored(Operation operation) =>
        operation.Parts.Select(part => part.Result).Where(value => operation is not UnitLoop || _program.IsReadOutside(value, new[] { operation })).Select(value => value.Name);

    private void DeclareMemory(IReadOnlyList<Operation> operations)
    {
        if (operations.Any(UpdatesAhead))
        {
            Declare("NextX", NextStart, NextWidth);
        }

        if (operations.Any(TakesScratch))
        {
            Writer.Lines($"{_context.Span} scratch = arena.Slice({Names.Invariant(ScratchStart)}, {Names.Runtime}RowKernels.ScratchLength);");
        }
    }

    private static bool TakesScratch(Operation operation) => operation is RowAffine { Layout: RowLayout.Columns, IsSmall: false } or RowUpdate { IsSmall: false };

    private void Declare(string name, int start, int width) => Writer.Lines($"{_context.Span} {name} = arena.Slice({Names.Invariant(start)}, {Names.Invariant(width)});");
}
