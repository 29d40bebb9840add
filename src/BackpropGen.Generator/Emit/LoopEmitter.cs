using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>Loops over vectors: over whole matrices, or row by row.</summary>
internal sealed class LoopEmitter
{
    private readonly EmitContext _context;
    private readonly Program _program;
    private readonly VectorFormulas _formulas;
    private readonly LaneEdges _edges;

    public LoopEmitter(EmitContext context, Program program, VectorFormulas formulas)
    {
        _context = context;
        _program = program;
        _formulas = formulas;
        _edges = new LaneEdges(context);
    }

    private SourceWriter Writer => _context.Writer;

    /// <summary>Whether an operation is done row by row: it has one number a row, or an operand without room for whole vectors behind its rows.</summary>
    public bool IsRowwise(Operation operation) => operation switch
    {
        RowMax or RowSum => true,
        Map { Result.Extent: Extent.Row } => true,
        Map { Result.Extent: Extent.Elements } map => !map.Operands.Select(Value).All(value => value.Extent == Extent.Scalar || (value.Extent == Extent.Elements && !_edges.IsExact(value))),
        _ => false,
    };

    /// <summary>Operations one after the other, for each row.</summary>
    public void Rowwise(IReadOnlyList<Operation> operations)
    {
        Writer.Lines("// " + string.Join(";\n// ", operations.Select(_context.Describe)) + ": row by row");
        Rows(operations, operations.SelectMany(operation => operation.Operands), () =>
        {
            foreach (var operation in operations)
            {
                EmitRow(operation);
                if (operation.Result.Extent == Extent.Row && _program.IsReadOutside(operation.Result, operations))
                {
                    Writer.Lines($"V.StoreFirst({operation.Result.Name}, {Matrix(operation.Result)}, row, 1);");
                }
            }
        });
    }

    /// <summary>
    /// A loop over the rows, with the row of each operand sliced out and row values spread over the lanes. The caller's rows are not sliced: all but the last have numbers behind them,
    /// so that whole vectors can be read.
    /// </summary>
    /// <param name="operations">What the loop computes.</param>
    /// <param name="operands">What it reads.</param>
    /// <param name="body">Writes the loop's body.</param>
    public void Rows(IReadOnlyList<Operation> operations, IEnumerable<string> operands, Action body) => Writer.Block("for (int row = 0; row < rows; row++)", () =>
    {
        var results = new HashSet<string>(operations.Select(operation => operation.Result.Name));
        var values = operands.Concat(results).Distinct().OrderBy(name => name, StringComparer.Ordinal).Select(Value).ToArray();
        foreach (var value in values.Where(value => value.Extent == Extent.Elements && !_edges.IsExact(value)))
        {
            Writer.Lines($"{(results.Contains(value.Name) ? _context.Span : _context.ReadOnlySpan)} {value.Name}Row = {Matrix(value)}.Slice(row * {Stride(value)}, {Stride(value)});");
        }

        foreach (var value in values.Where(value => value.Extent == Extent.Row && !results.Contains(value.Name)))
        {
            Writer.Lines($"var {value.Name} = V.Create({Matrix(value)}[row]);");
        }

        body();
    });

    /// <summary>A loop over the vectors of a whole matrix, or of one number a unit: loads the operands, then does one statement with the formula.</summary>
    public void Vectors(Expr formula, string length, Func<string, string> statement) => Vectors(formula, length, Matrix, _ => true, statement);

    /// <summary>A loop over the vectors of one row.</summary>
    public void RowVectors(Expr formula, int units, Func<string, string> statement) =>
        Vectors(formula, Names.Invariant(units), value => value.Extent == Extent.Elements ? value.Name + "Row" : Matrix(value), value => value.Extent != Extent.Row, statement);

    private void Vectors(Expr formula, string length, Func<Value, string> span, Func<Value, bool> isLoaded, Func<string, string> statement) =>
        Writer.Block($"for (int i = 0; i < {length}; i += V.Count)", () =>
        {
            foreach (var value in formula.Variables.OrderBy(name => name, StringComparer.Ordinal).Select(Value).Where(value => value.Extent != Extent.Scalar && isLoaded(value)))
            {
                Writer.Lines(_edges.IsExact(value) ? $"var {value.Name} = V.LoadFirst({Matrix(value)}, {(value.Extent == Extent.Elements ? $"(row * {Names.Invariant(value.Units)}) + i" : "i")}, {Names.Invariant(value.Units)} - i);" : $"var {value.Name} = V.Load({span(value)}, i);");
            }

            Writer.Lines(statement(_formulas.Print(formula)));
        });

    private void EmitRow(Operation operation)
    {
        var result = operation.Result;
        switch (operation)
        {
            case RowMax maximum:
                Writer.Lines($"var {result.Name} = V.Create({_context.Type}.NegativeInfinity);");
                RowVectors(maximum.Source.Variable, maximum.Source.Units, value => $"{result.Name} = V.Max({_edges.First(value, maximum.Source.Units, $", {_context.Type}.NegativeInfinity")}, {result.Name});");
                Writer.Lines($"{result.Name} = V.Create(V.Maximum({result.Name}{_edges.Few(maximum.Source.Units)}));");
                break;
            case RowSum sum:
                Accumulate(result.Name, sum.Formula, value => value);
                Writer.Lines($"{result.Name} = V.Create(V.Sum({result.Name}{_edges.Few(UnitsOf(sum.Formula))}));");
                break;
            case Map { Result.Extent: Extent.Row } map:
                Writer.Lines($"var {result.Name} = {_formulas.Print(map.Formula)};");
                break;
            case Map map:
                RowVectors(map.Formula, result.Units, formula => $"V.Store({formula}, {result.Name}Row, i);");
                break;
            default:
                throw new InvalidOperationException(operation + " is not done row by row");
        }
    }

    private void Accumulate(string name, Expr formula, Func<string, string> term)
    {
        var units = UnitsOf(formula);
        Writer.Lines($"var {name} = V.Zero;");
        RowVectors(formula, units, value => $"{name} += {_edges.First(term(value), units)};");
    }

    private int UnitsOf(Expr formula) => formula.Variables.Select(variable => Value(variable).Units).DefaultIfEmpty(1).Max();

    private Value Value(string name) => _program.Graph.Values[name];

    private string Stride(Value value) => Names.Invariant(_context.Stride(value));

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
