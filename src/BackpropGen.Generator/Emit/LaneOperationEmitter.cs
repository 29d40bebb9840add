using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>Operations of one method over a register of rows, a row a lane: calls of products, and loops over the units.</summary>
internal sealed class LaneOperationEmitter
{
    private readonly EmitContext _context;
    private readonly Program _program;
    private readonly VectorFormulas _formulas;
    private readonly Dictionary<Type, Action<Operation>> _emitters;
    private readonly HashSet<string> _rowValues = new();

    public LaneOperationEmitter(EmitContext context, Program program)
    {
        _context = context;
        _program = program;
        _formulas = new VectorFormulas(context, program.Graph, program.Graph.Scale.Name);
        _emitters = new Dictionary<Type, Action<Operation>>
        {
            [typeof(RowCopy)] = operation => Load((RowCopy)operation),
            [typeof(Affine)] = Affine,
            [typeof(AffineInputGradient)] = InputGradient,
            [typeof(Fused)] = operation => _emitters![Fusion.Product(operation).GetType()](operation),
            [typeof(AffineParameterGradient)] = operation => ParameterGradient((AffineParameterGradient)operation),
            [typeof(VectorGradient)] = operation => VectorGradient((VectorGradient)operation),
            [typeof(Map)] = operation => RowFormula((Map)operation),
            [typeof(UnitLoop)] = operation => Loop((UnitLoop)operation),
            [typeof(Concatenation)] = operation => Concatenate((Concatenation)operation),
            [typeof(Columns)] = operation => Part((Columns)operation),
        };
    }

    private SourceWriter Writer => _context.Writer;

    private string Type => _context.Type;

    /// <summary>Declares constants, then writes the operations in their order.</summary>
    public void Emit(IReadOnlyList<Operation> operations)
    {
        _formulas.Declare(operations.SelectMany(operation => operation.Parts).Select(VectorFormulas.Of).Where(formula => formula is not null)!);
        foreach (var operation in operations)
        {
            Writer.Blank();
            _emitters[operation.GetType()](operation);
        }
    }

    private void Load(RowCopy copy)
    {
        Writer.Lines($"// {copy.Result.Notation}, a row a lane");
        Writer.Lines($"{Names.Runtime}LaneMoves.Load<V, {Type}>({RowProductEmitter.Caller(copy)}, {Matrix(copy.Result)}, {Names.Invariant(copy.Result.Units)});");
    }

    private void Affine(Operation operation)
    {
        var affine = (Affine)Fusion.Product(operation);
        var (weights, biases) = (affine.Weights, affine.Biases);
        var plus = biases is null ? "" : " + " + biases.Notation;
        Writer.Lines($"// {affine.Result.Notation} = {weights.Notation} {affine.Source.Notation}{plus}{_context.Epilogues.Then(operation as Fused)}: {Names.Invariant(weights.From)} → {Names.Invariant(weights.To)}");
        Product("Affine", weights, $"{Matrix(affine.Source)}, {Rows(weights)}, {(biases is null ? "default" : Names.Field(biases))}", operation);
    }

    private void InputGradient(Operation operation)
    {
        var gradient = (AffineInputGradient)Fusion.Product(operation);
        var (weights, delta) = (gradient.Weights, gradient.Delta);
        var product = $"{Notations.Transposed(weights.Notation)} {delta.Notation}";
        Writer.Lines($"// {(gradient.Result.Notation == product ? product : $"{gradient.Result.Notation} = {product}")}{_context.Epilogues.Then(operation as Fused)}");
        Product("InputGradient", weights, $"{Matrix(delta)}, {Rows(weights)}", operation);
    }

    /// <summary>A product, with the formula that its numbers go through before they are stored where kernels take one.</summary>
    private void Product(string method, Tensor weights, string factors, Operation operation)
    {
        var result = Matrix(operation.Result);
        if (!_context.IsPacked(weights))
        {
            Writer.Lines($"{Products(weights)}{method}<V, {Type}>({factors}, {result}, {Shape(weights)});");
            return;
        }

        var fused = operation as Fused;
        Writer.Lines($"{Products(weights)}{method}<V, {Type}, {_context.Epilogues.Name(fused, _program.Graph)}>({factors}, {result}, {EpilogueSection.Operands(fused)}, scratch, {Shape(weights)});");
    }

