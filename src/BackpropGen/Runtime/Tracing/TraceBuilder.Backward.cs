using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <content>The backward pass.</content>
public sealed partial class TraceBuilder<T>
{
    private readonly Dictionary<TracedValue<T>, TracedTensor> _tensors = [];
    private readonly Dictionary<TracedValue<T>, TracedValue<T>> _affines = [];
    private readonly Dictionary<TracedValue<T>, (TracedValue<T> Error, TracedValue<T> Slope)> _factors = [];
    private readonly List<TracedGradient<T>> _gradients = [];

    /// <summary>δ = ∂E/∂z, which is the product of two factors.</summary>
    /// <param name="name">The delta's name.</param>
    /// <param name="formula">What is computed, names of values in braces.</param>
    /// <param name="units">Units.</param>
    /// <param name="error">∂E/∂a.</param>
    /// <param name="slope">∂a/∂z.</param>
    /// <param name="isComposed">Whether the formula is more than the product written out: that of a loss and an activation which fit together.</param>
    /// <param name="f">The formula in numbers.</param>
    public TracedValue<T> Delta(string name, string formula, int units, TracedValue<T> error, TracedValue<T> slope, bool isComposed, Func<TraceIndex, T> f)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(slope);
        TracedValue<T> delta = Map(name, $"{{{error.Name}}} · {{{slope.Name}}} = {formula}", TraceShape.Elements(_rows, units), f, Numbers);
        _factors[delta] = (error, slope);
        return delta;

