using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Makes the layer reports of a training's epochs, by traces of a sample of its data.</summary>
internal sealed class LayerReporter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ITrainableNetwork<T> _network;
    private readonly T[] _inputs;
    private readonly T[] _targets;
    private readonly double[] _before;
    private readonly T[] _parameters;

    /// <summary>Takes the sample, and the parameters as those before the first epoch.</summary>
    public LayerReporter(ITrainableNetwork<T> network, Dataset<T> data)
    {
        _network = network;
        int rows = Math.Min(LayerReport.SampleRows, data.RowCount);
        _inputs = data.Inputs[..(rows * data.InputCount)].ToArray();
        _targets = data.Targets[..(rows * data.TargetCount)].ToArray();
        _parameters = new T[network.ParameterCount];
        _before = new double[network.ParameterCount];
        Begin();
    }

    /// <summary>Takes the present parameters as those before the epoch.</summary>
    public void Begin()
    {
        _network.GetParameters(_parameters);
        for (int i = 0; i < _before.Length; i++)
        {
            _before[i] = Number<T>.ToDouble(_parameters[i]);
        }
    }

    /// <summary>The reports after an epoch, whose parameters are those before the next one.</summary>
    public IReadOnlyList<LayerReport> Report()
    {
        NetworkTrace<T> trace = _network.Trace(_inputs, _targets);
        _network.GetParameters(_parameters);
        var slopes = new LayerSlopes<T>(trace);
        IReadOnlyList<LayerReport> reports = LayerWarnings.Add([.. _network.Description.Layers.Where(IsReported).Select(layer => Of(layer, trace, slopes))]);
        Begin();
        return reports;
    }

    private static bool IsReported(LayerDescription layer) => layer.Parameters.Count > 0 || layer.ActivationName is not null;

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    /// <summary>The mean over the rows of the norm of the gradient of the row's loss, of which δ has the share 1/rows.</summary>
    private static double DeltaNorm(TracedValue<T> delta)
    {
        double sum = 0;
        for (int row = 0; row < delta.RowCount; row++)
        {
            sum += Norm(delta.Values.Slice(row * delta.ColumnCount, delta.ColumnCount).ToArray().Select(Number<T>.ToDouble));
        }

        return sum;
    }

    private LayerReport Of(LayerDescription layer, NetworkTrace<T> trace, LayerSlopes<T> slopes)
    {
        TracedGradient<T>[] gradients = [.. trace.TracedGradients.Where(gradient => gradient.Tensor.Layer == layer)];
        TracedValue<T>? delta = gradients.FirstOrDefault(gradient => gradient.NetByWeight is not null)?.Delta;
        int[] places = [.. layer.Parameters.SelectMany(parameter => Enumerable.Range(parameter.Offset, parameter.Count))];
        return new LayerReport
        {
            Name = layer.Name,
            Kind = layer.Kind,
            Activation = layer.Activation,
            ActivationMethod = layer.ActivationMethod,
            DeltaNorm = delta is null ? double.NaN : DeltaNorm(delta),
            GradientNorm = places.Length == 0 ? double.NaN : Norm(gradients.SelectMany(gradient => gradient.Gradient.Values.ToArray()).Select(Number<T>.ToDouble)),
            ParameterNorm = places.Length == 0 ? double.NaN : Norm(places.Select(place => Number<T>.ToDouble(_parameters[place]))),
            UpdateNorm = places.Length == 0 ? double.NaN : Norm(places.Select(place => Number<T>.ToDouble(_parameters[place]) - _before[place])),
            DeadShare = slopes.DeadShare(layer),
            SaturatedShare = slopes.SaturatedShare(layer),
        };
    }
}
