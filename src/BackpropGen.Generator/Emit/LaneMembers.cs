using System;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Mini-batches a register of rows at a time, a row a lane: prediction, losses and training in vectors V, and where memory for them is.</summary>
internal sealed class LaneMembers
{
    private readonly EmitContext _context;
    private readonly LanePrograms _programs;
    private readonly LaneSectionEmitter _sections;

    public LaneMembers(EmitContext context)
    {
        _context = context;
        _programs = context.Plan.Lanes!;
        _sections = new LaneSectionEmitter(context, _programs.Inference);
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    private NetworkGraph Graph => _programs.Inference.Graph;

    /// <summary>Numbers that all lanes take, on the widest registers.</summary>
    private string ArenaLength => Names.Invariant(_programs.Numbers * Layout.Line(_context.Spec.IsDouble));

    public void EmitFields()
    {
        Writer.Lines($"private readonly {Names.Runtime}ScratchPool<{Type}> _scratch = new({ArenaLength}); // {Names.Invariant(_programs.Numbers)} numbers a lane");
        if (_programs.Training is not null)
        {
            Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _arena; // values of a training step");
        }
    }

    /// <summary>A call of <see cref="EmitPrediction"/>'s method.</summary>
    public void CallPrediction() => Dispatch(width => $"PredictInLanes<{width}>(inputs, outputs, rows);");

    /// <summary>A call of <see cref="EmitLosses"/>'s method, and the mean of what it gives.</summary>
    public void CallLosses() => Dispatch(width => $"return {_context.Rounded($"SumLosses<{width}>(inputs, targets, rowWeights, rows) / {_context.Denominator("weight")}")};");

    /// <summary>A call of <see cref="EmitForwardAndBackward"/>'s method.</summary>
    public void CallForwardAndBackward()
    {
        var (more, argument) = Plan.FusesPlainDescent ? (", TUpdate", ", update") : ("", "");
        Dispatch(width => $"return ForwardAndBackward<{width}{more}>(inputs, targets, rowWeights, weight, gradients, inputGradients, rows{argument});");
    }

    public void EmitPrediction()
    {
        _context.Member("<summary>The same in vectors V.</summary>", $"private void PredictInLanes<V>({_context.ReadOnlySpan} inputs, {_context.Span} outputs, int rows){_sections.Constraint}", () =>
        {
            Writer.Lines($"""
                var scratch = _scratch.Rent();
                {_context.Span} arena = scratch.Span;
                """);
            EachRegister(() => Writer.Lines($"""
                {_sections.Call(SectionKind.Forward, ("input", Rows("inputs", "InputCount")))}
                {Names.Runtime}LaneMoves.Store<V, {Type}>({_sections.SpanOf(Graph.Output)}, {Rows("outputs", "OutputCount")}, OutputCount);
                """));
            Writer.Blank().Lines("_scratch.Return(scratch);");
        });
        _sections.Emit(SectionKind.Forward);
    }

    public void EmitLosses()
    {
        _context.Member("<summary>The sum of the rows' weighted losses, in vectors V.</summary>", $"private double SumLosses<V>({TrainingSection.WeightedData(_context)}, int rows){_sections.Constraint}", () =>
        {
            Writer.Lines($"""
                double sum = 0;
                var scratch = _scratch.Rent();
                {_context.Span} arena = scratch.Span;
                """);
            EachRegister(() => Writer.Lines($"""
                {Weights}
                {_sections.Call(SectionKind.Forward, ("input", Rows("inputs", "InputCount")))}
                {_sections.Call(SectionKind.RowLosses, ("target", Rows("targets", "OutputCount")))}
                {SumOfLosses}
                """));
            Writer.Blank().Lines("_scratch.Return(scratch);\nreturn sum;");
        });
        _sections.Emit(SectionKind.RowLosses);
    }

    /// <summary>The heading of a method that computes a loss and its gradients, or changes the weights by them at once.</summary>
    public string ForwardAndBackward(string generic) =>
        $"private {Type} ForwardAndBackward{generic}({TrainingSection.WeightedData(_context)}, double weight, {_context.Span} gradients, {_context.Span} inputGradients, int rows{(Plan.FusesPlainDescent ? ", TUpdate update" : "")})"
        + (generic.Contains("V") ? _sections.Constraint : "") + (Plan.FusesPlainDescent ? _sections.UpdateConstraint : "");

    public void EmitForwardAndBackward()
    {
        _context.Member("<summary>The same in vectors V.</summary>", ForwardAndBackward(Plan.FusesPlainDescent ? "<V, TUpdate>" : "<V>"), () =>
        {
            Writer.Lines($"""
                {_context.Span} arena = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _arena, {ArenaLength});
                {Type} scale = {_context.Rounded($"1 / {_context.Denominator("weight")}")};
                double sum = 0;
                """);
            UpdateSection.EmitZeroGradients(_context);
            EachRegister(() =>
            {
                Writer.Lines($"""
                    {Weights}
                    {_sections.Call(SectionKind.Forward, ("input", Rows("inputs", "InputCount")))}
                    {_sections.Call(SectionKind.RowLosses, ("target", Rows("targets", "OutputCount")))}
                    {SumOfLosses}
                    V scaleVector = scale * weights;
                    """);
                EmitBackwardCalls();
                Writer.Block("if (!inputGradients.IsEmpty)", () => Writer.Lines($"""
                    {_sections.Call(SectionKind.BackwardToInputs)}
                    {Names.Runtime}LaneMoves.Store<V, {Type}>({_sections.SpanOf(Plan.TrainingGraph!.InputGradient)}, {Rows("inputGradients", "InputCount")}, InputCount);
                    """));
            });
            Writer.Blank().Lines($"""
                _random = _random.Next();
                return {_context.Rounded("sum * scale")};
                """);
        });
        _sections.Emit(SectionKind.Backward);
        _sections.Emit(SectionKind.BackwardToInputs);
    }

    /// <summary>A call in registers with lanes enough for all rows, or in the widest, of which fewer and fewer lanes would be used.</summary>
    private void Dispatch(Func<string, string> call) => _context.Dispatch(call, bits => $" && rows > {Names.Invariant(Layout.Line(_context.Spec.IsDouble) * bits / 1024)}");

    private void EachRegister(Action body) => Writer.Block("for (int row = 0; row < rows; row += V.Count)", () =>
    {
        Writer.Lines("int count = global::System.Math.Min(V.Count, rows - row);");
        body();
    });

    private static string Rows(string span, string width) => $"{span}.Slice(row * {width}, count * {width})";

    /// <summary>Lanes without a row of their own count nothing.</summary>
    private string SumOfLosses => $"sum += V.Sum(V.KeepFirst(V.Load({_sections.SpanOf(Graph.RowLoss)}, 0) * weights, count));";

    private string Weights => $"V weights = {Names.Runtime}RowWeights.Load<V, {Type}>(rowWeights, row, count);";

    private void EmitBackwardCalls()
    {
        const string IsFirst = "row == 0";
        var input = Rows("inputs", "InputCount");
        var store = ($"{Names.Runtime}StoreGradient<{Type}>", "default");
        if (!Plan.FusesPlainDescent)
        {
            Writer.Lines(_sections.Backward(store, input, IsFirst));
            return;
        }

        // the parameters change with the last rows, when all gradients are summed; a loss that is not finite must change nothing
        Writer.Block("if (!TUpdate.ReadsWeights || row + count < rows)", () => Writer.Lines(_sections.Backward(store, input, IsFirst)));
        Writer.Block($"else if ({Type}.IsFinite({_context.Rounded("sum * scale")}))", () => Writer.Lines(_sections.Backward(("TUpdate", "update"), input, IsFirst)));
        Writer.Blank();
    }
}
