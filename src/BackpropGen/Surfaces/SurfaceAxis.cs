using System;
using System.Globalization;
using System.Linq;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>A line through the space of a network's parameters along which its loss is looked at.</summary>
public sealed class SurfaceAxis
{
    private readonly Func<NetworkDescription, double[], SurfaceLine> _resolve;

    private SurfaceAxis(Func<NetworkDescription, double[], SurfaceLine> resolve) => _resolve = resolve;

    /// <summary>One parameter by its place in the canonical order; the axis bears its value.</summary>
    /// <param name="index">From 0.</param>
    public static SurfaceAxis Parameter(int index) => new((network, parameters) => index >= 0 && index < network.ParameterCount
        ? SurfaceLine.OfParameter(string.Create(CultureInfo.InvariantCulture, $"parameter {index}"), index, parameters)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{network.Name} has {network.ParameterCount} parameters: expected an index from 0 to {network.ParameterCount - 1}."));

    /// <summary>One weight by the name of its view: <c>Weight("W1", to: 0, from: 1)</c>; the axis bears its value.</summary>
    /// <param name="view">The view's name: <c>W1</c>, or <c>&lt;Name&gt;Weights</c> of a layer with a name.</param>
    /// <param name="to">The unit, from 0.</param>
    /// <param name="from">The source, from 0.</param>
    public static SurfaceAxis Weight(string view, int to, int from) => new((network, parameters) =>
    {
        (LayerDescription layer, ParameterDescription tensor) = Find(network, view, tensor => tensor.Name == "weight");
        ViewIndex.Verify(to, layer.UnitCount, nameof(to));
        ViewIndex.Verify(from, layer.InputCount, nameof(from));
        int index = EdgeIndex(layer, to, from)
            ?? throw new ArgumentException($"{view}[{to}, {from}]: layer {layer.Name} has no edge to unit {to} from source {from}. Choose one of its Connections.", nameof(from));
        return SurfaceLine.OfParameter(string.Create(CultureInfo.InvariantCulture, $"{view}[{to}, {from}]"), tensor.Offset + index, parameters);
    });

    /// <summary>One bias, gain or shift by the name of its view: <c>Vector("B1", 0)</c>; the axis bears its value.</summary>
    /// <param name="view">The view's name: <c>B1</c>, <c>Gain1</c>, <c>Shift1</c>, or <c>&lt;Name&gt;Biases</c> and so on of a layer with a name.</param>
    /// <param name="unit">From 0.</param>
    public static SurfaceAxis Vector(string view, int unit) => new((network, parameters) =>
    {
        ParameterDescription tensor = Find(network, view, tensor => tensor.Name != "weight").Tensor;
        ViewIndex.Verify(unit, tensor.Count, nameof(unit));
        return SurfaceLine.OfParameter(string.Create(CultureInfo.InvariantCulture, $"{view}[{unit}]"), tensor.Offset + unit, parameters);
    });

    /// <summary>A random direction, normally distributed; the axis bears the distance from the present parameters, which lie at 0. Frozen parameters stay.</summary>
    /// <param name="seed">The same seed gives the same direction.</param>
    /// <param name="filterNormalised">
    /// Whether the part that belongs to each unit's weights has the norm of those weights, and biases, gains and shifts stay, so that networks of different
    /// scales can be compared (Li et al., "Visualizing the Loss Landscape of Neural Nets", 2018). Default true; else the direction has the norm 1.
    /// </param>
    public static SurfaceAxis Random(ulong seed, bool filterNormalised = true) => new((network, parameters) =>
        new SurfaceLine(string.Create(CultureInfo.InvariantCulture, $"random direction {seed}"), 0, RandomDirection.Of(network, parameters, seed, filterNormalised)));

    /// <summary>A direction of one's own, such as the difference of two trained networks; the axis bears the multiple of it that is added.</summary>
    /// <param name="name">What the axis is called.</param>
    /// <param name="direction">ParameterCount values in canonical order.</param>
    public static SurfaceAxis Direction(string name, ReadOnlySpan<double> direction)
    {
        double[] values = direction.ToArray();
        return new((network, _) => values.Length == network.ParameterCount
            ? new SurfaceLine(name, 0, values)
            : throw new ArgumentException($"direction: expected {network.ParameterCount} values, as {network.Name} has parameters; got {values.Length}.", nameof(direction)));
    }

    /// <summary>The axis in a network's space.</summary>
    internal SurfaceLine In(NetworkDescription network, double[] parameters) => _resolve(network, parameters);

    private static int? EdgeIndex(LayerDescription layer, int to, int from)
    {
        if (layer.Connections is null)
        {
            return (to * layer.InputCount) + from;
        }

        string before = string.Concat(layer.Connections.Take(to)) + layer.Connections[to][..from];
        return layer.Connections[to][from] == '#' ? before.Count(c => c == '#') : null;
    }

    private static (LayerDescription Layer, ParameterDescription Tensor) Find(NetworkDescription network, string view, Func<ParameterDescription, bool> isWanted)
    {
        var views = ParameterViewName.Of(network).Where(entry => isWanted(entry.Tensor)).ToList();
        return views.FirstOrDefault(entry => entry.Numbered == view || entry.Named == view) is { } found
            ? (found.Layer, found.Tensor)
            : throw new ArgumentException($"view: {network.Name} has no such view \"{view}\". It has: {string.Join(", ", views.Select(entry => entry.Numbered))}.", nameof(view));
    }
}
