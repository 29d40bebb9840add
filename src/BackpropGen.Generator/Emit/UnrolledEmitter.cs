using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Members of a network small enough to be written out: a row on its own in scalar locals, mini-batches a row a lane where there are lanes for them.</summary>
internal sealed class UnrolledEmitter : IKernelEmitter
{
    private readonly EmitContext _context;
    private readonly LaneMembers? _lanes;

    public UnrolledEmitter(EmitContext context)
    {
        _context = context;
        _lanes = context.Plan.Lanes is null ? null : new LaneMembers(context);
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    private NetworkPlan Plan => _context.Plan;

    public void EmitFields() => _lanes?.EmitFields(); // all values of a single row are locals

    public void EmitPrediction()
    {
        KernelMembers.Predict(
            _context,
            () =>
            {
                Writer.Lines($$"""
                    if (inputs.Length == InputCount && outputs.Length == OutputCount)
                    {
                        Forward(inputs, outputs);
                        return;
                    }

                    int rows = {{Names.Runtime}}Check.Rows<{{Type}}>(inputs, InputCount, outputs, OutputCount, nameof(outputs));
                    """);
                ManyRows(_ => Writer.Lines("PredictInLanes(inputs, outputs, rows);"), () => EachRow("Forward(inputs.Slice(row * InputCount, InputCount), outputs.Slice(row * OutputCount, OutputCount));"));
            });
        KernelMembers.PredictClass(
            _context,
            () => Writer.Lines($"""
                {Names.Runtime}Check.Length(input, InputCount, nameof(input));
                {_context.Span} output = stackalloc {Type}[OutputCount];
                Forward(input, output);
                return {Names.Runtime}Classes.Predict<{Type}>(output, {_context.DecisionThreshold});
                """));
        _context.Member(
            "<summary>Forward pass of one row.</summary>",
            $"private void Forward({_context.ReadOnlySpan} x, {_context.Span} outputs)",
            () =>
            {
                var statements = Statements(Plan.Inference);
                statements.Begin(Plan.Inference[SectionKind.Forward].Operations);
                Writer.Blank();
                var output = statements.Elements(Plan.Inference.Graph.Output);
                for (var i = 0; i < output.Count; i++)
                {
                    Writer.Lines($"outputs[{Names.Invariant(i)}] = {output[i]};");
                }
            });
        if (_lanes is not null)
        {
            // apart: a method that names vectors waits for their types to be loaded, and a first prediction of one row need not
            _context.Member("<summary>The outputs of many rows, a row a lane.</summary>", $"private void PredictInLanes({_context.ReadOnlySpan} inputs, {_context.Span} outputs, int rows)", _lanes.CallPrediction);
            _lanes.EmitPrediction();
        }
    }

    /// <summary>What is done with many rows.</summary>
    private void ManyRows(Action<LaneMembers> inLanes, Action rowByRow)
    {
        if (_lanes is null)
        {
            rowByRow();
        }
        else
        {
            inLanes(_lanes);
        }
    }

    private void EachRow(string statements) => Writer.Block("for (int row = 0; row < rows; row++)", () => Writer.Lines(statements));

    public void EmitTraining()
    {
        EmitComputeLoss();
        new UnrolledDescent(_context).Emit();
        EmitForwardAndBackward();
        EmitRow();
        _lanes?.EmitForwardAndBackward();
    }

    private UnrolledStatements Statements(Program program) => new(_context, program.Graph);

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
                ManyRows(lanes => lanes.CallLosses(), () =>
                {
                    Writer.Lines("double sum = 0;");
                    EachRow($"sum += {Names.Runtime}RowWeights.Of(rowWeights, row) * RowLoss(inputs.Slice(row * InputCount, InputCount), targets.Slice(row * OutputCount, OutputCount));");
                    Writer.Blank().Lines($"return {_context.Rounded($"sum / {_context.Denominator("weight")}")};");
                });
            });
        if (_lanes is not null)
        {
            _lanes.EmitLosses();
            return;
        }

        _context.Member(
            "<summary>The loss of one row.</summary>",
            $"private {Type} RowLoss({_context.ReadOnlySpan} x, {_context.ReadOnlySpan} t)",
            () =>
            {
                var program = Plan.Inference;
                Statements(program).Begin(program[SectionKind.Forward].Operations.Concat(program[SectionKind.RowLosses].Operations));
                Writer.Lines("return e;");
            });
    }

    private void EmitForwardAndBackward() => _context.Member(
        "<summary>The loss of all rows, and its gradients: by the parameters in storage order, and by the inputs if there is room for them.</summary>",
        $"private {Type} ForwardAndBackward({TrainingSection.WeightedData(_context)}, double weight, {_context.Span} gradients, {_context.Span} inputGradients, int rows)",
        () =>
        {
            if (_lanes is not null)
            {
                EmitOneRowOrLanes(_lanes);
                return;
            }

            Writer.Lines($"""
                {Type} scale = {_context.Rounded($"1 / {_context.Denominator("weight")}")};
                double sum = 0;
                gradients.Clear();
                """);
            EachRow($"""
                {_context.Span} dx = inputGradients.IsEmpty ? default : inputGradients.Slice(row * InputCount, InputCount);
                {Type} rowWeight = {Names.Runtime}RowWeights.Of(rowWeights, row);
                sum += rowWeight * Backward(inputs.Slice(row * InputCount, InputCount), targets.Slice(row * OutputCount, OutputCount), gradients, dx, rowWeight * scale);
                """);
            Writer.Blank().Lines($"""
                _random = _random.Next();
                return {_context.Rounded("sum * scale")};
                """);
        });

    private void EmitOneRowOrLanes(LaneMembers lanes)
    {
        Writer.Block("if (rows > 1)", lanes.CallForwardAndBackward);
        var outputs = _context.LossIsMean ? $"{_context.One} / {Names.Invariant(_context.OutputCount)}" : _context.One;
        Writer.Blank().Lines($"""
            const {Type} scale = {outputs}; // of one row, whose weight is all the weight
            gradients.Clear();
            _random = _random.Next();
            return Backward(inputs, targets, gradients, inputGradients, scale) * scale;
            """);
    }

    private void EmitRow() => _context.Member(
        "<summary>Forward and backward pass of one row: adds its gradients, and returns its loss before <paramref name=\"scale\"/>.</summary>",
        $"private {Type} Backward({_context.ReadOnlySpan} x, {_context.ReadOnlySpan} t, {_context.Span} gradients, {_context.Span} dx, {Type} scale)",
        () =>
        {
            var program = Plan.Training!;
            var statements = Statements(program);
            statements.Begin(Order(program));
            Writer.Blank();
            Writer.Block("if (!dx.IsEmpty)", () =>
            {
                statements.Emit(program[SectionKind.BackwardToInputs].Operations);
                var gradient = statements.Elements(Plan.TrainingGraph!.InputGradient);
                for (var i = 0; i < gradient.Count; i++)
                {
                    Writer.Lines($"dx[{Names.Invariant(i)}] = {gradient[i]};");
                }
            });
            Writer.Blank();
            Writer.Lines("return e;");
        });

    /// <summary>All deltas first, then all gradients, so that one sees the deltas come from the old parameters.</summary>
    private static IEnumerable<Operation> Order(Program program)
    {
        var backward = program[SectionKind.Backward].Operations.ToArray();
        return program[SectionKind.Forward].Operations
            .Concat(program[SectionKind.RowLosses].Operations)
            .Concat(backward.Where(operation => !UnrolledDescent.IsUpdate(operation)))
            .Concat(backward.Where(UnrolledDescent.IsUpdate));
    }
}
