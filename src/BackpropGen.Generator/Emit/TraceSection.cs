using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>The member that explains a pass: the training graph as it was derived, a line an operation, each with its name and its formula.</summary>
internal sealed class TraceSection
{
    private readonly EmitContext _context;
    private readonly TrainingGraph _training;
    private readonly NetworkGraph _graph;
    private readonly TraceNotations _notations = new();
    private readonly Dictionary<Type, Func<Operation, string>> _emitters;

    public TraceSection(EmitContext context, TrainingGraph training)
    {
        _context = context;
        _training = training;
        _graph = training.Graph;
        _emitters = new Dictionary<Type, Func<Operation, string>>
        {
            [typeof(Affine)] = operation => Affine((Affine)operation),
            [typeof(Map)] = operation => Map((Map)operation),
            [typeof(RowSum)] = operation => RowSum((RowSum)operation),
            [typeof(ColumnSum)] = operation => ColumnSum((ColumnSum)operation),
            [typeof(RowMax)] = operation => $"RowMax({Name(operation)}, {((RowMax)operation).Source.Name})",
            [typeof(LogSumExp)] = operation => $"LogSumExp({Name(operation)}, {((LogSumExp)operation).Source.Name})",
            [typeof(Concatenation)] = operation => $"Concatenation({Name(operation)}, {string.Join(", ", operation.Operands)})",
            [typeof(Columns)] = operation => Columns((Columns)operation),
            [typeof(DropoutMask)] = operation => DropoutMask((DropoutMask)operation),
            [typeof(AffineInputGradient)] = operation => InputGradient((AffineInputGradient)operation),
            [typeof(AffineParameterGradient)] = operation => ParameterGradient((AffineParameterGradient)operation),
            [typeof(VectorGradient)] = operation => VectorGradient((VectorGradient)operation),
        };
    }

    private SourceWriter Writer => _context.Writer;

    /// <summary>The member.</summary>
    public void Emit() => _context.Member(
        "<summary>One pass in training mode, forward and back, with every value on its way by name. Nothing of the network changes; it allocates.</summary>\n"
        + "<param name=\"inputs\">rows × inputs, at least one row.</param>\n<param name=\"targets\">rows × outputs.</param>",
        $"public {Names.Library}NetworkTrace<{_context.Type}> Trace({TrainingSection.Data(_context)})",
        () =>
        {
            EmitGiven();
            EmitSteps(_graph.Forward.Select(operation => new ChainRuleStep(operation, operation.Result.Notation)));
            Writer.Blank().Lines("trace.BeginLoss();");
            EmitSteps(_graph.LossOperations.Select(operation => new ChainRuleStep(operation, operation.Result.Notation)));
            Writer.Blank().Lines("trace.BeginBackward();");
            EmitSteps(ChainRuleSteps.Of(_training));
            Writer.Blank().Lines($"return trace.Finish({_graph.RowLoss.Name}, 1.0 / {_context.LossDenominator}, {DerivationSection.Template});");
        });

    /// <summary>What the trace calls the values, once it is written.</summary>
    public TraceNotations Notations => _notations;

    private void EmitGiven()
    {
        Writer.Lines($"int rows = {Names.Runtime}Check.TrainingRows(inputs, InputCount, targets, OutputCount);");
        if (_graph.Statistics.Count > 0)
        {
            Writer.Lines($"{Names.Runtime}Check.BatchNormRows(rows);");
        }

        Writer.Lines($"var trace = new {Names.Runtime}TraceBuilder<{_context.Type}>(this, inputs, targets);");
        Writer.Lines("var x = trace.Inputs;\nvar t = trace.Targets;");
        _notations.Add("x", "x");
        _notations.Add("t", "t");
        EmitConstant(_graph.Scale, _context.LossDenominator);
        if (_context.LossIsMean && _graph.Statistics.Count > 0)
        {
            EmitConstant(_graph.Values["inverseRows"], "rows");
        }

        foreach (var layer in _context.Layers.Layers)
        {
            var index = 0;
            foreach (var tensor in layer.Tensors)
            {
                Writer.Lines($"var {tensor.Name} = trace.Parameter({_notations.Add(tensor.Name, tensor.Notation)}, {Names.Invariant(layer.Index)}, {Names.Invariant(index++)});");
            }
        }

        Writer.Blank();
    }

    private void EmitConstant(Value value, string denominator) =>
        Writer.Lines($"var {value.Name} = trace.Constant({_notations.Add(value.Name, value.Notation)}, 1.0 / {denominator});");

