using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>One method on a single row whose values are in registers: V, or N of 128 bits for layers of few units.</summary>
internal sealed class RegisterMethodEmitter
{
    private const string Kernels = Names.Runtime + "RowRegisters.";

    private readonly EmitContext _context;
    private readonly RegisterPlan _plan;
    private readonly RegisterMethod _method;
    private readonly VectorFormulas _formulas;
    private readonly VectorFormulas _narrowFormulas;
    private readonly HashSet<string> _inRegisters = new();

    /// <param name="context">What all sections need.</param>
    /// <param name="plan">The plan of all methods.</param>
    /// <param name="method">What it does.</param>
    public RegisterMethodEmitter(EmitContext context, RegisterPlan plan, RegisterMethod method)
    {
        _context = context;
        _plan = plan;
        _method = method;
        _formulas = new VectorFormulas(context, method.Program.Graph, "V", "");
        _narrowFormulas = new VectorFormulas(context, method.Program.Graph, "N", "narrow");
    }

    private Program Program => _method.Program;

    private IReadOnlyList<Operation> Operations => _method.Operations;

    private IReadOnlyList<Bound> Conditions => _method.Conditions;

    private SourceWriter Writer => _context.Writer;

    public void Emit()
    {
        foreach (var value in _method.ReadFromArena)
        {
            Writer.Lines($"{_context.ReadOnlySpan} {Names.Matrix(value.Name)} = arena.Slice({Names.Invariant(Program.Arena.StartInOneRow(value.Name))}, {Names.Invariant(Program.Arena[value.Name]!.Width)});");
        }

        DeclareParameters();
        var formulas = Operations.SelectMany(Formulas).ToLookup(pair => IsNarrow(pair.Result), pair => pair.Formula);
        _formulas.Declare(formulas[false]);
        _narrowFormulas.Declare(formulas[true]);
        var updates = Operations.SkipWhile(operation => operation is not RowUpdate).ToArray();
        EmitEach(Operations.Take(Operations.Count - updates.Length));
        if (Conditions.Count == 0)
        {
            EmitEach(updates);
        }
        else if (updates.Length == 0)
        {
            Writer.Blank().Lines(Reason);
            Writer.Lines($"return {Condition()};");
        }
        else
        {
            Writer.Blank().Lines(Reason);
            Writer.Block($"if (!({Condition()}))", () => Writer.Lines("return false;"));
            EmitEach(updates);
            Writer.Blank().Lines("return true;");
        }
    }

