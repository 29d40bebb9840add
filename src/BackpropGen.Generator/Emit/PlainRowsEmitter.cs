using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Plain gradient descent on one row after the other, with kernels for single rows.</summary>
internal sealed class PlainRowsEmitter
{
    private readonly EmitContext _context;
    private readonly RowPlan _plan;
    private readonly RowProductEmitter _products;

    public PlainRowsEmitter(EmitContext context, RowPlan plan)
    {
        _context = context;
        _plan = plan;
        _products = new RowProductEmitter(context, plan);
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private Arena Arena => _plan.Program.Arena;

    private string Constraint => $"\n    where V : struct, {Names.Runtime}ILanes<V, {Type}>, {Names.Runtime}ILaneSums<V, {Type}>";

    /// <summary>Where the copies of the inputs begin: behind the values, at a cache line.</summary>
    private int PaddedStart => Layout.Stride(Arena.FixedUnits + Arena.TotalPerRow, _context.Spec.IsDouble);

    private int PaddedWidth => _plan.Padded is { } padded ? Layout.Stride(padded.Product.Weights.From, _context.Spec.IsDouble) : 0;

    private int ScratchStart => PaddedStart + (PaddedWidth * (_plan.Ahead is null ? 1 : 2));

    public void EmitFields() =>
        Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _rowArena; // values of plain descent on one row");

    public void Emit()
    {
        EmitDispatch();
        EmitLoop();
        if (_plan.Ahead is { } ahead)
        {
            _context.Member($"<summary>{ahead.Product.Result.Notation} of a row, where no row before has computed it.</summary>", $"private void BeginRow<V>({_context.ReadOnlySpan} X, {_context.Span} arena){Constraint}", () =>
            {
                DeclareValues(new Operation[] { ahead });
                _products.Affine(ahead, "X");
            });
        }

        EmitSection(SectionKind.Forward, "Forward pass of one row, and its loss.");
        EmitSection(SectionKind.Backward, "Backward pass of one row: each layer's weights change as soon as its gradients have read them.");
    }

    private void EmitDispatch()
    {
        string Call(int bits) => $"return DescendRows<{Names.Runtime}Lanes{bits}<{Type}>>(inputs, targets, learningRate);";
        _context.Member(
            "<summary>Plain gradient descent, row after row. Returns the mean of the losses, each before its step; one that is not finite changes nothing.</summary>",
            $"private {Type} DescendRows({TrainingSection.Data(_context)}, {Type} learningRate)",
            () => Writer.Lines($$"""
                if (global::System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated)
                {
                    {{Call(512)}}
                }

                if (global::System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated)
                {
                    {{Call(256)}}
                }

                {{Call(128)}}
                """));
    }

    private void EmitLoop()
    {
        var rowLoss = Arena[_plan.Program.Graph.RowLoss.Name]!;
        var denominator = _context.LossIsMean ? Names.Invariant(_context.OutputCount) : "1";
        _context.Member("<summary>The same in vectors V.</summary>", $"private {Type} DescendRows<V>({TrainingSection.Data(_context)}, {Type} learningRate){Constraint}", () =>
        {
            Writer.Lines($"""
                {_context.Span} arena = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _rowArena, {Names.Invariant(ScratchStart)} + {Names.Runtime}RowKernels.ScratchLength);
                {Type} scale = -learningRate{(_context.LossIsMean ? " / " + denominator : "")}; // all deltas carry −η, so that W += δ xᵀ
                int rows = inputs.Length / InputCount;
                double sum = 0;
                """);
            if (_plan.Ahead is not null)
            {
                Writer.Lines("BeginRow<V>(inputs.Slice(0, InputCount), arena);");
            }

            Writer.Block("for (int row = 0; row < rows; row++)", () => EmitRow(rowLoss, denominator));
            Writer.Blank().Lines($"return {_context.Rounded("sum / rows")};");
        });
    }

    private void EmitRow(Place rowLoss, string denominator)
    {
        Writer.Lines($"""
            {_context.ReadOnlySpan} X = inputs.Slice(row * InputCount, InputCount);
            {_context.ReadOnlySpan} T = targets.Slice(row * OutputCount, OutputCount);
            """);
        if (_plan.Ahead is not null)
        {
            Writer.Lines($"{_context.ReadOnlySpan} next = row + 1 < rows ? inputs.Slice((row + 1) * InputCount, InputCount) : default;");
        }

        Writer.Lines(Call(SectionKind.Forward));
        Writer.Lines($"{Type} loss = arena[{Names.Invariant(Start(rowLoss))}]{(denominator == "1" ? "" : " / " + denominator)};");
        Writer.Lines("sum += loss;");
        Writer.Block($"if ({Type}.IsFinite(loss))", () => Writer.Lines(Call(SectionKind.Backward)));
        if (_plan.Ahead is not null)
        {
            Writer.Block("else if (!next.IsEmpty)", () => Writer.Lines("BeginRow<V>(next, arena);"));
        }

        Writer.Blank().Lines("_random = _random.Next();");
    }

    private string Call(SectionKind kind) => $"{kind}Row<V>({Arguments(_plan.Program[kind].Operations)});";

    private string Arguments(IEnumerable<Operation> operations) => string.Join(", ", Parameters(operations).Select(parameter => parameter.Name));

    private IReadOnlyList<(string Type, string Name)> Parameters(IEnumerable<Operation> operations)
    {
        var list = operations.ToArray();
        var used = new HashSet<string>(list.SelectMany(operation => operation.Operands.Append(operation.Result.Name)));
        var candidates = new (string Type, string Name, bool Needed)[]
        {
            (_context.ReadOnlySpan, "X", used.Contains("x")),
            (_context.ReadOnlySpan, "T", used.Contains("t")),
            (_context.Span, "arena", true),
            (Type, "scale", used.Contains("scale")),
            (_context.ReadOnlySpan, "next", list.Any(IsAhead)),
        };
        return candidates.Where(candidate => candidate.Needed).Select(candidate => (candidate.Type, candidate.Name)).ToArray();
    }

    private bool IsAhead(Operation operation) => operation is RowUpdate update && update.Gradient.Weights == _plan.Ahead?.Product.Weights;

    private void EmitSection(SectionKind kind, string summary)
    {
        var section = _plan.Program[kind];
        if (section.Methods.Count != 1)
        {
            // too much for one method: the JIT would leave it unoptimised
            var calls = section.Methods.Select((operations, index) => $"{kind}Row{Names.Invariant(index + 1)}<V>({Arguments(operations)});").ToList();
            EmitMethod(kind + "Row", summary, section.Operations.ToArray(), () => calls.ForEach(call => Writer.Lines(call)));
        }

        for (var i = 0; i < section.Methods.Count; i++)
        {
            var operations = section.Methods[i];
            EmitMethod(kind + "Row" + (section.Methods.Count == 1 ? "" : Names.Invariant(i + 1)), summary, operations, () => EmitOperations(operations));
        }
    }

    private void EmitMethod(string name, string summary, IReadOnlyList<Operation> operations, System.Action body) => _context.Member(
        $"<summary>{summary}</summary>",
        $"private void {name}<V>({string.Join(", ", Parameters(operations).Select(parameter => parameter.Type + " " + parameter.Name))}){Constraint}",
        body);

    private void EmitOperations(IReadOnlyList<Operation> operations)
    {
        var emitter = new RowsOperationEmitter(_context, _plan.Program, _products.Emitters);
        Writer.Lines("const int rows = 1;");
        DeclareValues(operations);
        emitter.DeclareConstants(operations);
        emitter.Emit(operations);
    }

    private void DeclareValues(IReadOnlyList<Operation> operations)
    {
        var names = operations.SelectMany(operation => operation.Operands.Append(operation.Result.Name)).Distinct();
        foreach (var value in names.Concat(operations.Any(IsAhead) ? new[] { _plan.Ahead!.Result.Name } : System.Array.Empty<string>()).Select(name => _plan.Program.Graph.Values[name]))
        {
            if (Arena[value.Name] is { } place)
            {
                Declare(Names.Matrix(value.Name), Start(place), place.Width);
            }
        }

        if (operations.Any(operation => operation is RowAffine { Layout: RowLayout.Rows } or RowUpdate { Layout: RowLayout.Rows } && operation.Operands.Contains("x")))
        {
            Declare("PaddedX", PaddedStart, PaddedWidth);
        }

        if (operations.Any(IsAhead))
        {
            Declare("NextX", PaddedStart + PaddedWidth, PaddedWidth);
        }

        if (operations.Any(operation => operation is RowAffine { Layout: RowLayout.Panels } or RowUpdate))
        {
            Writer.Lines($"{_context.Span} scratch = arena.Slice({Names.Invariant(ScratchStart)}, {Names.Runtime}RowKernels.ScratchLength);");
        }
    }

    private void Declare(string name, int start, int width) => Writer.Lines($"{_context.Span} {name} = arena.Slice({Names.Invariant(start)}, {Names.Invariant(width)});");

    private int Start(Place place) => place.Region switch
    {
        Region.Fixed => place.Start,
        Region.Rows => Arena.FixedUnits + place.Start,
        _ => Arena.FixedUnits + Arena.RowUnits + place.Start,
    };
}
