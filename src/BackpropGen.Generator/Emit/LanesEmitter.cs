using System;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Members of a network that computes mini-batches a register of rows at a time, a row a lane.</summary>
internal sealed class LanesEmitter : IKernelEmitter
{
    private readonly EmitContext _context;
    private readonly LaneSectionEmitter _inference;

    public LanesEmitter(EmitContext context)
    {
        _context = context;
        _inference = new LaneSectionEmitter(context, context.Plan.Inference);
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    private NetworkGraph Graph => Plan.Inference.Graph;

    private SingleRowEmitter SingleRows => new(_context, Plan.Row!);

    /// <summary>Numbers that all lanes take, on the widest registers.</summary>
    private string ArenaLength => Names.Invariant(Plan.LaneNumbers * Layout.Line(_context.Spec.IsDouble));

    public void EmitFields()
    {
        Writer.Lines($"private readonly {Names.Runtime}ScratchPool<{Type}> _scratch = new({ArenaLength}); // {Names.Invariant(Plan.LaneNumbers)} numbers a lane");
        if (Plan.Training is not null)
        {
            Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _arena; // values of a training step");
            if (Plan.HasRowDescent)
            {
                SingleRows.EmitFields();
            }
        }
    }

    public void EmitPrediction()
    {
        KernelMembers.Predict(
            _context,
            () =>
            {
                Writer.Lines($"int rows = {Names.Runtime}Check.Rows<{Type}>(inputs, InputCount, outputs, OutputCount, nameof(outputs));");
                if (Plan.Row is not null)
                {
                    Writer.Block("if (rows == 1)", () => Writer.Lines("PredictRow(inputs, outputs);\nreturn;"));
                    Writer.Blank();
                }

                Dispatch(width => $"PredictInLanes<{width}>(inputs, outputs, rows);");
            });
        KernelMembers.PredictClass(_context, Plan.Row is null ? EmitPredictClass : SingleRows.EmitPredictClass);
        _context.Member("<summary>The same in vectors V.</summary>", $"private void PredictInLanes<V>({_context.ReadOnlySpan} inputs, {_context.Span} outputs, int rows){_inference.Constraint}", () =>
        {
            Writer.Lines($"""
                var scratch = _scratch.Rent();
                {_context.Span} arena = scratch.Span;
                """);
            EachRegister(() => Writer.Lines($"""
                {_inference.Call(SectionKind.Forward, ("input", Rows("inputs", "InputCount")))}
                {Names.Runtime}LaneMoves.Store<V, {Type}>({_inference.SpanOf(Graph.Output)}, {Rows("outputs", "OutputCount")}, OutputCount);
                """));
            Writer.Blank().Lines("_scratch.Return(scratch);");
        });
        _inference.Emit(SectionKind.Forward);
        if (Plan.Row is not null)
        {
            SingleRows.EmitPrediction();
        }
    }

    public void EmitTraining()
    {
        EmitComputeLoss();
        EmitForwardAndBackward();
        _inference.Emit(SectionKind.RowLosses);
        _inference.Emit(SectionKind.Backward);
        _inference.Emit(SectionKind.BackwardToInputs);
        if (Plan.HasRowDescent)
        {
            SingleRows.EmitDescent();
        }
    }

    private void EmitPredictClass() => Writer.Lines($"""
        {Names.Runtime}Check.Length(input, InputCount, nameof(input));
        {_context.Span} outputs = stackalloc {Type}[OutputCount];
        Predict(input, outputs);
        return {Names.Runtime}Classes.Predict<{Type}>(outputs, {_context.DecisionThreshold});
        """);

    /// <summary>A call in registers with lanes enough for all rows, or in the widest, of which fewer and fewer lanes would be used.</summary>
    private void Dispatch(Func<string, string> call) => _context.Dispatch(call, bits => $" && rows > {Names.Invariant(Layout.Line(_context.Spec.IsDouble) * bits / 1024)}");

    private void EachRegister(Action body) => Writer.Block("for (int row = 0; row < rows; row += V.Count)", () =>
    {
        Writer.Lines("int count = global::System.Math.Min(V.Count, rows - row);");
        body();
    });

    private static string Rows(string span, string width) => $"{span}.Slice(row * {width}, count * {width})";

    /// <summary>Lanes without a row of their own count nothing.</summary>
    private string SumOfLosses => $"sum += V.Sum(V.KeepFirst(V.Load({_inference.SpanOf(Graph.RowLoss)}, 0) * weights, count));";

    private string Weights => $"V weights = {Names.Runtime}RowWeights.Load<V, {Type}>(rowWeights, row, count);";

    private void EmitComputeLoss()
    {
        KernelMembers.ComputeLoss(
            _context,
            () =>
            {
                Writer.Lines($"""
                    int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                    double weight = {Names.Runtime}RowWeights.Total(rowWeights, rows);
                    """);
                Dispatch(width => $"return {_context.Rounded($"SumLosses<{width}>(inputs, targets, rowWeights, rows) / {_context.Denominator("weight")}")};");
            });
        _context.Member("<summary>The sum of the rows' weighted losses, in vectors V.</summary>", $"private double SumLosses<V>({TrainingSection.WeightedData(_context)}, int rows){_inference.Constraint}", () =>
        {
            Writer.Lines($"""
                double sum = 0;
                var scratch = _scratch.Rent();
                {_context.Span} arena = scratch.Span;
                """);
            EachRegister(() => Writer.Lines($"""
                {Weights}
                {_inference.Call(SectionKind.Forward, ("input", Rows("inputs", "InputCount")))}
                {_inference.Call(SectionKind.RowLosses, ("target", Rows("targets", "OutputCount")))}
                {SumOfLosses}
                """));
            Writer.Blank().Lines("_scratch.Return(scratch);\nreturn sum;");
        });
    }

    private void EmitForwardAndBackward()
    {
        var fuses = Plan.FusesPlainDescent;
        var summary = $"<summary>The loss of all rows in training mode, and its gradients: by the parameters in storage order{(fuses ? " or at once into their update" : "")}, and by the inputs if there is room for them.</summary>";
        var (more, argument, constraint) = fuses ? (", TUpdate", ", update", _inference.UpdateConstraint) : ("", "", "");
        string Heading(string generic) => $"private {Type} ForwardAndBackward{generic}({TrainingSection.WeightedData(_context)}, double weight, {_context.Span} gradients, {_context.Span} inputGradients, int rows{(fuses ? ", TUpdate update" : "")})";
        _context.Member(summary, Heading(fuses ? "<TUpdate>" : "") + constraint, () => Dispatch(width => $"return ForwardAndBackward<{width}{more}>(inputs, targets, rowWeights, weight, gradients, inputGradients, rows{argument});"));
        _context.Member("<summary>The same in vectors V.</summary>", Heading($"<V{more}>") + _inference.Constraint + constraint, () =>
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
                    {_inference.Call(SectionKind.Forward, ("input", Rows("inputs", "InputCount")))}
                    {_inference.Call(SectionKind.RowLosses, ("target", Rows("targets", "OutputCount")))}
                    {SumOfLosses}
                    V scaleVector = scale * weights;
                    """);
                EmitBackwardCalls();
                Writer.Block("if (!inputGradients.IsEmpty)", () => Writer.Lines($"""
                    {_inference.Call(SectionKind.BackwardToInputs)}
                    {Names.Runtime}LaneMoves.Store<V, {Type}>({_inference.SpanOf(Plan.TrainingGraph!.InputGradient)}, {Rows("inputGradients", "InputCount")}, InputCount);
                    """));
            });
            Writer.Blank().Lines($"""
                _random = _random.Next();
                return {_context.Rounded("sum * scale")};
                """);
        });
    }

    private void EmitBackwardCalls()
    {
        const string IsFirst = "row == 0";
        var store = ($"{Names.Runtime}StoreGradient<{Type}>", "default");
        if (!Plan.FusesPlainDescent)
        {
            Writer.Lines(_inference.Backward(store, IsFirst));
            return;
        }

        // the parameters change with the last rows, when all gradients are summed; a loss that is not finite must change nothing
        Writer.Block("if (!TUpdate.ReadsWeights || row + count < rows)", () => Writer.Lines(_inference.Backward(store, IsFirst)));
        Writer.Block($"else if ({Type}.IsFinite({_context.Rounded("sum * scale")}))", () => Writer.Lines(_inference.Backward(("TUpdate", "update"), IsFirst)));
        Writer.Blank();
    }
}
