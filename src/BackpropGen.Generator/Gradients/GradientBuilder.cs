using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Gradients;

/// <summary>Stage 3: walks a graph backwards from the loss and appends the operations that compute the gradients.</summary>
internal sealed class GradientBuilder
{
    private readonly NetworkGraph _graph;
    private readonly Dictionary<string, List<Expr>> _adjoints = new();
    private readonly List<(string Name, Expr Definition)> _known;
    private readonly List<Operation> _operations = new();
    private readonly List<Adjoint> _found = new();
    private readonly HashSet<string> _moving;

    private GradientBuilder(NetworkGraph graph)
    {
        _graph = graph;
        _known = graph.Forward.OfType<Map>().Select(map => (map.Result.Name, map.Formula)).ToList();
        _moving = Moving(graph);
    }

    public IReadOnlyDictionary<string, Value> Values => _graph.Values;

    public LayerTable Layers => _graph.Layers;

    /// <summary>The backward pass of a graph that was built for training.</summary>
    public static TrainingGraph Build(NetworkGraph graph)
    {
        var builder = new GradientBuilder(graph);
        builder.Contribute(graph.RowLoss, graph.Scale.Variable);
        foreach (var operation in graph.Forward.Concat(graph.LossOperations).Reverse())
        {
            if (builder.Adjoint(operation.Result) is { } adjoint)
            {
                var first = builder._operations.Count;
                builder._found.Add(new Adjoint(operation.Result, adjoint, first));
                GradientRules.Apply(builder, operation, adjoint);
                builder._operations.Skip(first).ToList().ForEach(derived => graph.Own(derived, graph.OwnerOf(operation)));
            }
        }

        return builder.Finish();
    }

    /// <summary>Whether a value depends on parameters or inputs, so that it has a gradient.</summary>
    public bool IsMoving(string name) => _moving.Contains(name);

    /// <summary>Adds a term to the gradient by a value.</summary>
    public void Contribute(Value value, Expr term)
    {
        if (!_adjoints.TryGetValue(value.Name, out var terms))
        {
            _adjoints[value.Name] = terms = new List<Expr>();
        }

        terms.Add(term);
    }

    /// <summary>Simplifies a formula and puts values that the forward pass has in the place of their definitions.</summary>
    public Expr Reexpress(Expr formula)
    {
        // only values of the same arguments can help
        var variables = formula.Variables;
        return Reexpressor.Reexpress(formula, _known.Where(known => known.Definition.Variables.Overlaps(variables)).ToArray());
    }

    /// <summary>The gradient by a value as a value of its own: the variable itself where the formula is no more than that.</summary>
    public Value Materialise(Value of, Expr adjoint, string? name = null, string? notation = null)
    {
        if (adjoint is VariableExpr variable && Values.TryGetValue(variable.Name, out var value) && value.Extent == of.Extent)
        {
            return value;
        }

        var result = Add(new Value(name ?? "d_" + of.Name, notation ?? "∂E/∂" + of.Notation, of.Extent, of.Units));
        _operations.Add(new Map(result, adjoint));
        return result;
    }

    public Value Add(Value value) => _graph.Add(value);

    /// <summary>A name that no value has yet.</summary>
    public string FreshName(string name)
    {
        var result = name;
        for (var i = 2; Values.ContainsKey(result); i++)
        {
            result = name + "_" + i;
        }

        return result;
    }

    public Value Append(Operation operation)
    {
        _operations.Add(operation);
        return operation.Result;
    }

    private static HashSet<string> Moving(NetworkGraph graph)
    {
        var moving = new HashSet<string>(graph.Values.Values.Where(value => value.Origin == Origin.Parameter).Select(value => value.Name)) { graph.Input.Name };
        foreach (var operation in graph.Forward.Concat(graph.LossOperations))
        {
            if (operation is not RowMax && (operation is Affine || operation.Operands.Any(moving.Contains)))
            {
                moving.Add(operation.Result.Name);
            }
        }

        return moving;
    }

    /// <summary>The sum of all terms, or null for a value that the loss does not depend on. A single term is in its best form already.</summary>
    private Expr? Adjoint(Value value) => !_adjoints.TryGetValue(value.Name, out var terms)
        ? null
        : terms.Count == 1 ? terms[0] : Reexpress(terms.Aggregate((left, right) => left + right));

    private TrainingGraph Finish()
    {
        var input = _graph.Input;
        var adjoint = Adjoint(input) ?? Expr.Zero;
        _found.Add(new Adjoint(input, adjoint, _operations.Count));
        var gradient = Materialise(input, adjoint, "dx", "∂E/∂x");
        var needed = new HashSet<string>();
        var backward = new List<Operation>();
        var toInput = new List<Operation>();
        foreach (var operation in Enumerable.Reverse(_operations))
        {
            var isSink = operation is AffineParameterGradient or VectorGradient;
            if (isSink || needed.Contains(operation.Result.Name))
            {
                backward.Insert(0, operation);
                needed.UnionWith(operation.Operands);
            }
            else
            {
                toInput.Insert(0, operation);
            }
        }

        if (!toInput.Any(operation => operation.Result.Name == gradient.Name))
        {
            // it serves the parameters' gradients too: the caller gets a copy
            var copy = Add(new Value("dx", "∂E/∂x", Extent.Elements, input.Units));
            toInput.Add(new Map(copy, gradient.Variable));
            gradient = copy;
        }

        return new TrainingGraph(_graph, backward, toInput, gradient, new Derivation(_operations, _found));
    }
}