    private void ParameterGradient(AffineParameterGradient gradient)
    {
        var (weights, biases) = (gradient.Weights, gradient.Biases);
        var plus = biases is null ? "" : $", ∂E/∂{biases.Notation} = Σ {gradient.Delta.Notation}";
        Writer.Lines($"// ∂E/∂{weights.Notation} = {gradient.Delta.Notation} {Notations.Transposed(gradient.Source.Notation)}{plus}, over the lanes and the rows before");
        var (own, sums) = (biases is null or { Frozen: true } ? "default" : Names.Field(biases), biases is null ? "default" : Range(biases));
        if (!_context.IsPacked(weights))
        {
            Writer.Lines($"{Products(weights)}Gradients<V, {Type}>({Matrix(gradient.Delta)}, {Matrix(gradient.Source)}, {Range(weights)}, {sums}, {Shape(weights)}, isFirst);");
            if (weights.IsSparse)
            {
                Writer.Lines($"{Names.Edges(weights)}.Clear<{Type}>({Range(weights)});");
            }

            return;
        }

        string Call(string type, string update) => $"{Products(weights)}Gradients<V, {Type}, {type}>({Matrix(gradient.Delta)}, {Matrix(gradient.Source)}, {(LaneSectionEmitter.ReadsRows(_program, gradient) ? "input" : "default")}, {Names.Field(weights)}, {Range(weights)}, {own}, {sums}, scratch, {Shape(weights)}, count, isFirst, {update});";
        void Store() => Writer.Lines(Call($"{Names.Runtime}StoreGradient<{Type}>", "default"));
        if (!_context.Plan.FusesPlainDescent)
        {
            Store();
        }
        else if (weights.Frozen)
        {
            // its gradient is only for those who ask for gradients
            Writer.Block("if (!TUpdate.ReadsWeights)", Store);
        }
        else
        {
            Writer.Lines(Call("TUpdate", "update"));
        }
    }

    private void VectorGradient(VectorGradient gradient)
    {
        Writer.Lines($"// ∂E/∂{gradient.Vector.Notation} = Σ over the lanes and the rows before: {_context.Print(gradient.Formula)}");
        Writer.Lines($"{_context.Span} {gradient.Result.Name} = {Range(gradient.Vector)};");
        Writer.Block("if (isFirst)", () => Writer.Lines(gradient.Result.Name + ".Clear();"));
        Writer.Blank();
        LoadRowValues(gradient.Formula.Variables);
        Units(gradient.Vector.To, gradient.Formula.Variables, () => Writer.Lines($"{gradient.Result.Name}[unit] += V.Sum({_formulas.Print(gradient.Formula)});"), counts: true);
    }

    /// <summary>A formula over one number a row.</summary>
    private void RowFormula(Map map)
    {
        Writer.Lines($"// {map.Result.Notation} = {_context.Print(map.Formula)}");
        LoadRowValues(map.Operands);
        Writer.Lines($"var {map.Result.Name} = {_formulas.Print(map.Formula)};");
        StoreRowValue(map.Result);
    }

    private void Loop(UnitLoop loop)
    {
        Writer.Lines("// " + string.Join(";\n// ", loop.Members.Select(_context.Describe)));
        LoadRowValues(loop.Operands);
        var sums = loop.Members.Where(member => member.Result.Extent == Extent.Row).Select(member => member.Result).ToArray();
        foreach (var member in loop.Members.Where(member => member.Result.Extent == Extent.Row))
        {
            Writer.Lines($"var {member.Result.Name} = {(member is RowMax ? $"V.Create({Type}.NegativeInfinity)" : "V.Zero")};");
        }

        Units(UnitLoop.Units(_program.Graph, loop.Members[0]), loop.Operands, () => loop.Members.ToList().ForEach(member => Member(loop, member)));
        Array.ForEach(sums, StoreRowValue);
    }

