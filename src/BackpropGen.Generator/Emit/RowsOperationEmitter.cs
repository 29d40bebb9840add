using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>One operation over all rows: its formula as a comment, then a call of a kernel or a loop over vectors.</summary>
internal sealed class RowsOperationEmitter
{
    private readonly EmitContext _context;
    private readonly Program _program;
    private readonly Dictionary<Type, Action<Operation>> _emitters;

    public RowsOperationEmitter(EmitContext context, Program program)
    {
        _context = context;
        _program = program;
        _emitters = new Dictionary<Type, Action<Operation>>
        {
            [typeof(Affine)] = operation => EmitAffine((Affine)operation),
            [typeof(AffineInputGradient)] = operation => EmitInputGradient((AffineInputGradient)operation),
            [typeof(AffineParameterGradient)] = operation => EmitParameterGradient((AffineParameterGradient)operation),
            [typeof(Map)] = operation => EmitMap((Map)operation),
            [typeof(RowSum)] = operation => EmitRowSum((RowSum)operation),
            [typeof(ColumnSum)] = operation => EmitColumnSum((ColumnSum)operation),
            [typeof(VectorGradient)] = operation => EmitVectorGradient((VectorGradient)operation),
            [typeof(LogSumExp)] = operation => EmitLogSumExp((LogSumExp)operation),
            [typeof(Concatenation)] = operation => EmitConcatenation((Concatenation)operation),
            [typeof(Columns)] = operation => EmitColumns((Columns)operation),
            [typeof(DropoutMask)] = operation => EmitDropoutMask((DropoutMask)operation),
        };
    }

    private SourceWriter Writer => _context.Writer;

    private const string Kernels = Names.Runtime + "Kernels.";

    public void Emit(Operation operation) => _emitters[operation.GetType()](operation);

    private static string Shape(Tensor weights) => $"rows, {Names.Invariant(weights.From)}, {Names.Invariant(weights.To)}";

    private static string Gradient(Tensor tensor) => $"gradients.Slice({Names.Invariant(tensor.StorageOffset)}, {Names.Invariant(tensor.StorageCount)})";

    private Value Value(string name) => _program.Graph.Values[name];

    private void EmitAffine(Affine affine)
    {
        var weights = affine.Weights;
        var biases = affine.Biases is null ? "default" : Names.Field(affine.Biases);
        var plus = affine.Biases is null ? "" : " + " + affine.Biases.Notation;
        Writer.Lines($"// {affine.Result.Notation} = {weights.Notation} {affine.Source.Notation}{plus}: rows × {weights.From} → {weights.To}");
        Writer.Lines($"{Kernels}Affine<{_context.Type}>({Matrix(affine.Source)}, {Names.Field(weights)}, {biases}, {Matrix(affine.Result)}, {Shape(weights)});");
    }

    private void EmitInputGradient(AffineInputGradient gradient)
    {
        Writer.Lines($"// {gradient.Result.Notation}: rows × {gradient.Weights.To} → {gradient.Weights.From}");
        Writer.Lines($"{Kernels}AffineInputGradient<{_context.Type}>({Matrix(gradient.Delta)}, {Names.Field(gradient.Weights)}, {Matrix(gradient.Result)}, {Shape(gradient.Weights)});");
    }

    private void EmitParameterGradient(AffineParameterGradient gradient)
    {
        var weights = gradient.Weights;
        var also = gradient.Biases is null ? "" : $", ∂E/∂{gradient.Biases.Notation} = Σ {gradient.Delta.Notation}";
        Writer.Lines($"// ∂E/∂{weights.Notation} = {gradient.Delta.Notation} {gradient.Source.Notation}ᵀ{also}, over the rows");
        Writer.Lines($"{Kernels}WeightGradient<{_context.Type}>({Matrix(gradient.Delta)}, {Matrix(gradient.Source)}, {Gradient(weights)}, {Shape(weights)});");
        if (weights.IsSparse)
        {
            Writer.Lines($"{Names.Edges(weights)}.Clear<{_context.Type}>({Gradient(weights)});");
        }

        if (gradient.Biases is not null)
        {
            Writer.Lines($"{Kernels}BiasGradient<{_context.Type}>({Matrix(gradient.Delta)}, {Gradient(gradient.Biases)}, rows, {Names.Invariant(weights.To)});");
        }
    }

