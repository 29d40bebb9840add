using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>What becomes of the gradients by the parameters.</summary>
internal enum UnrolledSink
{
    /// <summary>They are added to those of the other rows.</summary>
    Sum,

    /// <summary>The parameters take a step against them at once.</summary>
    Descent,

    /// <summary>The same, and deltas carry −η from the loss on, so that a step is one multiply-add a parameter.</summary>
    FusedDescent,
}

/// <summary>Operations of one row, written out number by number.</summary>
internal sealed partial class UnrolledStatements
{
    /// <summary>Functions that the runtime has for two numbers in one register. The chain of dependent operations that descent row by row is gets longer by them.</summary>
    private static readonly HashSet<string> InPairs = new(StringComparer.Ordinal) { "Exp", "Expm1", "Tanh", "Sigmoid", "Softplus", "LogCosh", "Erf" };

    private readonly EmitContext _context;
    private readonly NetworkGraph _graph;
    private readonly UnrolledSink _sink;
    private readonly bool _scaleIsOne;
    private readonly UnrolledChoices _choices;
    private readonly Dictionary<string, AffineInputGradient> _folded = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _elements = new();
    private readonly Dictionary<Type, Action<Operation>> _emitters;

    /// <param name="context">The network.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="sink">What becomes of the gradients by the parameters.</param>
    /// <param name="scaleIsOne">Whether the loss of the row is the loss: no scale is written then.</param>
    public UnrolledStatements(EmitContext context, NetworkGraph graph, UnrolledSink sink = UnrolledSink.Sum, bool scaleIsOne = false)
    {
        _context = context;
        _graph = graph;
        _sink = sink;
        _scaleIsOne = scaleIsOne;
        _choices = context.Plan.Unrolled!;
        _emitters = new Dictionary<Type, Action<Operation>>
        {
            [typeof(Affine)] = operation => EmitAffine((Affine)operation),
            [typeof(AffineInputGradient)] = operation => EmitInputGradient((AffineInputGradient)operation),
            [typeof(AffineParameterGradient)] = operation => EmitParameterGradient((AffineParameterGradient)operation),
            [typeof(Map)] = operation => EmitMap((Map)operation),
            [typeof(RowSum)] = operation => EmitRowSum((RowSum)operation),
            [typeof(VectorGradient)] = operation => EmitVectorGradient((VectorGradient)operation),
            [typeof(RowMax)] = operation => EmitRowMax((RowMax)operation),
            [typeof(LogSumExp)] = operation => EmitLogSumExp((LogSumExp)operation),
            [typeof(Concatenation)] = operation => EmitConcatenation((Concatenation)operation),
            [typeof(Columns)] = operation => EmitColumns((Columns)operation),
        };
    }

    private SourceWriter Writer => _context.Writer;

    /// <summary>The type of a local.</summary>
    private string Local => _context.Type;

    private Dialect Dialect => Dialect.Of(_context.Spec.IsDouble, isVector: false);

    /// <summary>The numbers of a value as C# expressions.</summary>
    public IReadOnlyList<string> Elements(Value value)
    {
        if (!_elements.TryGetValue(value.Name, out var elements))
        {
            _elements[value.Name] = elements = value.Extent is Extent.Row or Extent.Scalar && value.Origin != Origin.Parameter
                ? new[] { value.Name }
                : Enumerable.Range(0, value.Units).Select(i => Element(value, i)).ToArray();
        }

        return elements;
    }

    /// <summary>The start of a method on one row: touches the last element of every array, then emits the operations.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="later">Others that follow in the same method.</param>
    public void Begin(IEnumerable<Operation> operations, IEnumerable<Operation>? later = null)
    {
        var list = operations.Concat(later ?? Enumerable.Empty<Operation>()).ToArray();
        var row = new List<string> { $"x[{Names.Invariant(_graph.Input.Units - 1)}]" };
        if (list.Any(operation => operation.Operands.Contains(_graph.Target.Name)))
        {
            row.Add($"t[{Names.Invariant(_graph.Target.Units - 1)}]");
        }

        DeclareArrays(list, row);
        Emit(operations);
    }

