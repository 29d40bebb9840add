using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>
/// One pass in training mode, forward and back, with every value on its way under the name that formulas have for it: z¹, a¹, E, ∂E/∂o, ∂o/∂z², δ²,
/// ∂z²/∂W², ∂E/∂W², … What <c>network.Trace(inputs, targets)</c> gives. Immutable; the network may change afterwards.
/// </summary>
/// <typeparam name="T">The network's type of values.</typeparam>
public sealed class NetworkTrace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, TracedValue<T>> _byName;
    private readonly string _derivation;

    internal NetworkTrace(NetworkDescription network, int rows, T loss, IReadOnlyList<TracedValue<T>> values, IReadOnlyList<TracedGradient<T>> gradients, string derivation)
    {
        Network = network;
        RowCount = rows;
        Loss = loss;
        Values = values;
        TracedGradients = gradients;
        Gradients = [.. gradients.Select(gradient => gradient.Gradient)];
        _derivation = derivation;
        _byName = values.ToDictionary(value => value.Name);
    }

    /// <summary>The network.</summary>
    public NetworkDescription Network { get; }

    /// <summary>Rows of the mini-batch.</summary>
    public int RowCount { get; }

    /// <summary>The mean loss over the rows, in training mode.</summary>
    public T Loss { get; }

    /// <summary>All values, in the order in which they are computed.</summary>
    public IReadOnlyList<TracedValue<T>> Values { get; }

    /// <summary>The gradients by the parameter tensors, in canonical order; 0 where a sparse layer has no edge.</summary>
    public IReadOnlyList<TracedValue<T>> Gradients { get; }

    /// <summary>The same with what they are made of.</summary>
    internal IReadOnlyList<TracedGradient<T>> TracedGradients { get; }

    /// <summary>A value by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists the names.</exception>
    public TracedValue<T> this[string name] => _byName.TryGetValue(name, out TracedValue<T>? value)
        ? value
        : throw new KeyNotFoundException($"The trace of {Network.Name} has no value named \"{name}\". It has: {string.Join(", ", _byName.Keys)}.");

    /// <summary>Whether there is a value of a name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Copies the gradients by all parameters, in canonical order: what <see cref="ITrainableNetwork{T}.ComputeGradients(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/> gives.</summary>
    /// <param name="destination">ParameterCount values.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public void GetGradients(Span<T> destination)
    {
        Check.Length(destination, Network.ParameterCount, nameof(destination));
        destination.Clear();
        foreach (TracedGradient<T> gradient in TracedGradients)
        {
            ParameterDescription place = gradient.Tensor.Description;
            gradient.Tensor.Pack(gradient.Gradient.Values, destination.Slice(place.Offset, place.Count));
        }
    }

    /// <summary>The gradient by one weight, factor by factor.</summary>
    /// <param name="weights">The name of the weights: <c>W¹</c>.</param>
    /// <param name="to">The unit, from 0.</param>
    /// <param name="from">The source, from 0.</param>
    /// <param name="row">The row of the mini-batch, from 0.</param>
    /// <exception cref="ArgumentException">There are no such weights, or no such edge.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit, source or row.</exception>
    public ChainRule<T> Explain(string weights, int to, int from, int row = 0)
    {
        TracedGradient<T>? gradient = TracedGradients.FirstOrDefault(each => each.Parameter.Name == weights && each.NetByWeight is not null);
        if (gradient is null)
        {
            string names = string.Join(", ", TracedGradients.Where(each => each.NetByWeight is not null).Select(each => each.Parameter.Name));
            throw new ArgumentException($"weights: {Network.Name} has no weights named \"{weights}\". It has: {names}.", nameof(weights));
        }

        ViewIndex.Verify(to, gradient.Parameter.RowCount, nameof(to));
        ViewIndex.Verify(from, gradient.Parameter.ColumnCount, nameof(from));
        ViewIndex.Verify(row, RowCount, nameof(row));
        return gradient.Tensor.HasEdge(to, from)
            ? Explain(gradient, to, from, row)
            : throw new ArgumentException($"from: layer {gradient.Tensor.Layer.Name} has no edge to unit {to} from source {from}. Ask for one of its Connections.", nameof(from));
    }

    /// <summary>The worked derivation in Markdown: every value with its formula and its numbers, from the inputs to the gradients.</summary>
    /// <param name="row">The row of the mini-batch to show, from 0.</param>
    /// <param name="learningRate">Where it is given, the update w ← w − η ∂E/∂w of plain gradient descent follows at the end.</param>
    /// <param name="maximumLines">Numbers of a value shown at most; the rest is left out, and said so.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row, or no line is to be shown.</exception>
    public string ToMarkdown(int row = 0, double? learningRate = null, int maximumLines = 16)
    {
        ViewIndex.Verify(row, RowCount, nameof(row));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumLines);
        return new TraceMarkdown<T>(this, row, maximumLines).Write(learningRate);
    }

    /// <summary>The network's <c>Derivation</c> (Markdown with LaTeX) with the numbers of this pass: behind each equation the vector or matrix of its values.</summary>
    /// <remarks>Of wide layers the first 12 units are shown, of matrices the first 6 rows and columns.</remarks>
    /// <param name="row">The row of the mini-batch to show, from 0. Gradients by parameters are those of the whole mini-batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public string ToDerivation(int row = 0)
    {
        ViewIndex.Verify(row, RowCount, nameof(row));
        return DerivationText.WithNumbers(_derivation, this, row);
    }

    private static ChainRule<T> Explain(TracedGradient<T> gradient, int to, int from, int row)
    {
        var factors = new List<ChainFactor<T>>();
        if (gradient.Factors is var (error, slope) && T.IsFinite(error[row, to] * slope[row, to]))
        {
            factors.Add(new(TraceNames.Unit(error.Name, to), error[row, to]));
            factors.Add(new(TraceNames.Unit(slope.Name, to), slope[row, to]));
        }
        else
        {
            factors.Add(new(TraceNames.Unit(gradient.Delta!.Name, to), gradient.Delta[row, to]));
        }

        string net = gradient.NetByWeight!.Name.Split('/')[0];
        factors.Add(new($"{TraceNames.Unit(net, to)}/{TraceNames.Edge("∂" + gradient.Parameter.Name, to, from)}", gradient.NetByWeight[row, from]));
        return new ChainRule<T>(TraceNames.Edge(gradient.Gradient.Name, to, from), factors, gradient.Delta![row, to] * gradient.NetByWeight[row, from]);
    }
}
