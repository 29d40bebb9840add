using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>
/// The derivation as Markdown with LaTeX, with generic indices: unit i, source j, row r. An equation a line; behind it, after a percent sign, stands the name that the trace has for its value, for whoever wants the
/// numbers.
/// </summary>
internal sealed class DerivationSection
{
    private readonly EmitContext _context;
    private readonly TrainingGraph _training;
    private readonly NetworkGraph _graph;
    private readonly TraceNotations _notations;
    private readonly bool _isOfRows;
    private readonly Dictionary<string, RowSum> _sums;

    /// <param name="context">The network.</param>
    /// <param name="training">Its graph.</param>
    /// <param name="notations">What its trace calls the values.</param>
    public DerivationSection(EmitContext context, TrainingGraph training, TraceNotations notations)
    {
        (_context, _training, _graph, _notations) = (context, training, training.Graph, notations);
        _isOfRows = _graph.Forward.Any(operation => operation is ColumnSum);

        // sums without a name of their own stand in formulas as what they are
        _sums = training.Derivation.Operations.OfType<RowSum>().Where(sum => sum.Result.Notation.StartsWith("Σ", System.StringComparison.Ordinal)).ToDictionary(sum => sum.Result.Name);
    }

    /// <summary>The property, and the text that it and traces read.</summary>
    public void Emit()
    {
        _context.Member(
            "<summary>The derivation of the gradients: forward pass, loss, deltas, gradients and update, layer by layer, as Markdown with LaTeX. <c>Trace(…).ToDerivation()</c> has it with numbers.</summary>",
            $"public string Derivation => {Names.Runtime}DerivationText.WithoutNames({Template});");
        _context.Writer.Blank().Lines($"private const string {Template} = \"\"\"");
        foreach (var line in Lines())
        {
            _context.Writer.Lines(line.Length == 0 ? "" : "    " + line);
        }

        _context.Writer.Lines("    \"\"\";");
    }

    /// <summary>What parts an equation from the name of its value: in LaTeX the rest of the line is a comment.</summary>
    private const string Mark = " % ";

    /// <summary>The constant that holds the text.</summary>
    public const string Template = "DerivationTemplate";

    private IEnumerable<string> Lines() => Heading()
        .Concat(ByLayer("Forward pass", _graph.Forward.Select(operation => (_graph.OwnerOf(operation), Equation(operation, operation.Result.Notation)))))
        .Concat(Loss())
        .Concat(ByLayer("Backward pass", Backward()))
        .Concat(Update());

    private IEnumerable<string> Heading()
    {
        yield return $"# {_context.Spec.Name}: derivation";
        yield return "";
        yield return _isOfRows
            ? "For a mini-batch of $R$ rows in training mode; values without an index $i$ are one number a row."
            : "For one row in training mode; a mini-batch has the mean over its rows for loss and gradients.";
        yield return "Unit $i$ of a layer, source $j$; numbers above count the layers. $\\sigma(z) = 1 / (1 + e^{-z})$.";
        yield return "";
    }

    private IEnumerable<string> ByLayer(string title, IEnumerable<(int Owner, string Line)> equations)
    {
        var all = equations.Where(equation => equation.Line.Length > 0).ToList();
        if (all.Count == 0)
        {
            yield break;
        }

        yield return "## " + title;
        yield return "";
        for (var start = 0; start < all.Count;)
        {
            var count = all.Skip(start).TakeWhile(equation => equation.Owner == all[start].Owner).Count();
            if (all[start].Owner >= 0)
            {
                yield return "### " + Title(_context.Layers.Layers[all[start].Owner]);
                yield return "";
            }

            foreach (var line in Block(all.Skip(start).Take(count).Select(equation => equation.Line).ToArray()))
            {
                yield return line;
            }

            start += count;
        }
    }

    private static string Title(Layer layer) =>
        $"{layer.Name}: {layer.Spec.Kind}, {layer.InputUnits.ToString(CultureInfo.InvariantCulture)} → {layer.Units.ToString(CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> Block(IReadOnlyList<string> equations) => new[] { "$$", "\\begin{aligned}" }
        .Concat(equations.Select((equation, i) => i == equations.Count - 1 ? equation : WithBreak(equation)))
        .Concat(new[] { "\\end{aligned}", "$$", "" });

    private static string WithBreak(string equation)
    {
        var mark = equation.LastIndexOf(Mark, System.StringComparison.Ordinal);
        return equation.Insert(mark < 0 ? equation.Length : mark, " \\\\");
    }

    /// <summary>An equation, with the name of its value if it has one.</summary>
    private static string Line(string left, string right, string name) => $"{left} &= {right}{(name.Length == 0 ? "" : Mark + name)}";

