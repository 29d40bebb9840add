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
    private readonly EmitContext _context;
    private readonly SectionEmitter _sections;

    public RowsEmitter(EmitContext context)
    {
        _context = context;
        _sections = new SectionEmitter(context);
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    private SingleRowEmitter SingleRows => new(_context, Plan.Row!);

    public void EmitFields()
    {
        var arena = Plan.Inference.Arena;
        var length = arena.FixedUnits + (Plan.PredictionRows * arena.TotalPerRow);
        Writer.Lines($"private readonly {Names.Runtime}ScratchPool<{Type}> _scratch = new({Names.Invariant(length)}); // {Names.Invariant(arena.TotalPerRow)} numbers a row, {Names.Invariant(Plan.PredictionRows)} rows at once");
        if (Plan.Training is not null)
        {
            Writer.Lines($"private {Names.Runtime}AlignedArray<{Type}>? _arena; // values of a training step, {Names.Invariant(Plan.Training.Arena.TotalPerRow)} numbers a row");
            if (Plan.HasRowDescent)
            {
                SingleRows.EmitFields();
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
                    {{_sections.Call(Plan.Inference, SectionKind.Forward, "count")}}
                    {{CopyOutputs()}}
                }

                _scratch.Return(scratch);
                """));
        KernelMembers.PredictClass(_context, () => SingleRows.EmitPredictClass());
        _sections.Emit(Plan.Inference, SectionKind.Forward);
        SingleRows.EmitPrediction();
    }

    public void EmitTraining()
    {
        EmitComputeLoss();
        EmitForwardAndBackward();
        _sections.Emit(Plan.Inference, SectionKind.RowLosses);
        if (!Plan.SharesForward)
        {
            _sections.Emit(Plan.Training!, SectionKind.Forward);
            _sections.Emit(Plan.Training!, SectionKind.RowLosses);
        }

        _sections.Emit(Plan.Training!, SectionKind.Backward);
        _sections.Emit(Plan.Training!, SectionKind.BackwardToInputs);
        if (Plan.HasRowDescent)
        {
            SingleRows.EmitDescent();
        }
    }

    /// <summary>The length of a program's arena for a number of rows, as an expression.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="more">Numbers a row behind it.</param>
    private static string Length(Arena arena, int more = 0) => arena.FixedUnits == 0
        ? $"{Names.Invariant(arena.TotalPerRow + more)} * rows"
        : $"{Names.Invariant(arena.FixedUnits)} + ({Names.Invariant(arena.TotalPerRow + more)} * rows)";

    private void EmitComputeLoss()
    {
        var chunk = Names.Invariant(Plan.PredictionRows);
        KernelMembers.ComputeLoss(
            _context,
            () => Writer.Lines($$"""
                int rows = {{Names.Runtime}}Check.TrainingRows(inputs, InputCount, targets, OutputCount);
                double weight = {{Names.Runtime}}RowWeights.Total(rowWeights, rows);
                double sum = 0;
                var scratch = _scratch.Rent();
                for (int row = 0; row < rows; row += {{chunk}})
                {
                    int count = global::System.Math.Min({{chunk}}, rows - row);
                    {{_context.ReadOnlySpan}} X = inputs.Slice(row * InputCount, count * InputCount);
                    {{_context.ReadOnlySpan}} T = targets.Slice(row * OutputCount, count * OutputCount);
                    {{_context.Span}} arena = scratch.Span;
                    {{_sections.Call(Plan.Inference, SectionKind.Forward, "count")}}
                    {{_sections.Call(Plan.Inference, SectionKind.RowLosses, "count")}}
                    sum += {{Names.Runtime}}RowWeights.Sum<{{Type}}>({{SectionEmitter.SpanOf(Plan.Inference, Plan.Inference.Graph.RowLoss, "count")}}, rowWeights, row);
                }

                _scratch.Return(scratch);
                return {{_context.Rounded($"sum / {_context.Denominator("weight")}")}};
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
            $"private {Type} ForwardAndBackward{generic}({_context.ReadOnlySpan} X, {_context.ReadOnlySpan} T, {_context.ReadOnlySpan} rowWeights, double weight, {_context.Span} gradients, {_context.Span} Dx, int rows{parameter}){constraint}",
            () =>
            {
                if (training.Graph.Statistics.Count > 0)
                {
                    Writer.Lines($"{Names.Runtime}Check.BatchNormRows(rows);");
                }

                UpdateSection.EmitZeroGradients(_context);
                Writer.Lines($"""
                    {_context.Span} arena = {Names.Runtime}AlignedArray<{Type}>.Ensure(ref _arena, checked({Length(training.Arena, 1)}));
                    {_context.Span} Scale = arena.Slice({Length(training.Arena)}, rows); // of each row: its weight over the sum of all, 1/rows without weights
                    {Names.Runtime}RowWeights.Scale(rowWeights, {_context.Denominator("weight")}, Scale);
                    {_sections.Call(training, SectionKind.Forward, "rows")}
                    {_sections.Call(training, SectionKind.RowLosses, "rows")}
                    {Type} loss = {_context.Rounded($"{Names.Runtime}RowWeights.Sum<{Type}>({SectionEmitter.SpanOf(training, training.Graph.RowLoss, "rows")}, rowWeights, 0) / {_context.Denominator("weight")}")};
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
            Writer.Block($"if (!TUpdate.ReadsWeights || {Type}.IsFinite(loss))", () => Writer.Lines(_sections.Call(training, SectionKind.Backward, "rows")));
            Writer.Blank();
        }
        else
        {
            Writer.Lines(_sections.Call(training, SectionKind.Backward, "rows"));
        }

        Writer.Block("if (!Dx.IsEmpty)", () => Writer.Lines(_sections.Call(training, SectionKind.BackwardToInputs, "rows")).Lines(
            $"{Names.Runtime}Kernels.CopyRows<{Type}>({SectionEmitter.SpanOf(training, Plan.TrainingGraph!.InputGradient, "rows")}, {Names.Invariant(_context.Stride(Plan.TrainingGraph.InputGradient))}, Dx, InputCount, rows);"));
    }

    private string CopyOutputs()
    {
        var output = Plan.Inference.Graph.Output;
        return $"{Names.Runtime}Kernels.CopyRows<{Type}>({OutputSpan("count")}, {Names.Invariant(_context.Stride(output))}, outputs.Slice(row * OutputCount, count * OutputCount), OutputCount, count);";
    }

    private string OutputSpan(string rows) => SectionEmitter.SpanOf(Plan.Inference, Plan.Inference.Graph.Output, rows);
}
