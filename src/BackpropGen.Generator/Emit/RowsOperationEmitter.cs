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
    private readonly VectorFormulas _formulas;
    private readonly Dictionary<Type, Action<Operation>> _emitters;

    public RowsOperationEmitter(EmitContext context, Program program)
    {
        _context = context;
        _program = program;
        _formulas = new VectorFormulas(context, program.Graph);
        _emitters = new Dictionary<Type, Action<Operation>>
        {
            [typeof(Affine)] = operation => EmitAffine((Affine)operation),
            [typeof(AffineInputGradient)] = operation => EmitInputGradient((AffineInputGradient)operation),
            [typeof(AffineParameterGradient)] = operation => EmitParameterGradient((AffineParameterGradient)operation),
            [typeof(Map)] = operation => EmitMap((Map)operation),
            [typeof(RowSum)] = operation => EmitRowSum((RowSum)operation),
            [typeof(ColumnSum)] = operation => EmitColumnSum((ColumnSum)operation),
            [typeof(VectorGradient)] = operation => EmitVectorGradient((VectorGradient)operation),
            [typeof(RowMax)] = operation => EmitRowMax((RowMax)operation),
            [typeof(LogSumExp)] = operation => EmitLogSumExp((LogSumExp)operation),
            [typeof(Concatenation)] = operation => EmitConcatenation((Concatenation)operation),
            [typeof(Columns)] = operation => EmitColumns((Columns)operation),
            [typeof(DropoutMask)] = operation => EmitDropoutMask((DropoutMask)operation),
        };
    }

    private SourceWriter Writer => _context.Writer;

    private const string Kernels = Names.Runtime + "Kernels.";

    /// <summary>Declares the vectors of constants that the formulas of some operations need.</summary>
    public void DeclareConstants(IEnumerable<Operation> operations) => _formulas.Declare(operations.Select(Formula).Where(formula => formula is not null)!);

    public void Emit(Operation operation) => _emitters[operation.GetType()](operation);

    private static Expr? Formula(Operation operation) => operation switch
    {
        Map map => map.Formula,
        RowSum sum => sum.Formula,
        ColumnSum sum => sum.Formula,
        VectorGradient gradient => gradient.Formula,
        _ => null,
    };

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
        Writer.Lines($"// ∂E/∂{gradient.Source.Notation} = {gradient.Result.Notation}: rows × {gradient.Weights.To} → {gradient.Weights.From}");
        Writer.Lines($"{Kernels}AffineInputGradient<{_context.Type}>({Matrix(gradient.Delta)}, {Names.Field(gradient.Weights)}, {Matrix(gradient.Result)}, {Shape(gradient.Weights)});");
    }

    private void EmitParameterGradient(AffineParameterGradient gradient)
    {
        var weights = gradient.Weights;
        var also = gradient.Biases is null ? "" : $", ∂E/∂{gradient.Biases.Notation} = Σ {gradient.Delta.Notation}";
        Writer.Lines($"// ∂E/∂{weights.Notation} = {gradient.Delta.Notation} {Notations.Transposed(gradient.Source.Notation)}{also}, over the rows");
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
        var isFlat = map.Formula.Variables.Select(Value).All(value => value.Extent == map.Result.Extent || value.Extent == Extent.Scalar);
        if (isFlat)
        {
            var target = Matrix(map.Result);
            Lanes(map.Formula, $"{target}.Length", ofRow: false, formula => $"{target}.Store(i, {formula});");
        }
        else
        {
            Rows(map.Formula, () =>
            {
                Writer.Lines($"{_context.Span} target = {RowOf(map.Result)};");
                Lanes(map.Formula, Names.Invariant(map.Result.Units), ofRow: true, formula => $"target.Store(i, {formula});");
            });
        }
    }

    private void EmitRowSum(RowSum sum)
    {
        var formula = _context.Print(sum.Formula);
        Writer.Lines(sum.Result.Notation == "Σ " + formula ? $"// {sum.Result.Notation}, over the units of each row" : $"// {sum.Result.Notation} = Σ over the units: {formula}");
        var units = Names.Invariant(sum.Formula.Variables.Select(name => Value(name).Units).DefaultIfEmpty(1).Max());
        Rows(sum.Formula, () =>
        {
            Writer.Lines($"var sum = {Names.Vector}<{_context.Type}>.Zero;");
            Lanes(sum.Formula, units, ofRow: true, formula => $"sum += {Names.Runtime}Lanes.Keep({formula}, {units} - i);");
            Writer.Blank();
            Writer.Lines($"{Matrix(sum.Result)}[row] = {Names.Runtime}Lanes.Sum(sum);");
        });
    }

    private void EmitColumnSum(ColumnSum sum)
    {
        Writer.Lines($"// {sum.Result.Notation} = {(sum.IsMean ? "mean" : "Σ")} over the rows: {_context.Print(sum.Formula)}");
        Columns(sum.Formula, Matrix(sum.Result), sum.Result.Units);
        if (sum.IsMean)
        {
            Writer.Blank();
            Writer.Block($"for (int i = 0; i < {Names.Invariant(sum.Result.Units)}; i++)", () => Writer.Lines($"{Matrix(sum.Result)}[i] /= rows;"));
        }
    }

    private void EmitVectorGradient(VectorGradient gradient)
    {
        Writer.Lines($"// ∂E/∂{gradient.Vector.Notation} = Σ over the rows: {_context.Print(gradient.Formula)}");
        Writer.Lines($"{_context.Span} {gradient.Result.Name} = {Gradient(gradient.Vector)};");
        Columns(gradient.Formula, gradient.Result.Name, gradient.Vector.To);
    }

    private void EmitRowMax(RowMax operation)
    {
        Writer.Lines($"// {operation.Result.Notation} = the largest {operation.Source.Notation} of each row");
        Writer.Block("for (int row = 0; row < rows; row++)", () =>
            Writer.Lines($"{Matrix(operation.Result)}[row] = {Kernels}Max<{_context.Type}>({RowOf(operation.Source)});"));
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

    private void Columns(Expr formula, string target, int units)
    {
        Writer.Lines($"{target}.Clear();");
        Rows(formula, () => Lanes(formula, Names.Invariant(units), ofRow: true, text => $"{target}.Store(i, {target}.Load(i) + {(formula is SumExpr ? $"({text})" : text)});"));
    }

    /// <summary>A loop over the rows, with the row of each operand sliced out and row values spread over the lanes.</summary>
    private void Rows(Expr formula, Action body) => Writer.Block("for (int row = 0; row < rows; row++)", () =>
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

    /// <summary>A loop over vectors: loads the operands, then does one statement with the formula.</summary>
    private void Lanes(Expr formula, string length, bool ofRow, Func<string, string> statement) =>
        Writer.Block($"for (int i = 0; i < {length}; i += {Names.Vector}<{_context.Type}>.Count)", () =>
        {
            foreach (var value in Operands(formula).Where(value => value.Extent != Extent.Scalar && !(ofRow && value.Extent == Extent.Row)))
            {
                var span = ofRow && value.Extent == Extent.Elements ? value.Name + "Row" : Matrix(value);
                Writer.Lines($"var {value.Name} = {span}.Load(i);");
            }

            Writer.Lines(statement(_formulas.Print(formula)));
        });

    private IEnumerable<Value> Operands(Expr formula) => formula.Variables.OrderBy(name => name, StringComparer.Ordinal).Select(Value);

    private static string RowOf(Value value) => $"{Matrix(value)}.Slice(row * {Names.Invariant(value.Units)}, {Names.Invariant(value.Units)})";

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