    private void EmitSteps(IEnumerable<ChainRuleStep> steps)
    {
        foreach (var step in steps)
        {
            var operation = step.Operation;
            if (operation is AffineParameterGradient or Graph.VectorGradient)
            {
                Writer.Lines($"trace.{_emitters[operation.GetType()](operation)};");
                continue;
            }

            _notations.Add(operation.Result.Name, step.Notation);
            Writer.Lines($"var {operation.Result.Name} = trace.{(step.Factors is null ? _emitters[operation.GetType()](operation) : Delta((Map)operation, step.Factors))};");
        }
    }

    private string Name(Operation operation) => _notations.Quoted(operation.Result.Name);

    private string Affine(Affine affine) => $"Affine({Name(affine)}, {affine.Source.Name}, {affine.Weights.Name}, {affine.Biases?.Name ?? "null"})";

    private string Map(Map map) => map.Result.Extent switch
    {
        Extent.Row => $"RowMap({Name(map)}, {Formula(map.Formula)})",
        Extent.Unit => $"UnitMap({Name(map)}, {Formula(map.Formula, map.Result.Units)})",
        _ => $"Map({Name(map)}, {Formula(map.Formula, map.Result.Units)})",
    };

    private string Delta(Map map, ActivationFactors factors) =>
        $"Delta({Name(map)}, {Template(map.Formula)}, {Names.Invariant(map.Result.Units)}, {factors.Error.Name}, {factors.Slope.Name}, {(factors.IsComposed ? "true" : "false")}, {Lambda(map.Formula)})";

    private string RowSum(RowSum sum) => $"RowSum({Name(sum)}, {Formula(sum.Formula, sum.Formula.Variables.Select(name => _graph.Values[name].Units).DefaultIfEmpty(1).Max())})";

    private string ColumnSum(ColumnSum sum) =>
        $"ColumnSum({Name(sum)}, {Template(sum.Formula)}, {Names.Invariant(sum.Result.Units)}, {(sum.IsMean ? "true" : "false")}, {Lambda(sum.Formula)})";

    private string Columns(Columns columns) => $"Columns({Name(columns)}, {columns.Source.Name}, {Names.Invariant(columns.Start)}, {Names.Invariant(columns.Result.Units)})";

    private string DropoutMask(DropoutMask mask) =>
        $"DropoutMask({Name(mask)}, {Dialect.ScalarDouble.Literal(mask.Rate)}, {Names.Invariant(mask.Layer)}, {Names.Invariant(mask.Result.Units)})";

    private string InputGradient(AffineInputGradient gradient) => $"InputGradient({Name(gradient)}, {gradient.Delta.Name}, {gradient.Weights.Name})";

    private static string ParameterGradient(AffineParameterGradient gradient) =>
        $"ParameterGradient({gradient.Delta.Name}, {gradient.Source.Name}, {gradient.Weights.Name}, {gradient.Biases?.Name ?? "null"})";

    private string VectorGradient(VectorGradient gradient) => $"VectorGradient({gradient.Vector.Name}, {Formula(gradient.Formula)})";

    private string Formula(Expr formula, int? units = null) => $"{Template(formula)}, {(units is { } count ? Names.Invariant(count) + ", " : "")}{Lambda(formula)}";

    /// <summary>The formula to be read; of one row without the mean over the rows.</summary>
    private string Template(Expr formula)
    {
        var all = Quoted(formula);
        if (!formula.DependsOn(_graph.Scale.Name))
        {
            return all;
        }

        var one = formula.Substitute(_graph.Scale.Name, Expr.Constant(_context.LossIsMean ? 1.0 / _context.OutputCount : 1));
        return $"rows == 1 ? {Quoted(one)} : {all}";
    }

    private string Quoted(Expr formula) => "\"" + MathNotation.PrintForNumbers(formula, name => "{" + _notations[Local(name)] + "}") + "\"";

    private string Lambda(Expr formula) => "i => " + CSharpPrinter.Print(formula, Dialect.Of(_context.Spec.IsDouble, isVector: false), name => Local(name) + "[i]");

    /// <summary>1/rows is the scale of a loss that is no mean over its outputs.</summary>
    private string Local(string name) => name == "inverseRows" && !_context.LossIsMean ? _graph.Scale.Name : name;
}

/// <summary>What a trace calls its values: their notations, each once.</summary>
internal sealed class TraceNotations
{
    private readonly Dictionary<string, string> _byName = new();
    private readonly HashSet<string> _taken = new();

    /// <summary>The notation of a value.</summary>
    public string this[string name] => _byName[name];

    /// <summary>Whether a value has a notation.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Takes a notation for a value, with a prime where another has it, and gives it as a literal.</summary>
    public string Add(string name, string notation)
    {
        while (!_taken.Add(notation))
        {
            notation += "′";
        }

        _byName[name] = notation;
        return Quoted(name);
    }

    /// <summary>The notation as a literal.</summary>
    public string Quoted(string name) => "\"" + _byName[name] + "\"";
}