        string Numbers(TraceIndex i)
        {
            string written = TraceTemplate.Numbers(formula, Find, i);
            if (!T.IsFinite(error[i] * slope[i]))
            {
                return written;
            }

            string product = $"{TraceNumber.Operand(error[i])} · {TraceNumber.Operand(slope[i])}";
            return isComposed ? $"{product} = {written}" : product;
        }
    }

    /// <summary>Wᵀ δ.</summary>
    public TracedValue<T> InputGradient(string name, TracedValue<T> delta, TracedValue<T> weights)
    {
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentNullException.ThrowIfNull(weights);
        return Map(name, $"({weights.Name})ᵀ {delta.Name}", TraceShape.Elements(_rows, weights.ColumnCount), Value, Numbers);

        T Value(TraceIndex i)
        {
            T sum = T.Zero;
            ReadOnlySpan<T> edges = weights.Values, line = Row(delta, i.Row);
            for (int to = 0; to < line.Length; to++)
            {
                sum += edges[(to * weights.ColumnCount) + i.Unit] * line[to];
            }

            return sum;
        }

        string Numbers(TraceIndex i)
        {
            int[] edges = [.. Enumerable.Range(0, delta.ColumnCount).Where(to => _tensors[weights].HasEdge(to, i.Unit))];
            return edges.Length == 0 ? "no edge" : Terms(edges.Length, k => $"{TraceNumber.Operand(weights[edges[k], i.Unit])} · {TraceNumber.Operand(delta[i.Row, edges[k]])}");
        }
    }

    /// <summary>∂E/∂W = Σ δ aᵀ and ∂E/∂b = Σ δ, over the rows.</summary>
    public void ParameterGradient(TracedValue<T> delta, TracedValue<T> source, TracedValue<T> weights, TracedValue<T>? biases)
    {
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(weights);
        TracedValue<T> net = _affines[weights];
        TracedValue<T> slope = Add($"∂{net.Name}/∂{weights.Name}", source.Name, TraceKind.Backward, source.Shape, source.Values.ToArray());
        (TracedValue<T> Error, TracedValue<T> Slope)? factors = _factors.TryGetValue(delta, out var found) ? found : null;
        TracedTensor tensor = _tensors[weights];
        string sum = _rows == 1 ? string.Empty : "Σ over the rows ";
        TracedValue<T> gradient = Add(
            "∂E/∂" + weights.Name,
            $"{sum}{delta.Name} {(source.Name.Length == 1 ? source.Name : $"({source.Name})")}ᵀ",
            TraceKind.Gradient,
            weights.Shape,
            EdgeGradients(delta, source, tensor),
            _rows > 1 ? null : i => $"{TraceNumber.Operand(delta[0, i.Row])} · {TraceNumber.Operand(source[0, i.Unit])}");
        _gradients.Add(new TracedGradient<T>(weights, gradient, tensor, delta, slope, factors));
        if (biases is not null)
        {
            AddBiasGradient(delta, biases, sum);
        }
    }

    /// <summary>The gradient by a parameter vector: the sum of a formula over the rows.</summary>
    public void VectorGradient(TracedValue<T> vector, string formula, Func<TraceIndex, T> f)
    {
        ArgumentNullException.ThrowIfNull(vector);
        _kind = TraceKind.Gradient;
        TracedValue<T> gradient = Map("∂E/∂" + vector.Name, (_rows == 1 ? string.Empty : "Σ over the rows ") + Term(formula), vector.Shape, i => SumOverRows(i.Unit, f), _rows > 1 ? null : i => TraceTemplate.Numbers(formula, Find, i));
        _kind = TraceKind.Backward;
        _gradients.Add(new TracedGradient<T>(vector, gradient, _tensors[vector], null, null, null));
    }

    /// <summary>The trace. Nothing is added to it afterwards.</summary>
    /// <param name="rowLoss">The loss of each row, before the scale.</param>
    /// <param name="scale">What turns the sum of the rows' losses into the loss.</param>
    /// <param name="derivation">The network's derivation, as <see cref="DerivationText"/> reads it.</param>
    public NetworkTrace<T> Finish(TracedValue<T> rowLoss, double scale, string derivation)
    {
        ArgumentNullException.ThrowIfNull(rowLoss);
        double sum = 0;
        foreach (T value in rowLoss.Values)
        {
            sum += Number<T>.ToDouble(value);
        }

        return new NetworkTrace<T>(_network.Description, _rows, Number<T>.From(sum * scale), _values, [.. _gradients.OrderBy(gradient => gradient.Tensor.Description.Offset)], derivation);
    }

    private void AddBiasGradient(TracedValue<T> delta, TracedValue<T> biases, string sum)
    {
        bool isShared = biases.ColumnCount < delta.ColumnCount;
        string formula = $"{sum}{(isShared ? "Σ over the units " : string.Empty)}{delta.Name}";
        var values = new T[biases.ColumnCount];
        for (int i = 0; i < _rows * delta.ColumnCount; i++)
        {
            values[isShared ? 0 : i % delta.ColumnCount] += delta.Values[i];
        }

        Func<TraceIndex, string>? numbers = _rows > 1 ? null : i => isShared ? Terms(delta.ColumnCount, unit => TraceNumber.Operand(delta[0, unit])) : TraceNumber.Text(delta[0, i.Unit]);
        TracedValue<T> gradient = Add("∂E/∂" + biases.Name, formula, TraceKind.Gradient, biases.Shape, values, numbers);
        _gradients.Add(new TracedGradient<T>(biases, gradient, _tensors[biases], delta, null, null));
    }

    private T[] EdgeGradients(TracedValue<T> delta, TracedValue<T> source, TracedTensor tensor)
    {
        int sources = source.ColumnCount;
        var values = new T[tensor.Shape.Count];
        for (int row = 0; row < _rows; row++)
        {
            ReadOnlySpan<T> line = Row(source, row), deltas = Row(delta, row);
            for (int to = 0; to < deltas.Length; to++)
            {
                Span<T> edges = values.AsSpan(to * sources, sources);
                for (int from = 0; from < sources; from++)
                {
                    edges[from] += deltas[to] * line[from];
                }
            }
        }

        // one pass for edges that are none, in place of a question in the innermost loop
        for (int i = 0; tensor.Layer.Connections is not null && i < values.Length; i++)
        {
            values[i] = tensor.HasEdge(i / sources, i % sources) ? values[i] : T.Zero;
        }

        return values;
    }
}