    /// <summary>Declares the arrays that operations use, and touches the last element of each.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="row">Last elements of spans, to be touched too.</param>
    public void DeclareArrays(IReadOnlyList<Operation> operations, IEnumerable<string> row)
    {
        var tensors = operations.SelectMany(Tensors).Distinct().OrderBy(tensor => tensor.StorageOffset).ToArray();
        var statistics = operations.SelectMany(operation => operation.Operands).Distinct().Select(name => _graph.Values[name]).Where(value => value.Origin == Origin.Statistic).ToArray();
        var arrays = tensors.Select(tensor => (tensor.Name, Length: tensor.StorageCount)).Concat(statistics.Select(value => (value.Name, Length: value.Units))).ToArray();
        if (arrays.Length > 0)
        {
            Writer.Lines($"{_context.Type}[] {string.Join(", ", arrays.Select(array => $"{array.Name} = _{array.Name}"))};");
        }

        var last = row.Concat(arrays.Select(array => $"{array.Name}[{Names.Invariant(array.Length - 1)}]")).ToArray();
        if (last.Length == 0)
        {
            return;
        }

        Writer.Lines(last.Length == 1 ? $"_ = {last[0]}; // checked once here, so nowhere below" : $"_ = ({string.Join(", ", last)}); // checked once here, so nowhere below");
    }