    private void EmitEach(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            Writer.Blank();
            Emit(operation);
        }
    }

    private string Reason => Conditions[0].Value.Name == Program.Graph.RowLoss.Name ? "// a loss that is not finite changes nothing" : "// from such numbers a finite loss follows: the update need not wait for it";

    /// <summary>Whether all conditions hold, as C#.</summary>
    private string Condition()
    {
        foreach (var condition in Conditions)
        {
            Load(condition.Value.Name);
        }

        return string.Join("\n    && ", Conditions.Select(condition =>
        {
            var (value, range) = (condition.Value, condition.Range);
            return $"{Kernels}AreWithin<{Register(value)}, {_context.Type}>({(value.Extent == Extent.Row ? value.Name : Whole(value))}, {Literal(range.Low)}, {Literal(range.High)})";
        }));
    }

    private string Literal(double end) => end == double.MaxValue ? _context.Type + ".MaxValue" : end == double.MinValue ? _context.Type + ".MinValue" : Dialect.Of(_context.Spec.IsDouble, isVector: false).Literal(end);

    /// <summary>Weights and biases, at the top: bringing a layout up to date is a call, across which no register of 512 bits keeps its value.</summary>
    private void DeclareParameters()
    {
        var updated = new HashSet<Tensor>(Operations.OfType<RowUpdate>().SelectMany(update => new[] { update.Gradient.Weights, update.Gradient.Biases! }.Where(tensor => tensor is { Frozen: false })));
        foreach (var product in Operations.OfType<RowAffine>().Select(affine => affine.Product))
        {
            if (!updated.Contains(product.Weights))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {product.Weights.Name} = {Names.Field(product.Weights)}.{(_plan.IsByRows(Program, product.Source, product.Weights) ? "Rows" : "Columns")};");
            }

            if (product.Biases is { } biases && !updated.Contains(biases))
            {
                Writer.Lines($"{_context.ReadOnlySpan} {biases.Name} = {Names.Field(biases)};");
            }
        }

        foreach (var update in Operations.OfType<RowUpdate>())
        {
            var weights = update.Gradient.Weights;
            Writer.Lines($"{_context.Span} {weights.Name} = {Names.Field(weights)}." + (update.Input is null ? "ColumnsToWrite;"
                : _method.IsByRows(update.Gradient) ? "RowsToWrite;"
                : $"RowsAndColumnsToWrite(out {_context.Span} {Columns(weights)});"));
            if (update.Gradient.Biases is { Frozen: false } biases)
            {
                Writer.Lines($"{_context.Span} {biases.Name} = {Names.Field(biases)};");
            }
        }
    }

    private void Emit(Operation operation)
    {
        switch (operation)
        {
            case RowAffine affine:
                Affine(affine);
                break;
            case RowUpdate update:
                Update(update);
                break;
            default:
                Writer.Lines("// " + string.Join(";\n// ", operation.Parts.Select(_context.Describe)));
                operation.Parts.ToList().ForEach(Formula);
                break;
        }
    }

    private void Affine(RowAffine affine)
    {
        var product = affine.Product;
        var (weights, source, result) = (product.Weights, product.Source, product.Result);
        Writer.Lines(RowComments.Of(_context, affine));
        if (_plan.IsByRows(Program, source, weights))
        {
            Load(source.Name);
            Set(result, $"{Kernels}Affine<{Register(source)}, {Register(result)}, {_context.Type}>({Whole(source)}, {weights.Name}, {Biases(product)}, {Names.Invariant(weights.To)})");
        }
        else
        {
            var (method, values) = _method.Computes(source) && !_method.Stores(source) ? ($"ColumnAffine<{Register(source)}, ", source.Name) : ("Affine<", Singly(source));
            Set(result, $"{Kernels}{method}{Register(result)}, {_context.Type}>({values}, {weights.Name}, {Biases(product)}, {Names.Invariant(weights.From)})");
        }

        Epilogue(affine.Fused);
    }

    private void Update(RowUpdate update)
    {
        var gradient = update.Gradient;
        var (weights, delta, source) = (gradient.Weights, gradient.Delta, gradient.Source);
        Writer.Lines(RowComments.Of(_context, update));
        Load(delta.Name);
        var (outputs, inputs) = (Names.Invariant(weights.To), Names.Invariant(weights.From));
        if (update.Input is { } input)
        {
            Load(source.Name);
            var (register, deltas) = _method.Spreads(update) ? ($", {Register(delta)}", delta.Name) : ("", Names.Matrix(delta.Name));
            Set(input.Result, $"{Kernels}Backward<{Register(source)}{register}, {_context.Type}>({deltas}, {weights.Name}, {Whole(source)}, {outputs})");
        }

        if (update.Input is null || !_method.IsByRows(update.Gradient))
        {
            Writer.Lines($"{Kernels}Update<{Register(delta)}, {_context.Type}>({Singly(source)}, {(update.Input is null ? weights.Name : Columns(weights))}, {Whole(delta)}, {inputs});");
        }

        if (gradient.Biases is { Frozen: false } biases)
        {
            Writer.Lines(biases.StorageCount == weights.To
                ? $"{Kernels}Add<{Register(delta)}, {_context.Type}>({biases.Name}, {delta.Name}, {outputs});"
                : $"{biases.Name}[0] += {Register(delta)}.Sum({Whole(delta)});");
        }

        Epilogue(update.Fused);
    }

    private void Formula(Operation operation)
    {
        operation.Operands.Where(name => Value(name).Extent != Extent.Scalar).ToList().ForEach(Load);
        var (result, register) = (operation.Result, Register(operation.Result));
        var units = UnitLoop.Units(Program.Graph, operation);
        Set(result, operation switch
        {
            RowMax maximum => $"{register}.Create({register}.Maximum({First(maximum.Source.Name, register, units, $", {_context.Type}.NegativeInfinity")}, {Names.Invariant(units)}))",
            RowSum sum => $"{register}.Create({register}.Sum({First(FormulasOf(result).Print(sum.Formula), register, units)}, {Names.Invariant(units)}))",
            Map map => FormulasOf(result).Print(map.Formula),
            _ => throw new InvalidOperationException(operation + " is no formula over units"),
        });
    }

    private void Epilogue(Fused? fused)
    {
        if (fused is not null)
        {
            fused.Others.Where(name => Value(name).Extent != Extent.Scalar).ToList().ForEach(Load);
            Set(fused.Result, FormulasOf(fused.Result).Print(fused.Epilogue.Formula));
        }
    }

    /// <summary>A value into a register, and to memory where another method, or a product that takes its numbers one by one, reads it.</summary>
    private void Set(Value value, string code)
    {
        Writer.Lines($"var {value.Name} = {code};");
        _inRegisters.Add(value.Name);
        if (_method.IsOutput(value))
        {
            Writer.Lines($"{Kernels}Store<{Register(value)}, {_context.Type}>({value.Name}, outputs, {Names.Invariant(value.Units)});");
        }
        else if (_method.Stores(value))
        {
            Writer.Lines(value.Extent == Extent.Row
                ? $"{Register(value)}.StoreFirst({value.Name}, arena, {Names.Invariant(Program.Arena.StartInOneRow(value.Name))}, 1);"
                : $"{Register(value)}.Store({value.Name}, arena, {Names.Invariant(Program.Arena.StartInOneRow(value.Name))});");
        }
    }

    /// <summary>A value that another method computed, or the caller, or a parameter: once a method.</summary>
    private void Load(string name)
    {
        if (_inRegisters.Add(name))
        {
            var (value, register) = (Value(name), Register(Value(name)));
            Writer.Lines($"var {name} = " + (value.Extent == Extent.Row ? $"{register}.Create({Names.Matrix(name)}[0]);"
                : Program.Arena[name] is not null ? $"{register}.Load({Names.Matrix(name)}, 0);"
                : $"{Kernels}Load<{register}, {_context.Type}>({Singly(value)}, {Names.Invariant(value.Units)});"));
        }
    }

    /// <summary>Numbers in memory.</summary>
    private string Singly(Value value) =>
        value.Name == Program.Graph.Input.Name ? "input" : value.Name == Program.Graph.Target.Name ? "target" : Program.Arena[value.Name] is not null ? Names.Matrix(value.Name) : "_" + value.Name;

    /// <summary>A register with zeros behind the last unit.</summary>
    private string Whole(Value value) => First(value.Name, Register(value), value.Units);

    private string First(string code, string register, int units, string rest = "") =>
        units == (register == "N" ? _plan.NarrowLanes : _plan.Lanes) ? code : $"{register}.KeepFirst({code}, {Names.Invariant(units)}{rest})";

    private string Biases(Affine product) => product.Biases switch
    {
        null => Register(product.Result) + ".Zero",
        var biases when biases.StorageCount != product.Weights.To => $"{Register(product.Result)}.Create({biases.Name}[0])",
        var biases => $"{Kernels}Load<{Register(product.Result)}, {_context.Type}>({biases.Name}, {Names.Invariant(biases.StorageCount)})",
    };

    private static IEnumerable<(Value Result, Expr Formula)> Formulas(Operation operation) => operation switch
    {
        RowAffine { Fused: { } fused } => new[] { (fused.Result, fused.Epilogue.Formula) },
        RowUpdate { Fused: { } fused } => new[] { (fused.Result, fused.Epilogue.Formula) },
        _ => operation.Parts.Where(part => VectorFormulas.Of(part) is not null).Select(part => (part.Result, VectorFormulas.Of(part)!)),
    };

    private VectorFormulas FormulasOf(Value value) => IsNarrow(value) ? _narrowFormulas : _formulas;

    private bool IsNarrow(Value value) => _plan.IsNarrow(Program, value);

    private string Register(Value value) => IsNarrow(value) ? "N" : "V";

    private Value Value(string name) => Program.Graph.Values[name];

    private static string Columns(Tensor weights) => weights.Name + "Columns";
}
