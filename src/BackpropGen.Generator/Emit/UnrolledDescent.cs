using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Plain gradient descent on one row and row by row, fused with the passes: all gradients from the old parameters, then all parameters at once.</summary>
internal sealed class UnrolledDescent
{
    private readonly EmitContext _context;
    private readonly Program _program;
    private readonly UnrolledChoices _choices;
    private readonly Operation[] _forward;
    private readonly Operation[] _deltas;
    private readonly Operation[] _updates;

    public UnrolledDescent(EmitContext context)
    {
        _context = context;
        _program = context.Plan.Training!;
        _choices = context.Plan.Unrolled!;
        _forward = _program[SectionKind.Forward].Operations.Concat(_program[SectionKind.RowLosses].Operations).ToArray();
        _deltas = _program[SectionKind.Backward].Operations.Where(operation => !IsUpdate(operation)).ToArray();
        _updates = _program[SectionKind.Backward].Operations.Where(IsUpdate).ToArray();
    }

    private SourceWriter Writer => _context.Writer;

    private string Row => $"{_context.ReadOnlySpan} x, {_context.ReadOnlySpan} t";

    /// <summary>Whether an operation changes parameters, or would.</summary>
    public static bool IsUpdate(Operation operation) => operation is AffineParameterGradient or VectorGradient;

    public void Emit()
    {
        EmitRow();
        if (_choices.LookAhead.Count > 0)
        {
            EmitRows();
        }
    }

    private void EmitRow() => _context.Member(
        "<summary>One step of plain gradient descent on one row: all gradients from the old parameters, then all parameters at once.</summary>\n<returns>The loss before the step.</returns>",
        $"{Names.Optimised}private {_context.Type} TrainRow({Row}, {_context.Type} learningRate)",
        () =>
        {
            EmitScale();
            var statements = Statements();
            statements.Begin(_forward.Concat(_deltas), _updates);
            Writer.Blank();
            Writer.Lines($$"""
                _random = _random.Next();
                if (!{{_context.Type}}.IsFinite(e))
                {
                    return e;
                }
                """);
            statements.Emit(_updates);
            Writer.Blank();
            Writer.Lines($"""
                _optimizer.BeginStateless<{Names.Library}Sgd>(1); // it ends the state of another optimizer; last, since a call saves no registers
                return {RowLoss};
                """);
        });

    /// <summary>The loss of a row from what the operations give.</summary>
    private string RowLoss => !_context.LossIsMean ? "e" : _choices.IsFused ? $"e / {Names.Invariant(_context.OutputCount)}" : "e * scale";

    private void EmitScale()
    {
        var outputs = Names.Invariant(_context.OutputCount);
        if (_choices.IsFused)
        {
            Writer.Lines($"{_context.Type} scale = -learningRate{(_context.LossIsMean ? " / " + outputs : "")}; // deltas carry it: an update is one multiply-add");
        }
        else if (_context.LossIsMean)
        {
            Writer.Lines($"const {_context.Type} scale = {_context.One} / {outputs}; // the loss is a mean over the outputs");
        }
    }

    private UnrolledStatements Statements() =>
        new(_context, _program.Graph, _choices.IsFused ? UnrolledSink.FusedDescent : UnrolledSink.Descent, scaleIsOne: !_choices.IsFused && !_context.LossIsMean);