    private IEnumerable<string> Loss()
    {
        var equations = _graph.LossOperations.Where(operation => operation is not RowSum || operation.Result.Name != _graph.RowLoss.Name).Select(operation => Equation(operation, operation.Result.Notation)).ToList();
        var mean = _context.LossIsMean ? $"\\frac{{1}}{{{Names.Invariant(_context.OutputCount)}}} " : "";
        var loss = (RowSum)_graph.LossOperations.Single(operation => operation.Result.Name == _graph.RowLoss.Name);
        string Sum(Expr formula) => PrintOrder.IsNegative(formula) ? "-" + Sum(-formula) : mean + "\\sum_{i} " + Factor(formula);
        var declared = _graph.DeclaredLoss is { } written ? Sum(written) + " = " : "";
        equations.Add(Line(_isOfRows ? "E_{r}" : "E", declared + Sum(loss.Formula), _context.LossIsMean ? "" : _notations[loss.Result.Name]));
        if (_isOfRows)
        {
            equations.Add(Line("E", "\\frac{1}{R} \\sum_{r} E_{r}", ""));
        }

        return new[] { "## Loss", "" }.Concat(Block(equations));
    }

    /// <summary>The steps of the backward pass; one that only explains belongs to the layer of the next that computes.</summary>
    private IEnumerable<(int Owner, string Line)> Backward()
    {
        var steps = ChainRuleSteps.Of(_training);
        var owner = NetworkGraph.LossOwner;
        var lines = new List<(int, string)>();
        foreach (var step in steps.Reverse())
        {
            owner = _graph.OwnerOf(step.Operation) is >= 0 and var layer ? layer : owner;
            foreach (var line in Equations(step).Reverse())
            {
                lines.Insert(0, (owner, line));
            }
        }

        return lines;
    }

    private IEnumerable<string> Equations(ChainRuleStep step) => step.Operation switch
    {
        AffineParameterGradient gradient => ParameterGradient(gradient),
        VectorGradient vector => new[] { VectorGradient(vector) },
        Map map when step.Factors is { } factors => new[] { Line(Name(map.Result), $"{Name(factors.Error)} \\, {Name(factors.Slope)} = {Derived(map)}", _notations[map.Result.Name]) },
        RowSum sum when _sums.ContainsKey(sum.Result.Name) => Enumerable.Empty<string>(),
        _ => new[] { Equation(step.Operation, step.Notation) },
    };

    /// <summary>One number for all units sums over them, unless its formula has done so already.</summary>
    private string VectorGradient(VectorGradient gradient)
    {
        var (name, isOne) = ("∂E/∂" + gradient.Vector.Notation, gradient.Vector.Count == 1);
        var isSummed = gradient.Formula.Variables.All(variable => _graph.Values[variable].Extent is Extent.Row or Extent.Scalar);
        return Line(LatexNames.Of(name, isOne ? "" : "i"), Rows() + (isOne && !isSummed ? "\\sum_{i} " : "") + Factor(gradient.Formula), name);
    }

    private IEnumerable<string> ParameterGradient(AffineParameterGradient gradient)
    {
        var weights = "∂E/∂" + gradient.Weights.Notation;
        yield return Line(LatexNames.Of(weights, "ij"), $"{Rows()}{Name(gradient.Delta)} \\, {Name(gradient.Source, "j")}", weights);
        if (gradient.Biases is { } biases)
        {
            var isShared = biases.Count < gradient.Delta.Units;
            yield return Line(LatexNames.Of("∂E/∂" + biases.Notation, isShared ? "" : "i"), Rows() + (isShared ? "\\sum_{i} " : "") + Name(gradient.Delta), "∂E/∂" + biases.Notation);
        }
    }

    private string Rows() => _isOfRows ? "\\sum_{r} " : "";

