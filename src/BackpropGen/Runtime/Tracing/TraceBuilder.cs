using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// Computes a pass operation by operation, each with its name and formula: what emitted traces are written in. Plain loops in the order of the formulas, and
/// memory of its own for every value: for reading, not for speed.
/// </summary>
/// <typeparam name="T">The network's type of values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class TraceBuilder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // more terms of a sum than these are not read
    private const int TermsShown = 6;

    private readonly ITrainableNetwork<T> _network;
    private readonly T[] _parameters;
    private readonly int _rows;
    private readonly List<TracedValue<T>> _values = [];
    private readonly Dictionary<string, TracedValue<T>> _byName = [];
    private TraceKind _kind = TraceKind.Forward;

    /// <summary>A trace of one mini-batch; the network is read only.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">rows × inputs, at least one row.</param>
    /// <param name="targets">rows × outputs.</param>
    public TraceBuilder(ITrainableNetwork<T> network, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _rows = inputs.Length / network.InputCount;
        _parameters = new T[network.ParameterCount];
        network.GetParameters(_parameters);
        Inputs = Add("x", string.Empty, TraceKind.Given, TraceShape.Elements(_rows, network.InputCount), inputs.ToArray());
        Targets = Add("t", string.Empty, TraceKind.Given, TraceShape.Elements(_rows, network.OutputCount), targets.ToArray());
    }

    /// <summary>x.</summary>
    public TracedValue<T> Inputs { get; }

    /// <summary>t.</summary>
    public TracedValue<T> Targets { get; }

    /// <summary>From here on, operations belong to the loss.</summary>
    public void BeginLoss() => _kind = TraceKind.Loss;

    /// <summary>From here on, operations belong to the backward pass.</summary>
    public void BeginBackward() => _kind = TraceKind.Backward;

    /// <summary>A constant: 1/rows.</summary>
    public TracedValue<T> Constant(string name, double value) => Add(name, string.Empty, TraceKind.Given, TraceShape.Units(1), [Number<T>.From(value)]);

    /// <summary>A parameter tensor; weights as a matrix with 0 where there is no edge.</summary>
    /// <param name="name">W¹, b¹, γ¹, β¹.</param>
    /// <param name="layer">The layer's index as declared.</param>
    /// <param name="index">Which tensor of the layer.</param>
    public TracedValue<T> Parameter(string name, int layer, int index)
    {
        LayerDescription description = _network.Description.Layers[layer];
        ParameterDescription parameter = description.Parameters[index];
        ReadOnlySpan<T> values = _parameters.AsSpan(parameter.Offset, parameter.Count);
        var tensor = new TracedTensor(description, parameter);
        TracedValue<T> value = Add(name, string.Empty, TraceKind.Parameter, tensor.Shape, tensor.Spread(values));
        _tensors[value] = tensor;
        return value;
    }

    /// <summary>z = W x + b.</summary>
    public TracedValue<T> Affine(string name, TracedValue<T> source, TracedValue<T> weights, TracedValue<T>? biases)
    {
        var values = new T[_rows * weights.RowCount];
        for (int i = 0; i < values.Length; i++)
        {
            var index = new TraceIndex(i / weights.RowCount, i % weights.RowCount);
            T sum = biases is null ? T.Zero : biases[index];
            ReadOnlySpan<T> line = Row(source, index.Row), edges = Row(weights, index.Unit);
            for (int from = 0; from < line.Length; from++)
            {
                sum += edges[from] * line[from];
            }

            values[i] = sum;
        }

        string formula = $"{weights.Name} {source.Name}{(biases is null ? string.Empty : " + " + biases.Name)}";
        TracedValue<T> result = Add(name, formula, _kind, TraceShape.Elements(_rows, weights.RowCount), values, i => AffineNumbers(source, weights, biases, i));
        _affines[weights] = result;
        return result;
    }

    /// <summary>A formula for each row and unit.</summary>
    /// <param name="name">The result's name.</param>
    /// <param name="formula">The formula, names of values in braces.</param>
    /// <param name="units">Units.</param>
    /// <param name="f">The same formula in numbers.</param>
    public TracedValue<T> Map(string name, string formula, int units, Func<TraceIndex, T> f) =>
        Map(name, formula, TraceShape.Elements(_rows, units), f, i => TraceTemplate.Numbers(formula, Find, i));

    /// <summary>A formula for each row.</summary>
    public TracedValue<T> RowMap(string name, string formula, Func<TraceIndex, T> f) => Map(name, formula, 1, f);

    /// <summary>A formula for each unit, the same for all rows.</summary>
    public TracedValue<T> UnitMap(string name, string formula, int units, Func<TraceIndex, T> f) =>
        Map(name, formula, TraceShape.Units(units), f, i => TraceTemplate.Numbers(formula, Find, i));

    /// <summary>The sum of a formula over the units of each row.</summary>
    public TracedValue<T> RowSum(string name, string formula, int units, Func<TraceIndex, T> f)
    {
        return Map(name, "Σ " + Term(formula), TraceShape.Elements(_rows, 1), Sum, i => Terms(units, unit => TraceTemplate.Numbers(units == 1 ? formula : Term(formula), Find, i with { Unit = unit })));

        T Sum(TraceIndex i)
        {
            T sum = T.Zero;
            for (int unit = 0; unit < units; unit++)
            {
                sum += f(i with { Unit = unit });
            }

            return sum;
        }
    }

    /// <summary>The sum of a formula over the rows, for each unit; or its mean.</summary>
    public TracedValue<T> ColumnSum(string name, string formula, int units, bool isMean, Func<TraceIndex, T> f) =>
        Map(name, (isMean ? "mean over the rows of " : "Σ over the rows ") + Term(formula), TraceShape.Units(units), i => SumOverRows(i.Unit, f) / (isMean ? T.CreateChecked(_rows) : T.One), null);

    /// <summary>The largest of each row.</summary>
    public TracedValue<T> RowMax(string name, TracedValue<T> source) =>
        Map(name, "largest of " + source.Name, TraceShape.Elements(_rows, 1), i => Largest(Row(source, i.Row)), null);

    /// <summary>ln Σ eᵘ over the units of each row.</summary>
    public TracedValue<T> LogSumExp(string name, TracedValue<T> source)
    {
        return Map(name, $"ln Σ exp({source.Name})", TraceShape.Elements(_rows, 1), Value, i => $"ln({Terms(source.ColumnCount, unit => $"exp({TraceNumber.Text(source[i.Row, unit])})")})");

        T Value(TraceIndex i)
        {
            T sum = T.Zero;
            foreach (T value in Row(source, i.Row))
            {
                sum += T.Exp(value);
            }

            return T.Log(sum);
        }
    }

    /// <summary>Values side by side.</summary>
    public TracedValue<T> Concatenation(string name, params TracedValue<T>[] sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var values = new List<T>();
        for (int row = 0; row < _rows; row++)
        {
            foreach (TracedValue<T> source in sources)
            {
                values.AddRange(Row(source, row).ToArray());
            }
        }

        string formula = $"({string.Join(", ", sources.Select(source => source.Name))})";
        return Add(name, formula, _kind, TraceShape.Elements(_rows, values.Count / _rows), [.. values]);
    }

    /// <summary>Some units of a wider value.</summary>
    public TracedValue<T> Columns(string name, TracedValue<T> source, int start, int units) =>
        Map(name, $"units {start + 1} to {start + units} of {source.Name}", TraceShape.Elements(_rows, units), i => source[i.Row, start + i.Unit], null);

    /// <summary>The mask that the next pass in training mode draws.</summary>
    public TracedValue<T> DropoutMask(string name, double rate, int layer, int units)
    {
        var values = new T[_rows * units];
        Kernels.DropoutMask<T>(values, rate, _network.RandomState, layer, _rows, units, units);
        string share = TraceNumber.Text(rate);
        return Add(name, $"0 with probability {share}, else 1 / (1 − {share})", _kind, TraceShape.Elements(_rows, units), values);
    }

    private static ReadOnlySpan<T> Row(TracedValue<T> value, int row) => value.Values.Slice(row * value.ColumnCount, value.ColumnCount);

    private static T Largest(ReadOnlySpan<T> values)
    {
        T largest = values[0];
        foreach (T value in values)
        {
            largest = Functions.Max(largest, value);
        }

        return largest;
    }

    /// <summary>A term of a sum, in parentheses where it is a sum itself.</summary>
    private static string Term(string formula)
    {
        int depth = 0;
        for (int i = 0; i < formula.Length; i++)
        {
            depth += formula[i] switch { '(' or '{' => 1, ')' or '}' => -1, _ => 0 };
            if (depth == 0 && formula[i] is '+' or '−' or '?' && i > 0)
            {
                return $"({formula})";
            }
        }

        return formula;
    }

    private static string Terms(int count, Func<int, string> term)
    {
        var shown = Enumerable.Range(0, Math.Min(count, TermsShown)).Select(term);
        return string.Join(" + ", count > TermsShown ? shown.Append("…") : shown).Replace("+ −", "− ", StringComparison.Ordinal);
    }

    private string AffineNumbers(TracedValue<T> source, TracedValue<T> weights, TracedValue<T>? biases, TraceIndex i)
    {
        int[] edges = [.. Enumerable.Range(0, source.ColumnCount).Where(from => _tensors[weights].HasEdge(i.Unit, from))];
        string products = Terms(edges.Length, k => $"{TraceNumber.Operand(weights[i.Unit, edges[k]])} · {TraceNumber.Operand(source[i.Row, edges[k]])}");
        string bias = biases is null ? string.Empty : TraceNumber.Text(biases[i]);
        return bias.Length == 0 || products.Length == 0 ? products + bias : $"{products}{(bias[0] == '−' ? " − " + bias[1..] : " + " + bias)}";
    }

    private TracedValue<T> Find(string name) => _byName[name];

    private T SumOverRows(int unit, Func<TraceIndex, T> f)
    {
        T sum = T.Zero;
        for (int row = 0; row < _rows; row++)
        {
            sum += f(new TraceIndex(row, unit));
        }

        return sum;
    }

    private TracedValue<T> Map(string name, string formula, TraceShape shape, Func<TraceIndex, T> f, Func<TraceIndex, string>? derivation)
    {
        var values = new T[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = f(new TraceIndex(i / shape.Columns, i % shape.Columns));
        }

        return Add(name, TraceTemplate.Names(formula), _kind, shape, values, derivation);
    }

    private TracedValue<T> Add(string name, string formula, TraceKind kind, TraceShape shape, T[] values, Func<TraceIndex, string>? derivation = null)
    {
        var value = new TracedValue<T>(name, formula, kind, shape, values) { Derivation = derivation };
        _values.Add(value);
        _byName.Add(name, value);
        return value;
    }
}
