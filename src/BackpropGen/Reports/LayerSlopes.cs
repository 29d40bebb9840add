using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>The slopes ∂a/∂z of a trace's activations, by layer: where an activation is off or flat, nothing is learned.</summary>
internal sealed class LayerSlopes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The largest slope of activations that are flat on both sides.</summary>
    private static readonly Dictionary<Activation, double> LargestSlopes = new()
    {
        [Activation.Sigmoid] = 0.25,
        [Activation.Tanh] = 1,
        [Activation.HardTanh] = 1,
        [Activation.HardSigmoid] = 1.0 / 6,
        [Activation.Softsign] = 1,
    };

    private readonly Dictionary<LayerDescription, TracedValue<T>> _slopes = [];

    /// <summary>Finds them by the notation of each layer's value: aᵏ of the k-th dense layer, fᵏ of the k-th activation by itself, o of the last.</summary>
    public LayerSlopes(NetworkTrace<T> trace)
    {
        IReadOnlyList<LayerDescription> layers = trace.Network.Layers;
        for (int i = 0; i < layers.Count; i++)
        {
            LayerDescription layer = layers[i];
            int number = layers.Take(i + 1).Count(other => other.Kind == layer.Kind);
            string name = i == layers.Count - 1 ? "o" : (layer.Kind == "Dense" ? "a" : "f") + TraceNames.Superscript(number);
            if (layer.ActivationName is not null && trace.Values.FirstOrDefault(value => value.Kind == TraceKind.Backward && value.Name.StartsWith($"∂{name}/∂", StringComparison.Ordinal)) is { } slope)
            {
                _slopes[layer] = slope;
            }
        }
    }

    /// <summary>The share of units whose ReLU is off in every row.</summary>
    public double? DeadShare(LayerDescription layer) => layer.Activation is Activation.ReLU or Activation.ReLU6 && _slopes.TryGetValue(layer, out TracedValue<T>? slope)
        ? Enumerable.Range(0, slope.ColumnCount).Count(unit => Enumerable.Range(0, slope.RowCount).All(row => slope[row, unit] == T.Zero)) / (double)slope.ColumnCount
        : null;

    /// <summary>The share of values on a flat part.</summary>
    public double? SaturatedShare(LayerDescription layer)
    {
        if (!LargestSlopes.TryGetValue(layer.Activation, out double largest) || !_slopes.TryGetValue(layer, out TracedValue<T>? slope))
        {
            return null;
        }

        int flat = 0;
        foreach (T value in slope.Values)
        {
            flat += Number<T>.ToDouble(value) < LayerWarnings.SaturatedSlope * largest ? 1 : 0;
        }

        return flat / (double)slope.Values.Length;
    }
}