    private string Equation(Operation operation, string notation)
    {
        var left = LatexNames.Of(_notations[operation.Result.Name], Index(operation.Result));
        return operation switch
        {
            Affine affine => Line(left, Affine(affine), _notations[affine.Result.Name]),
            AffineInputGradient gradient => Line(LatexNames.Of(_notations[gradient.Result.Name], "j"), $"\\sum_{{i}} {LatexNames.Of(gradient.Weights.Notation, "ij")} \\, {Name(gradient.Delta)}", _notations[gradient.Result.Name]),
            Map map => Line(left, Derived(map), _notations[map.Result.Name]),
            RowSum sum => Line(left, "\\sum_{i} " + Factor(sum.Formula), _notations[sum.Result.Name]),
            ColumnSum sum => Line(left, (sum.IsMean ? "\\frac{1}{R} " : "") + "\\sum_{r} " + Factor(sum.Formula), _notations[sum.Result.Name]),
            RowMax max => Line(left, $"\\max_{{j}} {Name(max.Source, "j")}", _notations[max.Result.Name]),
            LogSumExp log => Line(left, $"\\ln \\sum_{{j}} e^{{{Name(log.Source, "j")}}}", _notations[log.Result.Name]),
            Concatenation concatenation => Line(Name(concatenation.Result, ""), $"\\left({string.Join(", ", concatenation.Sources.Select(source => Name(source, "")))}\\right)", _notations[concatenation.Result.Name]),
            Columns columns => Line(left, Name(columns.Source, columns.Start == 0 ? "i" : $"{Names.Invariant(columns.Start)} + i"), _notations[columns.Result.Name]),
            DropoutMask mask => Line(left, $"\\begin{{cases}} 0 & \\text{{with probability }} {LatexNotation.Number(mask.Rate)} \\\\ \\frac{{1}}{{1 - {LatexNotation.Number(mask.Rate)}}} & \\text{{otherwise}} \\end{{cases}}", _notations[mask.Result.Name]),
            _ => Line(left, notation, ""),
        };
    }

    private string Affine(Affine affine)
    {
        var biases = affine.Biases is { } shift ? " + " + LatexNames.Of(shift.Notation, shift.Count < affine.Result.Units ? "" : "i") : "";
        return $"\\sum_{{j}} {LatexNames.Of(affine.Weights.Notation, "ij")} \\, {Name(affine.Source, "j")}{biases}";
    }

    private IEnumerable<string> Update()
    {
        var tensors = _context.Layers.Tensors;
        var frozen = tensors.Where(tensor => tensor.Frozen).Select(tensor => "$" + LatexNames.Of(tensor.Notation) + "$").ToArray();
        var trained = tensors.Where(tensor => !tensor.Frozen)
            .Select(tensor => $"{LatexNames.Of(tensor.Notation)} &\\leftarrow {LatexNames.Of(tensor.Notation)} - \\eta \\, {LatexNames.Of("∂E/∂" + tensor.Notation)}")
            .ToArray();
        var lines = new[] { "## Update", "", "All parameters at once, from the gradients at the old ones, with the learning rate $\\eta$:", "" }.Concat(trained.Length == 0 ? Enumerable.Empty<string>() : Block(trained));
        return frozen.Length == 0 ? lines : lines.Concat(new[] { $"Training leaves {string.Join(", ", frozen)} alone." });
    }

    private string Name(Value value, string? index = null) => LatexNames.Of(_notations.Contains(value.Name) ? _notations[value.Name] : value.Notation, index ?? Index(value));

    private static string Index(Value value) => value.Extent is Extent.Elements or Extent.Unit ? "i" : "";

    private string Formula(Expr formula) => LatexNotation.Print(OfOneRow(formula), name => Variable(name));

    private string Factor(Expr formula, string index = "i") => LatexNotation.PrintFactor(OfOneRow(formula), name => Variable(name, index));

    /// <summary>A map's formula, and what becomes of it for targets that are probabilities.</summary>
    private string Derived(Map map)
    {
        var sum = _sums.Values.FirstOrDefault(each => map.Formula.DependsOn(each.Result.Name) && each.Formula.Equals(_graph.Target.Variable));
        return sum is null
            ? Formula(map.Formula)
            : $"{Formula(map.Formula)} = {Formula(Simplifier.Simplify(map.Formula.Substitute(sum.Result.Name, Expr.One)))} \\quad \\text{{where }} {Sum(sum)} = 1";
    }

    private string Sum(RowSum sum) => "\\sum_{k} " + Factor(sum.Formula, "k");

    /// <summary>Of one row, the scale is just the mean over the outputs.</summary>
    private Expr OfOneRow(Expr formula) => _isOfRows || !formula.DependsOn(_graph.Scale.Name)
        ? formula
        : formula.Substitute(_graph.Scale.Name, Expr.Constant(_context.LossIsMean ? 1.0 / _context.OutputCount : 1));

    private string Variable(string name, string index = "i")
    {
        if (_sums.TryGetValue(name, out var sum))
        {
            return $"\\left({Sum(sum)}\\right)";
        }

        if (name == _graph.Scale.Name && _context.LossIsMean)
        {
            return $"\\frac{{1}}{{{Names.Invariant(_context.OutputCount)} R}}";
        }

        return name == _graph.Scale.Name || name == "inverseRows" ? "\\frac{1}{R}" : Name(_graph.Values[name], Index(_graph.Values[name]).Length == 0 ? "" : index);
    }
}
