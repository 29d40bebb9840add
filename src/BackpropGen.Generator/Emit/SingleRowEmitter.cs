using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Single rows: their forward pass, and plain gradient descent on one row after the other.</summary>
internal sealed class SingleRowEmitter
{
    private readonly EmitContext _context;
    private readonly RowPlan _plan;

    public SingleRowEmitter(EmitContext context, RowPlan plan)
    {
        _context = context;
        _plan = plan;
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private RowSectionEmitter Inference => new(_context, _plan, _plan.Inference);

    private RowSectionEmitter Training => new(_context, _plan, _plan.Training!);

    private RegisterEmitter? Registers => _plan.Registers is null ? null : new(_context, _plan.Registers);

    private string Arena => $"{_context.Span} arena = {Names.Runtime}RowScratch<{Type}>.Of({Inference.Length});";

    public void EmitFields() =>
        Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _rowArena; // values of plain descent on one row");

    /// <summary>Where the outputs of one row lie.</summary>
    public string Outputs => $"arena.Slice({Names.Invariant(Inference.StartOf(_plan.Inference.Graph.Output))}, OutputCount)";

    /// <summary>The body of <c>PredictClass</c>.</summary>
    public void EmitPredictClass() => Writer.Lines($"""
        {Names.Runtime}Check.Length(input, InputCount, nameof(input));
        {Arena}
        PredictRow(input, {Outputs});
        return {Names.Runtime}Classes.Predict<{Type}>({Outputs}, {_context.DecisionThreshold});
        """);

    /// <summary><c>PredictRow(inputs, outputs)</c>, and the forward pass of one row, <c>ForwardRow(input, arena)</c>.</summary>
    public void EmitPrediction()
    {
        _context.Member("<summary>Computes the outputs for one row.</summary>", $"private void PredictRow({_context.ReadOnlySpan} input, {_context.Span} outputs)", () =>
        {
            Registers?.EmitDispatch(types => $"PredictInRegisters{types}(input, outputs);\nreturn;");
            Writer.Lines($"""
                {Arena}
                ForwardRow(input, arena);
                {Outputs}.CopyTo(outputs);
                """);
        });
        string Call(string width) => (_plan.IsAhead(_plan.Inference) ? $"BeginRow<{width}>(input, arena);\n    " : "") + Inference.Call(SectionKind.Forward, width);
        _context.Member("<summary>Forward pass of one row.</summary>", $"private void ForwardRow({_context.ReadOnlySpan} input, {_context.Span} arena)", () => _context.Dispatch(Call));
        if (_plan.IsAhead(_plan.Inference))
        {
            Inference.EmitBegin();
        }

        Inference.Emit(SectionKind.Forward, "The same in vectors V.");
        Registers?.EmitPrediction();
    }

    /// <summary>Plain gradient descent, <c>T DescendRows(inputs, targets, learningRate)</c>.</summary>
    public void EmitDescent()
    {
        EmitDispatch();
        EmitLoop();
        if (!ReferenceEquals(_plan.Training, _plan.Inference))
        {
            if (_plan.Ahead is not null)
            {
                Training.EmitBegin();
            }

            Training.Emit(SectionKind.Forward, "Forward pass of one row in training mode.");
        }

        Training.Emit(SectionKind.RowLosses, "The loss of one row.");
        Training.Emit(SectionKind.Backward, "Backward pass of one row: each layer's weights change as soon as its gradients have read them.");
        Registers?.EmitDescent();
    }

    private void EmitDispatch() => _context.Member(
        "<summary>Plain gradient descent, row after row. Returns the mean of the losses, each before its step; one that is not finite changes nothing.</summary>",
        $"private {Type} DescendRows({TrainingSection.Data(_context)}, {Type} learningRate)",
        () =>
        {
            Registers?.EmitDispatch(types => $"return DescendInRegisters{types}(inputs, targets, learningRate);");
            _context.Dispatch(width => $"return DescendRows<{width}>(inputs, targets, learningRate);");
        });

    private void EmitLoop()
    {
        var denominator = _context.LossIsMean ? " / " + Names.Invariant(_context.OutputCount) : "";
        _context.Member("<summary>The same in vectors V.</summary>", $"{Names.Optimised}private {Type} DescendRows<V>({TrainingSection.Data(_context)}, {Type} learningRate){Training.Constraint}", () =>
        {
            Writer.Lines($"""
                {_context.Span} arena = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _rowArena, {Training.Length});
                {Type} scale = -learningRate{denominator}; // all deltas carry −η, so that W += δ xᵀ
                int rows = inputs.Length / InputCount;
                double sum = 0;
                """);
            if (_plan.Ahead is not null)
            {
                Writer.Lines("BeginRow<V>(inputs.Slice(0, InputCount), arena);");
            }

            Writer.Block("for (int row = 0; row < rows; row++)", () => EmitRow(denominator));
            Writer.Blank().Lines($"return {_context.Rounded("sum / rows")};");
        });
    }

    private void EmitRow(string denominator)
    {
        Writer.Lines($"""
            {(_plan.Ahead is null ? $"{_context.ReadOnlySpan} input = inputs.Slice(row * InputCount, InputCount);\n" : "")}{_context.ReadOnlySpan} target = targets.Slice(row * OutputCount, OutputCount);
            """);
        if (_plan.Ahead is not null)
        {
            Writer.Lines($"{_context.ReadOnlySpan} next = row + 1 < rows ? inputs.Slice((row + 1) * InputCount, InputCount) : default;");
        }

        Writer.Lines($"""
            {Training.Call(SectionKind.Forward, "V")}
            {Training.Call(SectionKind.RowLosses, "V")}
            {Type} loss = arena[{Names.Invariant(Training.StartOf(_plan.Training!.Graph.RowLoss))}]{denominator};
            sum += loss;
            """);
        Writer.Block($"if ({Type}.IsFinite(loss))", () => Writer.Lines(Training.Call(SectionKind.Backward, "V")));
        if (_plan.Ahead is not null)
        {
            Writer.Block("else if (!next.IsEmpty)", () => Writer.Lines("BeginRow<V>(next, arena);"));
        }

        Writer.Blank().Lines("_random = _random.Next();");
    }
}
