using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>Formulas over the units of a single row, in loops over vectors, and formulas over one number a row, all of whose lanes are alike. One for each method.</summary>
internal sealed class RowLoopEmitter
{
    private readonly EmitContext _context;
    private readonly Program _program;
    private readonly VectorFormulas _formulas;
    private readonly LaneEdges _edges;
    private readonly IReadOnlyList<Operation> _method;
    private readonly HashSet<string> _rowValues = new();

    public RowLoopEmitter(EmitContext context, Program program, VectorFormulas formulas, IReadOnlyList<Operation> method)
    {
        _method = method;
        _context = context;
        _program = program;
        _formulas = formulas;
        _edges = new LaneEdges(context);
    }

    private SourceWriter Writer => _context.Writer;

    /// <summary>Whether an operation is written here.</summary>
    public static bool Takes(Operation operation) => operation is UnitLoop or Map { Result.Extent: Extent.Row };

    /// <summary>Whether a value is a number of the row that stays in a register from where a method computes it to where that method reads it.</summary>
    public static bool StaysInRegister(Program program, Value value, IReadOnlyList<Operation> method) => value.Extent == Extent.Row
        && method.SelectMany(operation => operation.Parts).Any(part => part.Result.Name == value.Name) && !program.IsReadOutside(value, method);

    /// <summary>Writes an operation: its formulas as comments, then the code.</summary>
    public void Emit(Operation operation)
    {
        Writer.Lines("// " + string.Join(";\n// ", operation.Parts.Select(_context.Describe)));
        LoadRowValues(operation.Operands);
        if (operation is UnitLoop loop)
        {
            EmitLoop(loop);
        }
        else
        {
            Writer.Lines($"var {operation.Result.Name} = {_formulas.Print(((Map)operation).Formula)};");
            KeepRowValue(operation.Result);
        }
    }

    private void EmitLoop(UnitLoop loop)
    {
        var units = UnitLoop.Units(_program.Graph, loop.Members[0]);
        var reductions = loop.Members.Where(member => member.Result.Extent == Extent.Row).ToList();
        reductions.ForEach(member => Writer.Lines($"var {member.Result.Name} = {(member is RowMax ? $"V.Create({_context.Type}.NegativeInfinity)" : "V.Zero")};"));
        Writer.Block($"for (int i = 0; i < {Names.Invariant(units)}; i += V.Count)", () =>
        {
            var operands = loop.Operands.Distinct().OrderBy(name => name, StringComparer.Ordinal).Select(Value).Where(value => value.Extent is Extent.Elements or Extent.Unit);
            foreach (var value in operands)
            {
                Writer.Lines($"var {value.Name} = {(_edges.IsExact(value) ? $"V.LoadFirst({Matrix(value)}, i, {Names.Invariant(value.Units)} - i)" : $"V.Load({Matrix(value)}, i)")};");
            }

            loop.Members.ToList().ForEach(member => EmitMember(loop, member, units));
        });
        foreach (var reduction in reductions)
        {
            Writer.Lines($"{reduction.Result.Name} = V.Create(V.{(reduction is RowMax ? "Maximum" : "Sum")}({reduction.Result.Name}{_edges.Few(units)}));");
            KeepRowValue(reduction.Result);
        }
    }

    private void EmitMember(UnitLoop loop, Operation member, int units)
    {
        var result = member.Result;
        switch (member)
        {
            case RowMax maximum:
                Writer.Lines($"{result.Name} = V.Max({_edges.First(maximum.Source.Name, units, $", {_context.Type}.NegativeInfinity")}, {result.Name});");
                break;
            case RowSum sum:
                Writer.Lines($"{result.Name} += {_edges.First(_formulas.Print(sum.Formula), units)};");
                break;
            case Map map:
                LoopFormula.Emit(Writer, _program, loop, map, _formulas.Print(map.Formula));
                break;
            default:
                throw new InvalidOperationException(member + " is no formula over units");
        }
    }

    /// <summary>Numbers of the row from memory: once a method.</summary>
    private void LoadRowValues(IEnumerable<string> operands)
    {
        foreach (var value in operands.Distinct().Select(Value).Where(value => value.Extent == Extent.Row && _rowValues.Add(value.Name)))
        {
            Writer.Lines($"var {value.Name} = V.Create({Matrix(value)}[0]);");
        }
    }

    private void KeepRowValue(Value value)
    {
        _rowValues.Add(value.Name);
        if (!StaysInRegister(_program, value, _method))
        {
            Writer.Lines($"V.StoreFirst({value.Name}, {Matrix(value)}, 0, 1);");
        }
    }

    private Value Value(string name) => _program.Graph.Values[name];

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