    private void EmitMap(Map map)
    {
        Writer.Lines($"// {map.Result.Notation} = {_context.Print(map.Formula)}");
        Loop(map.Result.Extent, map.Result.Units, map.Formula, map.Result, body => $"{Names.Runtime}Lanes.Store({body.Target}, i, {body.Formula});");
    }

    private void EmitRowSum(RowSum sum)
    {
        Writer.Lines($"// {sum.Result.Notation} = Σ over the units: {_context.Print(sum.Formula)}");
        var units = sum.Formula.Variables.Select(name => Value(name).Units).DefaultIfEmpty(1).Max();
        Rows(sum.Formula, units, () =>
        {
            Writer.Lines($"var sum = {Names.Vector}<{_context.Type}>.Zero;");
            Lanes(sum.Formula, units, row: true, formula => $"sum += {Names.Runtime}Lanes.Keep({formula}, {Names.Invariant(units)} - i);");
            Writer.Lines($"{Matrix(sum.Result)}[row] = {Names.Runtime}Lanes.Sum(sum);");
        });
    }

    private void EmitColumnSum(ColumnSum sum)
    {
        Writer.Lines($"// {sum.Result.Notation} = {(sum.IsMean ? "mean" : "Σ")} over the rows: {_context.Print(sum.Formula)}");
        Columns(sum.Formula, Matrix(sum.Result), sum.Result.Units);
        if (sum.IsMean)
        {
            Writer.Block($"for (int i = 0; i < {Names.Invariant(sum.Result.Units)}; i++)", () => Writer.Lines($"{Matrix(sum.Result)}[i] /= rows;"));
        }
    }

    private void EmitVectorGradient(VectorGradient gradient)
    {
        Writer.Lines($"// ∂E/∂{gradient.Vector.Notation} = Σ over the rows: {_context.Print(gradient.Formula)}");
        Writer.Lines($"{_context.Span} {gradient.Result.Name} = {Gradient(gradient.Vector)};");
        Columns(gradient.Formula, gradient.Result.Name, gradient.Vector.To);
    }

    private void EmitLogSumExp(LogSumExp operation)
    {
        Writer.Lines($"// {operation.Result.Notation} = ln Σ exp({operation.Source.Notation}), of each row");
        Writer.Block("for (int row = 0; row < rows; row++)", () =>
            Writer.Lines($"{Matrix(operation.Result)}[row] = {Kernels}LogSumExp<{_context.Type}>({RowOf(operation.Source)});"));
    }

    private void EmitConcatenation(Concatenation operation)
    {
        Writer.Lines($"// {operation.Result.Notation} = ({string.Join(", ", operation.Sources.Select(source => source.Notation))})");
        var start = 0;
        foreach (var source in operation.Sources)
        {
            CopyColumns(source, 0, operation.Result, start, source.Units);
            start += source.Units;
        }
    }

    private void EmitColumns(Columns operation)
    {
        Writer.Lines($"// {operation.Result.Notation}: units {operation.Start} to {operation.Start + operation.Result.Units - 1} of {operation.Source.Notation}");
        CopyColumns(operation.Source, operation.Start, operation.Result, 0, operation.Result.Units);
    }

    private void CopyColumns(Value source, int sourceStart, Value destination, int destinationStart, int count) => Writer.Lines(
        $"{Kernels}CopyColumns<{_context.Type}>({Matrix(source)}, {Names.Invariant(source.Units)}, {Names.Invariant(sourceStart)}, {Matrix(destination)}, {Names.Invariant(destination.Units)}, {Names.Invariant(destinationStart)}, {Names.Invariant(count)}, rows);");

