using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Single rows where every layer fits into a register: prediction, and plain gradient descent on one row after the other.</summary>
internal sealed class RegisterEmitter
{
    private readonly EmitContext _context;
    private readonly RegisterPlan _plan;

    public RegisterEmitter(EmitContext context, RegisterPlan plan)
    {
        _context = context;
        _plan = plan;
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private int Bits => _plan.Lanes * (_context.Spec.IsDouble ? 64 : 32);

    private string Generic => _plan.HasNarrow ? "<V, N>" : "<V>";

    private string Types => _plan.HasNarrow ? $"<{Lanes(Bits)}, {Lanes(128)}>" : $"<{Lanes(Bits)}>";

    private string Constraints => $"\n    where V : struct, {Names.Runtime}ILanes<V, {Type}>, {Names.Runtime}ILaneSums<V, {Type}>"
        + (_plan.HasNarrow ? $"\n    where N : struct, {Names.Runtime}ILanes<N, {Type}>, {Names.Runtime}ILaneSums<N, {Type}>" : "");

    /// <summary>Takes a call to these methods where the hardware has such registers.</summary>
    /// <param name="call">The method with its type arguments to come and its arguments, as a statement or two.</param>
    public void EmitDispatch(Func<string, string> call)
    {
        Writer.Block($"if (global::System.Runtime.Intrinsics.Vector{Names.Invariant(Bits)}.IsHardwareAccelerated)", () => Writer.Lines(call(Types)));
        Writer.Blank();
    }

    /// <summary><c>PredictInRegisters(input, outputs)</c>.</summary>
    public void EmitPrediction()
    {
        var section = _plan.Inference[SectionKind.Forward];
        const string Name = "PredictInRegisters";
        _context.Member($"<summary>Computes the outputs for one row, each layer in a register{Widths}.</summary>", $"{Names.Apart}private void {Name}{Generic}({_context.ReadOnlySpan} input, {_context.Span} outputs){Constraints}", () =>
        {
            if (section.Methods.Any(method => Method(_plan.Inference, method).UsesArena))
            {
                Writer.Lines($"{_context.Span} arena = {Names.Runtime}RowScratch<{Type}>.Of({Length(_plan.Inference)});");
            }

            if (section.Methods.Count == 1)
            {
                Emit(Method(_plan.Inference, section.Methods[0]));
            }
            else
            {
                EmitCalls(section, _plan.Inference, Name);
            }
        });
        if (section.Methods.Count > 1)
        {
            EmitMethods(section, _plan.Inference, Name, "A part of it, as much as the JIT inlines into one method.");
        }
    }

    /// <summary><c>T DescendInRegisters(inputs, targets, learningRate)</c>.</summary>
    public void EmitDescent()
    {
        var program = _plan.Training!;
        var denominator = _context.LossIsMean ? " / " + Names.Invariant(_context.OutputCount) : "";
        var summary = $"<summary>Plain gradient descent, row after row, each layer in a register{Widths}.</summary>";
        _context.Member(summary, $"private {Type} DescendInRegisters{Generic}({TrainingSection.Data(_context)}, {Type} learningRate){Constraints}", () =>
        {
            Writer.Lines($"""
                {_context.Span} arena = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _rowArena, {Length(program)});
                {Type} scale = -learningRate{denominator}; // all deltas carry −η, so that W += δ xᵀ
                int rows = inputs.Length / InputCount;
                double sum = 0;
                """);
            Writer.Block("for (int row = 0; row < rows; row++)", () => EmitRow(program, denominator));
            Writer.Blank().Lines($"return {_context.Rounded("sum / rows")};");
        });
        foreach (var section in program.Sections)
        {
            EmitMethods(section, program, Methods[section.Kind].Name, Methods[section.Kind].Summary);
        }
    }

    private static readonly Dictionary<SectionKind, (string Name, string Summary)> Methods = new()
    {
        [SectionKind.Forward] = ("ForwardInRegisters", "Forward pass, and the deltas of the outputs."),
        [SectionKind.Backward] = ("BackwardInRegisters", "Backward pass: each layer's weights change as soon as its gradients have read them."),
        [SectionKind.RowLosses] = ("LossInRegisters", "The loss, for which no update waited."),
    };

    private string Widths => _plan.HasNarrow ? ", those of few units in 128 bits" : "";

    private void EmitRow(Program program, string denominator)
    {
        Writer.Lines($"""
            {_context.ReadOnlySpan} input = inputs.Slice(row * InputCount, InputCount);
            {_context.ReadOnlySpan} target = targets.Slice(row * OutputCount, OutputCount);
            """);
        var forward = Calls(program[SectionKind.Forward], program, Methods[SectionKind.Forward].Name);
        forward.Take(forward.Count - 1).ToList().ForEach(call => Writer.Lines(call + ";"));
        Writer.Block($"if ({forward[forward.Count - 1]})", () =>
        {
            EmitCalls(program[SectionKind.Backward], program, Methods[SectionKind.Backward].Name);
            EmitCalls(program[SectionKind.RowLosses], program, Methods[SectionKind.RowLosses].Name);
            Writer.Lines($"""
                sum += arena[{Names.Invariant(program.Arena.StartInOneRow(program.Graph.RowLoss.Name))}]{denominator};
                _random = _random.Next();
                """);
        });
        Writer.Block("else", () => Writer.Lines("sum += DescendRows<V>(input, target, learningRate); // decides by the loss"));
    }

    private void EmitCalls(Section section, Program program, string name) => Calls(section, program, name).ForEach(call => Writer.Lines(call + ";"));

    private List<string> Calls(Section section, Program program, string name) =>
        Parts(section, name).Select(part => $"{part.Name}{Generic}({string.Join(", ", Parameters(Method(program, part.Operations)).Select(parameter => parameter.Name))})").ToList();

    private RegisterMethod Method(Program program, IReadOnlyList<Operation> operations) => new(_plan, program, operations);

    private void Emit(RegisterMethod method) => new RegisterMethodEmitter(_context, _plan, method).Emit();

    private void EmitMethods(Section section, Program program, string name, string summary)
    {
        foreach (var (part, operations) in Parts(section, name))
        {
            var method = Method(program, operations);
            var parameters = string.Join(", ", Parameters(method).Select(parameter => parameter.Type + " " + parameter.Name));
            var (type, says) = method.Conditions.Count > 0 ? ("bool", " Says whether the loss is finite for sure, without which nothing is updated.") : ("void", "");
            _context.Member($"<summary>{summary}{says}</summary>", $"{Names.Apart}private {type} {part}{Generic}({parameters}){Constraints}", () => Emit(method));
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<Operation> Operations)> Parts(Section section, string name) =>
        section.Methods.Select((operations, index) => (name + (section.Methods.Count == 1 ? "" : Names.Invariant(index + 1)), operations));

    private IEnumerable<(string Type, string Name)> Parameters(RegisterMethod method)
    {
        var used = new HashSet<string>(method.Reads);
        return new[]
        {
            (_context.ReadOnlySpan, "input", used.Contains(method.Program.Graph.Input.Name)),
            (_context.ReadOnlySpan, "target", used.Contains(method.Program.Graph.Target.Name)),
            (_context.Span, "arena", method.UsesArena),
            (Type, "scale", used.Contains("scale")),
            (_context.Span, "outputs", method.WritesOutputs),
        }.Where(candidate => candidate.Item3).Select(candidate => (candidate.Item1, candidate.Item2));
    }

    private static string Length(Program program) => Names.Invariant(Math.Max(1, program.Arena.FixedUnits + program.Arena.TotalPerRow));

    private string Lanes(int bits) => $"{Names.Runtime}Lanes{Names.Invariant(bits)}<{Type}>";
}
