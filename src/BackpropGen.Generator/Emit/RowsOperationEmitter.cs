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
    private readonly ProductEmitter _products;
    private readonly LoopEmitter _loops;
    private readonly bool _isSingleRow;
    private readonly Dictionary<Type, Action<Operation>> _emitters;

    /// <param name="context">What all sections need.</param>
    /// <param name="program">The program that the operations are of.</param>
    /// <param name="singleRow">How operations on a single row are written, by their type; null for mini-batches.</param>
    public RowsOperationEmitter(EmitContext context, Program program, IReadOnlyDictionary<Type, Action<Operation>>? singleRow = null)
    {
        _context = context;
        _program = program;
        _formulas = new VectorFormulas(context, program.Graph);
        _products = new ProductEmitter(context, program);
        _loops = new LoopEmitter(context, program, _formulas);
        _isSingleRow = singleRow is not null;
        _emitters = new Dictionary<Type, Action<Operation>>
        {
            [typeof(Affine)] = operation => _products.Affine((Affine)operation, null),
            [typeof(AffineInputGradient)] = operation => _products.InputGradient((AffineInputGradient)operation, null),
            [typeof(Fused)] = operation => _products.Fused((Fused)operation),
            [typeof(AffineParameterGradient)] = operation => _products.ParameterGradient((AffineParameterGradient)operation),
            [typeof(Map)] = operation => EmitMap((Map)operation),
            [typeof(ColumnSum)] = operation => EmitColumnSum((ColumnSum)operation),
            [typeof(VectorGradient)] = operation => EmitVectorGradient((VectorGradient)operation),
            [typeof(Concatenation)] = operation => EmitConcatenation((Concatenation)operation),
            [typeof(Columns)] = operation => EmitColumns((Columns)operation),
            [typeof(DropoutMask)] = operation => EmitDropoutMask((DropoutMask)operation),
        };
        foreach (var other in singleRow ?? new Dictionary<Type, Action<Operation>>())
        {
            _emitters.Add(other.Key, other.Value);
        }
    }

    private SourceWriter Writer => _context.Writer;

    private const string Kernels = Names.Runtime + "Kernels.";

    private string Type => _context.Type;

    /// <summary>Whether an operation is written as loops over vectors, and not as calls of kernels alone.</summary>
    public static bool HasLoops(Operation operation) => VectorFormulas.Of(operation) is not null || operation is RowMax;

    /// <summary>Declares the vectors of constants that the formulas of some operations need.</summary>
    public void DeclareConstants(IEnumerable<Operation> operations) => _formulas.Declare(operations.SelectMany(operation => operation.Parts).Select(VectorFormulas.Of).Where(formula => formula is not null)!);

    /// <summary>Whether the code of an operation, a loop or a call, says how many rows there are.</summary>
    public bool CountsRows(Operation operation) => IsRowwise(operation) || operation is ColumnSum or VectorGradient or Concatenation or Graph.Columns or DropoutMask;

    /// <summary>Writes operations in their order; those that go row by row share one loop.</summary>
    public void Emit(IReadOnlyList<Operation> operations)
    {
        var rowLoops = new RowLoopEmitter(_context, _program, _formulas, operations);
        for (var i = 0; i < operations.Count;)
        {
            Writer.Blank();
            var rowwise = operations.Skip(i).TakeWhile(IsRowwise).ToArray();
            if (rowwise.Length > 0)
            {
                _loops.Rowwise(rowwise);
                i += rowwise.Length;
            }
            else if (IsRowLoop(operations[i]))
            {
                rowLoops.Emit(operations[i]);
                i++;
            }
            else
            {
                _emitters[operations[i].GetType()](operations[i]);
                i++;
            }
        }
    }

    private bool IsRowLoop(Operation operation) => _isSingleRow && RowLoopEmitter.Takes(operation);

    private bool IsRowwise(Operation operation) => !IsRowLoop(operation) && _loops.IsRowwise(operation);

    private void EmitMap(Map map)
    {
        var target = Matrix(map.Result);
        Writer.Lines($"// {map.Result.Notation} = {_context.Print(map.Formula)}");
        _loops.Vectors(map.Formula, map.Result.Extent == Extent.Unit ? Names.Invariant(map.Result.Units) : target + ".Length", formula => $"V.Store({formula}, {target}, i);");
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
        Writer.Lines($"{_context.Span} {gradient.Result.Name} = {GradientRange(gradient.Vector)};");
        Columns(gradient.Formula, gradient.Result.Name, gradient.Vector.To);
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
        $"{Kernels}CopyColumns<{Type}>({Matrix(source)}, {Stride(source)}, {Names.Invariant(sourceStart)}, {Matrix(destination)}, {Stride(destination)}, {Names.Invariant(destinationStart)}, {Names.Invariant(count)}, rows);");

    private void EmitDropoutMask(DropoutMask mask)
    {
        Writer.Lines($"// {mask.Result.Notation} = 0 with probability {mask.Rate.ToString("R", CultureInfo.InvariantCulture)}, else 1 / (1 − {mask.Rate.ToString("R", CultureInfo.InvariantCulture)})");
        Writer.Lines($"{Kernels}DropoutMask<{Type}>({Matrix(mask.Result)}, {mask.Rate.ToString("R", CultureInfo.InvariantCulture)}, _random, {Names.Invariant(mask.Layer)}, rows, {Names.Invariant(mask.Result.Units)}, {Stride(mask.Result)});");
    }

    private void Columns(Expr formula, string target, int units)
    {
        var count = $"{Names.Invariant(units)} - i";
        Writer.Lines($"{target}.Clear();");
        _loops.Rows(Array.Empty<Operation>(), formula.Variables, () => _loops.RowVectors(
            formula,
            units,
            text => $"V.StoreFirst(V.LoadFirst({target}, i, {count}) + {(formula is SumExpr ? $"({text})" : text)}, {target}, i, {count});"));
    }

    private string GradientRange(Tensor tensor) => EmitContext.Slice("gradients", _context.Plan.Gradients[tensor.Name]);

    private string Stride(Value value) => Names.Invariant(_context.Stride(value));

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
