using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Gradients;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Conformance.Tests.Costs;

/// <summary>Executes a graph on one row, number by number in plain loops, with numbers that count. It knows operations one at a time, and nothing of sums of counts.</summary>
internal sealed class CountingInterpreter
{
    private readonly NetworkGraph _graph;
    private readonly Dictionary<string, Counted[]> _values = [];
    private readonly Dictionary<string, double[]> _parameters = [];

    public CountingInterpreter(NetworkGraph graph, double[] parameters, double[] inputs, double[] targets, double[] statistics)
    {
        _graph = graph;
        foreach (var tensor in graph.Layers.Tensors)
        {
            _parameters[tensor.Name] = Spread(tensor, parameters);
            _values[tensor.Name] = Numbers(_parameters[tensor.Name]);
        }

        _values[graph.Input.Name] = Numbers(inputs);
        _values[graph.Target.Name] = Numbers(targets);
        _values[graph.Scale.Name] = [LossBuilder.IsMean(graph.Spec) ? 1.0 / targets.Length : 1];
        _values["inverseRows"] = [1];
        foreach (var statistic in graph.Statistics.Where(statistic => statistic.Mean.Origin == Origin.Statistic))
        {
            _values[statistic.Mean.Name] = Numbers(statistics[statistic.Offset..(statistic.Offset + statistic.Units)]);
            _values[statistic.Variance.Name] = Numbers(statistics[(statistic.Offset + statistic.Units)..(statistic.Offset + (2 * statistic.Units))]);
        }
    }

    /// <summary>The numbers of a value that was computed.</summary>
    public double[] this[string name] => [.. _values[name].Select(number => number.Value)];

    /// <summary>The gradients that were computed, by the tensors' names, absent edges included.</summary>
    public Dictionary<string, double[]> Gradients { get; } = [];

    public void Run(IEnumerable<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation is AffineParameterGradient affine)
            {
                Accumulate(affine);
            }
            else if (operation is VectorGradient vector)
            {
                Accumulate(vector);
            }
            else
            {
                _values[operation.Result.Name] = Execute(operation);
            }
        }
    }

    /// <summary>w − η g of every parameter that is not frozen.</summary>
    public void Update()
    {
        foreach (var tensor in _graph.Layers.Tensors.Where(tensor => !tensor.Frozen))
        {
            for (var i = 0; i < tensor.StorageCount; i++)
            {
                _parameters[tensor.Name][i] = tensor.HasEdge(i / tensor.From, i % tensor.From)
                    ? (_parameters[tensor.Name][i] - (new Counted(0.1) * Gradients[tensor.Name][i])).Value
                    : 0;
            }
        }
    }

    private static Counted[] Numbers(double[] values) => Array.ConvertAll(values, value => (Counted)value);

    private static double[] Spread(Tensor tensor, double[] canonical)
    {
        var (values, next) = (new double[tensor.StorageCount], tensor.CanonicalOffset);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = tensor.HasEdge(i / tensor.From, i % tensor.From) ? canonical[next++] : 0;
        }

        return values;
    }

    private Counted[] Execute(Operation operation) => operation switch
    {
        Affine affine => [.. Enumerable.Range(0, affine.Weights.To).Select(to => Net(affine, to))],
        Map map => [.. Enumerable.Range(0, map.Result.Units).Select(unit => At(map.Formula, unit))],
        RowSum sum => [Sum(Enumerable.Range(0, Widest(sum)).Select(unit => At(sum.Formula, unit)))],
        ColumnSum sum => [.. Enumerable.Range(0, sum.Result.Units).Select(unit => sum.IsMean ? (0.0 + At(sum.Formula, unit)) / 1 : 0.0 + At(sum.Formula, unit))],
        RowMax max => [_values[max.Source.Name].Aggregate((left, right) => Counted.One(Math.Max(left.Value, right.Value)))],
        LogSumExp log => [Counted.One(Math.Log(Sum(_values[log.Source.Name].Select(value => Counted.One(Math.Exp(value.Value)))).Value))],
        Concatenation concatenation => [.. concatenation.Sources.SelectMany(source => _values[source.Name])],
        Columns columns => _values[columns.Source.Name][columns.Start..(columns.Start + columns.Result.Units)],
        DropoutMask mask => Numbers([.. Enumerable.Repeat(1.0, mask.Result.Units)]),
        AffineInputGradient gradient => [.. Enumerable.Range(0, gradient.Weights.From).Select(from => Back(gradient, from))],
        _ => throw new NotSupportedException(operation.GetType().Name),
    };

    private Counted Net(Affine affine, int to)
    {
        var source = _values[affine.Source.Name];
        var edges = Enumerable.Range(0, affine.Weights.From).Where(from => affine.Weights.HasEdge(to, from)).ToArray();
        Counted? bias = affine.Biases is { } biases ? _values[biases.Name][biases.Count == 1 ? 0 : to] : null;
        if (edges.Length == 0)
        {
            return bias ?? 0;
        }

        var sum = Sum(edges.Select(from => (Counted)_parameters[affine.Weights.Name][(to * affine.Weights.From) + from] * source[from]));
        return bias is { } shift ? sum + shift : sum;
    }

    private Counted Back(AffineInputGradient gradient, int from)
    {
        var delta = _values[gradient.Delta.Name];
        var edges = Enumerable.Range(0, gradient.Weights.To).Where(to => gradient.Weights.HasEdge(to, from));
        return Sum(edges.Select(to => (Counted)_parameters[gradient.Weights.Name][(to * gradient.Weights.From) + from] * delta[to]));
    }

    private void Accumulate(AffineParameterGradient gradient)
    {
        Counted[] delta = _values[gradient.Delta.Name], source = _values[gradient.Source.Name];
        var weights = gradient.Weights;
        var sums = Accumulator(weights);
        foreach (var i in Enumerable.Range(0, weights.StorageCount).Where(i => weights.HasEdge(i / weights.From, i % weights.From)))
        {
            sums[i] = (sums[i] + (delta[i / weights.From] * source[i % weights.From])).Value;
        }

        if (gradient.Biases is { } biases)
        {
            var shifts = Accumulator(biases);
            for (var to = 0; to < delta.Length; to++)
            {
                shifts[biases.Count == 1 ? 0 : to] = (shifts[biases.Count == 1 ? 0 : to] + delta[to]).Value;
            }
        }
    }

    private void Accumulate(VectorGradient gradient)
    {
        var sums = Accumulator(gradient.Vector);
        for (var unit = 0; unit < Widest(gradient); unit++)
        {
            var place = sums.Length == 1 ? 0 : unit;
            sums[place] = (sums[place] + At(gradient.Formula, unit)).Value;
        }
    }

    private double[] Accumulator(Tensor tensor) => Gradients.TryGetValue(tensor.Name, out var sums) ? sums : Gradients[tensor.Name] = new double[tensor.StorageCount];

    private Counted At(Expr formula, int unit) => new CountedFormula(name => _values[name] is { Length: > 1 } many ? many[unit] : _values[name][0]).Of(formula);

    private int Widest(Operation operation) => operation.Operands.Select(name => _values[name].Length).DefaultIfEmpty(1).Max();

    private static Counted Sum(IEnumerable<Counted> terms)
    {
        Counted? sum = null;
        foreach (var term in terms)
        {
            sum = sum is { } before ? before + term : term;
        }

        return sum ?? 0;
    }
}