    private void Member(UnitLoop loop, Operation member)
    {
        var result = member.Result;
        switch (member)
        {
            case RowMax maximum:
                Writer.Lines($"{result.Name} = V.Max({maximum.Source.Name}, {result.Name});");
                break;
            case RowSum sum:
                Writer.Lines($"{result.Name} += {_formulas.Print(sum.Formula)};");
                break;
            case Map map:
                LoopFormula.Emit(Writer, _program, loop, map, _formulas.Print(map.Formula));
                break;
            default:
                throw new InvalidOperationException(member + " is no formula over units");
        }
    }

    /// <summary>A loop over the units, whose operands are loaded, or spread over the lanes if they are one number a unit.</summary>
    private void Units(int units, IEnumerable<string> operands, Action body, bool counts = false)
    {
        var values = operands.Distinct().OrderBy(name => name, StringComparer.Ordinal).Select(name => _program.Graph.Values[name]).ToArray();
        var countsUnits = counts || values.Any(value => value.Extent == Extent.Unit);
        Writer.Block(countsUnits ? $"for (int unit = 0, i = 0; unit < {Names.Invariant(units)}; unit++, i += V.Count)" : $"for (int i = 0; i < {Names.Invariant(units)} * V.Count; i += V.Count)", () =>
        {
            foreach (var value in values)
            {
                if (value.Extent == Extent.Elements)
                {
                    Writer.Lines($"var {value.Name} = V.Load({Matrix(value)}, i);");
                }
                else if (value.Extent == Extent.Unit)
                {
                    Writer.Lines($"var {value.Name} = V.Create({Matrix(value)}[unit]);");
                }
            }

            body();
        });
    }

    private void Concatenate(Concatenation operation)
    {
        Writer.Lines($"// {operation.Result.Notation} = ({string.Join(", ", operation.Sources.Select(source => source.Notation))})");
        var start = 0;
        foreach (var source in operation.Sources)
        {
            Writer.Lines($"{Matrix(source)}.CopyTo({Slice(operation.Result, start, source.Units)});");
            start += source.Units;
        }
    }

    private void Part(Columns operation)
    {
        Writer.Lines($"// {operation.Result.Notation}: units {Names.Invariant(operation.Start)} to {Names.Invariant(operation.Start + operation.Result.Units - 1)} of {operation.Source.Notation}");
        Writer.Lines($"{Slice(operation.Source, operation.Start, operation.Result.Units)}.CopyTo({Matrix(operation.Result)});");
    }

    /// <summary>Numbers a row, a lane each, from memory: once a method.</summary>
    private void LoadRowValues(IEnumerable<string> operands)
    {
        foreach (var value in operands.Distinct().Select(name => _program.Graph.Values[name]).Where(value => value.Extent == Extent.Row && _rowValues.Add(value.Name)))
        {
            Writer.Lines($"var {value.Name} = V.Load({Matrix(value)}, 0);");
        }
    }

    private void StoreRowValue(Value value)
    {
        _rowValues.Add(value.Name);
        Writer.Lines($"V.Store({value.Name}, {Matrix(value)}, 0);");
    }

    /// <summary>The kernels for weights as they lie: padded, or in canonical order where single rows are written out.</summary>
    private string Products(Tensor weights) => Names.Runtime + (_context.IsPacked(weights) ? "LaneProducts." : "SmallLaneProducts.");

    private string Rows(Tensor weights) => Names.Field(weights) + (_context.IsPacked(weights) ? ".Rows" : "");

    private string Range(Tensor tensor) => EmitContext.Slice("gradients", _context.Plan.Gradients[tensor.Name]);

    private static string Slice(Value value, int start, int units) => $"{Matrix(value)}.Slice({Names.Invariant(start)} * V.Count, {Names.Invariant(units)} * V.Count)";

    private static string Shape(Tensor weights) => $"{Names.Invariant(weights.From)}, {Names.Invariant(weights.To)}";

    private static string Matrix(Value value) => Names.Matrix(value.Name);
}