    private void EmitRows() => _context.Member(
        "<summary>One step of plain gradient descent a row, row after row. What the next row needs of the first layer is computed before a row's update, and corrected by it.</summary>\n<returns>The sum of the row losses, each before its step.</returns>",
        $"{Names.Optimised}private double TrainRowByRow({_context.ReadOnlySpan} inputs, {_context.ReadOnlySpan} targets, {_context.Type} learningRate, int rows)",
        () =>
        {
            EmitScale();
            var statements = Statements();
            statements.DeclareArrays(_forward.Concat(_deltas).Concat(_updates).ToArray(), Enumerable.Empty<string>());
            Writer.Lines($"""
                int steps = 0;
                double sum = 0;
                {_context.ReadOnlySpan} x = inputs.Slice(0, InputCount);
                """);
            statements.Emit(_choices.LookAhead);
            Writer.Blank();
            Writer.Block("for (int row = 0; row < rows; row++)", () => EmitLoop(statements));
            Writer.Blank();
            Writer.Lines($$"""
                _random = new(_random.Seed, _random.Step + (ulong)rows);
                if (steps > 0)
                {
                    _optimizer.BeginStateless<{{Names.Library}}Sgd>(steps); // it ends the state of another optimizer
                }

                return sum;
                """);
        });

    private void EmitLoop(UnrolledStatements statements)
    {
        Writer.Lines($"""
            {_context.ReadOnlySpan} t = targets.Slice(row * OutputCount, OutputCount);
            {_context.ReadOnlySpan} next = inputs.Slice((row + 1 < rows ? row + 1 : row) * InputCount, InputCount);
            """);
        statements.Emit(_forward.Except(_choices.LookAhead));
        Writer.Lines("sum += e;");
        foreach (var affine in _choices.LookAhead)
        {
            Writer.Blank().Lines($"// {affine.Result.Notation} of the next row, before this row's step");
            foreach (var (unit, name) in Next(statements, affine))
            {
                Writer.Lines($"{_context.Type} {name} = {UnrolledSums.Chain(UnrolledStatements.Bias(affine, unit), UnrolledStatements.Products(affine, unit, Inputs("next")))};");
            }
        }

        Writer.Blank();
        Writer.Block($"if ({_context.Type}.IsFinite(e))", () =>
        {
            Writer.Lines("steps++;");
            statements.Emit(_deltas);
            foreach (var affine in _choices.LookAhead)
            {
                EmitCorrection(statements, affine);
            }

            statements.Emit(_updates);
        });
        Writer.Blank().Lines("x = next;");
        foreach (var affine in _choices.LookAhead)
        {
            foreach (var (unit, name) in Next(statements, affine))
            {
                Writer.Lines($"{statements.Elements(affine.Result)[unit]} = {name};");
            }
        }
    }

    /// <summary>W moves by δ xᵀ and b by δ, so W x′ + b moves by δ (1 + xᵀ x′).</summary>
    private void EmitCorrection(UnrolledStatements statements, Affine affine)
    {
        var moves = (Weights: !affine.Weights.Frozen, Biases: affine.Biases is { Frozen: false });
        if (moves is { Weights: false, Biases: false })
        {
            return;
        }

        // none where the layer has no effect on the loss: its function is constant
        if (_updates.OfType<AffineParameterGradient>().SingleOrDefault(update => update.Weights == affine.Weights)?.Delta is not { } delta)
        {
            return;
        }

        var number = "reach" + Names.Invariant(affine.Weights.Number);
        var notation = !moves.Weights ? "" : moves.Biases ? " (1 + xᵀ x′)" : " xᵀ x′";
        Writer.Blank().Lines($"// {affine.Result.Notation} of the next row: this row's step adds {delta.Notation}{notation}");
        var products = Inputs("x").Zip(Inputs("next"), (a, b) => (a, b)).ToArray();
        Writer.Lines($"{_context.Type} {number} = {(moves.Weights ? UnrolledSums.Chain(moves.Biases ? "1f" : null, products) : "1f")};");
        foreach (var (unit, name) in Next(statements, affine))
        {
            Writer.Lines($"{name} = {name}.AddProduct({statements.Elements(delta)[unit]}, {number});");
        }
    }

    private static IEnumerable<(int Unit, string Name)> Next(UnrolledStatements statements, Affine affine) =>
        statements.Elements(affine.Result).Select((element, unit) => (unit, "next_" + element));

    private string[] Inputs(string span) => Enumerable.Range(0, _program.Graph.Input.Units).Select(i => $"{span}[{Names.Invariant(i)}]").ToArray();
}
