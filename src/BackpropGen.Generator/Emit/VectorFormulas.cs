using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>Formulas as C# over vectors; their constants and scalars are vectors made once a method.</summary>
internal sealed class VectorFormulas
{
    /// <summary>Constants whose names say what they are.</summary>
    private static readonly Dictionary<double, string> Known = new() { [0] = "zero", [1] = "one", [2] = "two", [0.5] = "half", [-0.5] = "minusHalf", [-1] = "minusOne" };

    private readonly EmitContext _context;
    private readonly NetworkGraph _graph;
    private readonly Dialect _dialect;
    private readonly string _prefix;
    private readonly string[] _given;
    private readonly Dictionary<double, string> _constants = new();
    private readonly Dictionary<Expr, SharedParts> _parts = new();

    /// <param name="context">What all sections need.</param>
    /// <param name="graph">Knows the values.</param>
    /// <param name="given">Scalars that the method takes as vectors.</param>
    public VectorFormulas(EmitContext context, NetworkGraph graph, params string[] given)
        : this(context, graph, "V", "")
    {
        _given = given;
    }

    /// <param name="context">What all sections need.</param>
    /// <param name="graph">Knows the values.</param>
    /// <param name="register">The type parameter that the vectors are of.</param>
    /// <param name="prefix">What the names of locals begin with, where a method has vectors of two types.</param>
    public VectorFormulas(EmitContext context, NetworkGraph graph, string register, string prefix)
    {
        _context = context;
        _graph = graph;
        _given = Array.Empty<string>();
        _dialect = Dialect.Of(context.Spec.IsDouble, isVector: true) with { Register = register };
        _prefix = prefix;
    }

    /// <summary>The formula of an operation that has one.</summary>
    public static Expr? Of(Operation operation) => operation switch
    {
        Map map => map.Formula,
        RowSum sum => sum.Formula,
        ColumnSum sum => sum.Formula,
        VectorGradient gradient => gradient.Formula,
        _ => null,
    };

    /// <summary>Declares the constants and scalars that some formulas need.</summary>
    public void Declare(IEnumerable<Expr> formulas)
    {
        var scalars = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var formula in formulas)
        {
            // printing names the constants
            var parts = Parts(formula);
            parts.Locals.Select(local => local.Definition).Append(parts.Result).ToList().ForEach(part => Text(part));
            scalars.UnionWith(formula.Variables.Where(IsScalar).Except(_given));
        }

        foreach (var pair in _constants)
        {
            _context.Writer.Lines($"var {pair.Value} = {_dialect.Register}.Create({_dialect.Literal(pair.Key)});");
        }

        foreach (var scalar in scalars)
        {
            _context.Writer.Lines($"var {Variable(scalar)} = {_dialect.Register}.Create({(scalar == "inverseRows" ? $"{_context.One} / rows" : _graph.Values[scalar].Origin == Origin.Parameter ? $"_{scalar}[0]" : scalar)});");
        }
    }

    /// <summary>Writes what a formula computes more than once, and gives the formula as C#.</summary>
    public string Print(Expr formula)
    {
        var parts = Parts(formula);
        foreach (var (name, definition) in parts.Locals)
        {
            _context.Writer.Lines($"var {name} = {Text(definition)};");
        }

        return Text(parts.Result);
    }

    /// <summary>A formula taken apart, with names of locals that are unique in the method.</summary>
    private SharedParts Parts(Expr formula)
    {
        if (!_parts.TryGetValue(formula, out var parts))
        {
            var first = _parts.Values.Sum(known => known.Locals.Count);
            _parts[formula] = parts = SharedParts.Of(formula, index => Local("v" + Names.Invariant(first + index)));
        }

        return parts;
    }

    private string Text(Expr formula) => CSharpPrinter.Print(formula, _dialect, Variable, Constant);

    private bool IsScalar(string name) => _graph.Values.TryGetValue(name, out var value) && value.Extent == Extent.Scalar;

    private string Variable(string name) => IsScalar(name) ? Local(name + "Vector") : name;

    private string Local(string name) => _prefix.Length == 0 ? name : _prefix + char.ToUpperInvariant(name[0]) + name.Substring(1);

    private string Constant(double value)
    {
        if (!_constants.TryGetValue(value, out var name))
        {
            _constants[value] = name = Local(Known.TryGetValue(value, out var known) ? known : "constant" + Names.Invariant(_constants.Count));
        }

        return name;
    }
}