    /// <summary>Emits operations, each block with its formula.</summary>
    public void Emit(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            _emitters[operation.GetType()](operation);
        }
    }

    private static string Element(Value value, int index) => value.Origin == Origin.Computed ? $"{value.Name}_{Names.Invariant(index)}" : $"{value.Name}[{Names.Invariant(index)}]";

    private IEnumerable<Tensor> Tensors(Operation operation) => operation switch
    {
        Affine affine => affine.Biases is null ? new[] { affine.Weights } : new[] { affine.Weights, affine.Biases },
        AffineInputGradient gradient => new[] { gradient.Weights },
        VectorGradient gradient when _sink != UnrolledSink.Sum => new[] { gradient.Vector },
        _ => _context.Layers.Tensors.Where(tensor => tensor.Role is not (TensorRole.Weight or TensorRole.Bias) && operation.Operands.Contains(tensor.Name)),
    };

    private void Comment(string text) => Writer.Blank().Lines("// " + text);

    private void EmitMap(Map map)
    {
        Comment($"{map.Result.Notation} = {Notation(map.Formula)}");
        var elements = Elements(map.Result);
        var gradient = map.Operands.Where(_folded.ContainsKey).Select(name => _folded[name]).FirstOrDefault();
        var paired = gradient is null ? EmitPairs(map.Formula, elements) : 0;
        for (var i = paired; i < elements.Count; i++)
        {
            if (gradient is null)
            {
                Writer.Lines($"{Local} {elements[i]} = {Shared(map.Formula, elements[i], i)};");
            }
            else
            {
                EmitFolded(map.Formula, gradient, elements[i], i);
            }
        }
    }

    /// <summary>A function of each number, two numbers at once where that is faster; says how many it wrote.</summary>
    private int EmitPairs(Expr formula, IReadOnlyList<string> elements)
    {
        if (_context.Spec.IsDouble || _sink != UnrolledSink.Sum || formula is not CallExpr call || !InPairs.Contains(call.Function.Name))
        {
            return 0;
        }

        var whole = elements.Count & ~1;
        for (var i = 0; i < whole; i += 2)
        {
            Writer.Lines($"var ({elements[i]}, {elements[i + 1]}) = {Names.Runtime}Functions.{call.Function.Name}({Print(call.Argument, i)}, {Print(call.Argument, i + 1)});");
        }

        return whole;
    }

    private void EmitRowSum(RowSum sum)
    {
        var formula = "Σ " + _context.Print(sum.Formula);
        Comment(sum.Result.Notation == formula ? formula : $"{sum.Result.Notation} = {formula}");
        var units = sum.Formula.Variables.Select(name => _graph.Values[name].Units).DefaultIfEmpty(1).Max();
        var (coefficient, summand) = ProductExpr.Split(sum.Formula);
        if (_choices.IsFused && units > 1 && summand is PowerExpr { Exponent: 2 } square)
        {
            EmitSumOfSquares(sum.Result.Name, coefficient, Enumerable.Range(0, units).Select(i => Print(square.Base, i)).Select(root => (root, root)).ToArray());
            return;
        }

        Declare($"{Local} {sum.Result.Name}", Enumerable.Range(0, units).Select(i => units == 1 ? Print(sum.Formula, i) : Term(sum.Formula, i)).ToList());
    }

    /// <summary>c Σ r² with the coefficient before the sum, which then is one of products.</summary>
    private void EmitSumOfSquares(string name, double coefficient, IReadOnlyList<(string, string)> roots)
    {
        var sum = UnrolledSums.Fused(null, roots);
        var factor = coefficient == 1 ? "" : Dialect.Literal(coefficient) + " * ";
        Writer.Lines($"{Local} {name} = {factor}{(roots.Count > 2 ? $"({sum})" : sum)};");
    }

    private void EmitVectorGradient(VectorGradient gradient)
    {
        Comment(GradientNotation(gradient.Vector, Notation(gradient.Formula)));
        for (var i = 0; i < gradient.Vector.Count; i++)
        {
            Accumulate(gradient.Vector, i, Print(gradient.Formula, i));
        }
    }

    private void EmitRowMax(RowMax operation)
    {
        Comment($"{operation.Result.Notation} = the largest {operation.Source.Notation}");
        Writer.Lines($"{Local} {operation.Result.Name} = {Elements(operation.Source).Aggregate((left, right) => $"{Maximum}({left}, {right})")};");
    }

    private void EmitLogSumExp(LogSumExp operation)
    {
        Comment($"{operation.Result.Notation} = ln Σ exp({operation.Source.Notation})");
        var terms = Elements(operation.Source).Select(element => $"{Function("Exp")}({element})").ToList();
        Declare($"{Local} total_{operation.Result.Name}", terms);
        Writer.Lines($"{Local} {operation.Result.Name} = {Function("Log")}(total_{operation.Result.Name});");
    }

    private void EmitConcatenation(Concatenation operation)
    {
        Comment($"{operation.Result.Notation} = ({string.Join(", ", operation.Sources.Select(source => source.Notation))})");
        _elements[operation.Result.Name] = operation.Sources.SelectMany(Elements).ToArray();
    }

    private void EmitColumns(Columns operation) =>
        _elements[operation.Result.Name] = Elements(operation.Source).Skip(operation.Start).Take(operation.Result.Units).ToArray();

    private bool IsEarly(string name) => name == _graph.Scale.Name || name == _graph.Target.Name;

    private Expr Scaled(Expr formula) => _scaleIsOne ? formula.Substitute(_graph.Scale.Name, Expr.One) : formula;

    private string Notation(Expr formula) => _sink == UnrolledSink.FusedDescent
        ? MathNotation.Print(formula, name => name == _graph.Scale.Name ? _context.LossIsMean ? $"(−η/{Names.Invariant(_context.OutputCount)})" : "(−η)" : _context.Notation(name))
        : _context.Print(Scaled(formula));

    private string Print(Expr formula, int index) =>
        CSharpPrinter.Print(_choices.IsFused ? MultiplyAdds.Fuse(Scaled(formula), IsEarly) : Scaled(formula), Dialect, name => _graph.Values.TryGetValue(name, out var value) ? Variable(value, index) : name);

    /// <summary>Declares what a formula computes more than once, and gives the rest.</summary>
    private string Shared(Expr formula, string result, int index)
    {
        var parts = SharedParts.Of(Scaled(formula), number => $"{result}_v{Names.Invariant(number)}");
        foreach (var (name, definition) in parts.Locals)
        {
            Writer.Lines($"{Local} {name} = {Print(definition, index)};");
        }

        return Print(parts.Result, index);
    }

    private string Term(Expr formula, int index)
    {
        var text = Print(formula, index);
        return formula is SumExpr or SelectExpr ? $"({text})" : text;
    }

    private string Variable(Value value, int index)
    {
        var elements = Elements(value);
        return elements[elements.Count == 1 ? 0 : index];
    }
}