    private void EmitDropoutMask(DropoutMask mask)
    {
        Writer.Lines($"// {mask.Result.Notation} = 0 with probability {mask.Rate.ToString("R", CultureInfo.InvariantCulture)}, else 1 / (1 − {mask.Rate.ToString("R", CultureInfo.InvariantCulture)})");
        Writer.Lines($"{Kernels}DropoutMask<{_context.Type}>({Matrix(mask.Result)}, {mask.Rate.ToString("R", CultureInfo.InvariantCulture)}, _random, {Names.Invariant(mask.Layer)}, rows, {Names.Invariant(mask.Result.Units)});");
    }

    /// <summary>A loop over all numbers of the result: flat where all operands have its shape, else a loop over the units in one over the rows.</summary>
    private void Loop(Extent extent, int units, Expr formula, Value result, Func<(string Target, string Formula), string> statement)
    {
        var isFlat = formula.Variables.Select(Value).All(value => value.Extent == extent || value.Extent == Extent.Scalar);
        if (isFlat)
        {
            Lanes(formula, $"{Matrix(result)}.Length", row: false, text => statement((Matrix(result), text)));
        }
        else
        {
            Rows(formula, units, () =>
            {
                Writer.Lines($"{_context.Span} target = {RowOf(result)};");
                Lanes(formula, units, row: true, text => statement(("target", text)));
            });
        }
    }

    private void Columns(Expr formula, string target, int units)
    {
        Writer.Lines($"{target}.Clear();");
        Rows(formula, units, () => Lanes(formula, units, row: true, text =>
            $"{Names.Runtime}Lanes.Store({target}, i, {Names.Runtime}Lanes.Load<{_context.Type}>({target}, i) + ({text}));"));
    }

    /// <summary>A loop over the rows, with the row of each operand sliced out and row values spread over the lanes.</summary>
    private void Rows(Expr formula, int units, Action body) => Writer.Block("for (int row = 0; row < rows; row++)", () =>
    {
        foreach (var value in Operands(formula))
        {
            if (value.Extent == Extent.Elements)
            {
                Writer.Lines($"{_context.ReadOnlySpan} {value.Name}Row = {RowOf(value)};");
            }
            else if (value.Extent == Extent.Row)
            {
                Writer.Lines($"var {value.Name} = new {Names.Vector}<{_context.Type}>({Matrix(value)}[row]);");
            }
        }

        body();
    });

    private void Lanes(Expr formula, int units, bool row, Func<string, string> statement) => Lanes(formula, Names.Invariant(units), row, statement);

    /// <summary>A loop over vectors: loads the operands, then does one statement with the formula.</summary>
    private void Lanes(Expr formula, string length, bool row, Func<string, string> statement) =>
        Writer.Block($"for (int i = 0; i < {length}; i += {Names.Vector}<{_context.Type}>.Count)", () =>
        {
            foreach (var value in Operands(formula).Where(value => value.Extent != Extent.Scalar && !(row && value.Extent == Extent.Row)))
            {
                var span = row && value.Extent == Extent.Elements ? value.Name + "Row" : Matrix(value);
                Writer.Lines($"var {value.Name} = {Names.Runtime}Lanes.Load<{_context.Type}>({span}, i);");
            }

            Writer.Lines(statement(CSharpPrinter.Print(formula, Dialect.Of(_context.Spec.IsDouble, isVector: true), Variable)));
        });

    private string Variable(string name) => Value(name).Extent == Extent.Scalar ? $"new {Names.Vector}<{_context.Type}>({ScalarText(name)})" : name;

    private string ScalarText(string name) => name == "inverseRows" ? $"{_context.One} / rows" : name;

    private IEnumerable<Value> Operands(Expr formula) => formula.Variables.OrderBy(name => name, StringComparer.Ordinal).Select(Value);

    private static string RowOf(Value value) => $"{Matrix(value)}.Slice(row * {Names.Invariant(value.Units)}, {Names.Invariant(value.Units)})";

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
