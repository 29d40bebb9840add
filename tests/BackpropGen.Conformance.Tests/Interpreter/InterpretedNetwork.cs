using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Conformance.Tests.Interpreter;

/// <summary>
/// Runs a network straight from its declaration, value by value, in double precision. It shares nothing with the compiler but the
/// records that say what was declared, so that the two cannot be wrong in the same way.
/// </summary>
internal sealed class InterpretedNetwork
{
    private readonly NetworkSpec _spec;
    private readonly List<ParameterRange>[] _parameters;
    private readonly int[] _statistics;

    /// <summary>Whether no row depends on another or on its place in the mini-batch.</summary>
    public bool HasPlainRows => !_spec.Layers.Any(layer => layer.Kind is LayerKind.BatchNorm or LayerKind.Dropout);

    public InterpretedNetwork(NetworkSpec spec)
    {
        _spec = spec;
        Widths = new int[spec.Layers.Count];
        _parameters = new List<ParameterRange>[spec.Layers.Count];
        _statistics = new int[spec.Layers.Count];
        for (var layer = 0; layer < spec.Layers.Count; layer++)
        {
            _parameters[layer] = [];
            AddParameters(layer);
        }
    }

    /// <summary>Values each layer gives for one row; 0 for one not asked for yet.</summary>
    private int[] Widths { get; }

    public int ParameterCount { get; private set; }

    public int StatisticCount { get; private set; }

    public int InputCount => _spec.Inputs;

    public int OutputCount => Width(_spec.Layers.Count - 1);

    /// <summary>Which kind of loss it has, never <see cref="LossKind.Auto"/>.</summary>
    public LossKind Loss => Losses.Resolve(_spec.Loss, _spec.Layers[_spec.Layers.Count - 1].Kind is LayerKind.Dense or LayerKind.Activate ? _spec.Layers[_spec.Layers.Count - 1].Activation : ActivationKind.Identity);

    /// <summary>The tensors of the canonical order.</summary>
    public IEnumerable<ParameterRange> Parameters => _parameters.SelectMany(ranges => ranges);

    /// <summary>Which parameters training may change, in canonical order.</summary>
    public bool[] Trainable => [.. Parameters.SelectMany(range => Enumerable.Repeat(!range.Frozen, range.Count))];

    /// <summary>The first running statistics: means 0, variances 1.</summary>
    public double[] InitialStatistics()
    {
        var statistics = new double[StatisticCount];
        for (var layer = 0; layer < _spec.Layers.Count; layer++)
        {
            if (_spec.Layers[layer].Kind == LayerKind.BatchNorm)
            {
                statistics.AsSpan(_statistics[layer] + Width(layer), Width(layer)).Fill(1);
            }
        }

        return statistics;
    }

    /// <summary>Outputs, loss and gradients of one batch; dropout drops nothing.</summary>
    public Interpretation Run(double[] parameters, double[] inputs, double[] targets, bool training, double[]? statistics = null)
    {
        var tape = new Tape();
        var pass = new Pass(
            tape,
            Array.ConvertAll(parameters, tape.Leaf),
            [.. inputs.Select(tape.Leaf).Chunk(InputCount)],
            training,
            (double[])(statistics ?? InitialStatistics()).Clone());
        var last = _spec.Layers.Count - 1;
        var outputs = Output(pass, last);
        var (activation, before) = Ending(pass, last);
        var rows = outputs.Select((row, r) => Losses.Row(_spec, Loss, new(row, activation, before[r]), targets[(r * row.Length)..((r + 1) * row.Length)]));
        var loss = 1.0 / outputs.Length * Functions.Sum([.. rows]);
        var (gradient, magnitudes) = tape.Differentiate(loss);
        return new()
        {
            Outputs = [.. outputs.SelectMany(row => row).Select(value => value.Value)],
            Loss = loss.Value,
            Gradients = Array.ConvertAll(pass.Parameters, p => gradient[p.Index]),
            GradientMagnitudes = Array.ConvertAll(pass.Parameters, p => magnitudes[p.Index]),
            InputGradients = [.. pass.Inputs.SelectMany(row => row).Select(x => gradient[x.Index])],
            Statistics = pass.Statistics,
            KinkDistance = tape.KinkDistance,
        };
    }

    private static string[]? SourceNames(LayerSpec layer) => layer.From is { } from
        ? from.Split(',', StringSplitOptions.TrimEntries)
        : layer.Kind is LayerKind.Add or LayerKind.Concat ? [.. layer.Sources] : null;

    private int[] Sources(int layer) => SourceNames(_spec.Layers[layer]) is { } names
        ? Array.ConvertAll(names, name => name == "input" ? -1 : _spec.Layers.ToList().FindIndex(l => l.Name == name))
        : [layer - 1];

    private int Width(int layer)
    {
        if (layer < 0)
        {
            return _spec.Inputs;
        }

        if (Widths[layer] == 0)
        {
            Widths[layer] = _spec.Layers[layer].Kind switch
            {
                LayerKind.Dense => _spec.Layers[layer].Units,
                LayerKind.Add => Width(Sources(layer)[0]),
                _ => InputWidth(layer),
            };
        }

        return Widths[layer];
    }

    private int InputWidth(int layer) => Sources(layer).Sum(Width);

    private void AddParameters(int layer)
    {
        var spec = _spec.Layers[layer];
        switch (spec.Kind)
        {
            case LayerKind.Dense:
                var edges = spec.HasConnections ? spec.Connections.Sum(row => row.Count(c => c == '#')) : spec.Units * InputWidth(layer);
                var biases = spec.Bias switch { BiasKind.PerNeuron => spec.Units, BiasKind.Shared => 1, _ => 0 };
                AddRange(layer, edges, spec.Frozen, 0, Math.Sqrt(3.0 * spec.Units / Math.Max(1, edges)));
                AddRange(layer, biases, spec.Frozen || spec.FrozenBias, 0, 0.4);
                break;
            case LayerKind.LayerNorm or LayerKind.BatchNorm:
                AddRange(layer, Width(layer), spec.Frozen, 1, 0.4);
                AddRange(layer, Width(layer), spec.Frozen, 0, 0.4);
                if (spec.Kind == LayerKind.BatchNorm)
                {
                    _statistics[layer] = StatisticCount;
                    StatisticCount += 2 * Width(layer);
                }

                break;
            default:
                break;
        }

        foreach (var parameter in spec.Function?.Parameters ?? default)
        {
            AddRange(layer, parameter.PerUnit ? Width(layer) : 1, spec.Frozen, parameter.Initial, 0.2);
        }
    }

    private void AddRange(int layer, int count, bool frozen, double centre, double spread)
    {
        _parameters[layer].Add(new(ParameterCount, count, frozen, centre, spread));
        ParameterCount += count;
    }

    // each layer once: a layer that two others take must stand on the tape once, and batch statistics are updated once
    private Scalar[][] Output(Pass pass, int layer)
    {
        if (layer < 0)
        {
            return pass.Inputs;
        }

        if (!pass.Outputs.TryGetValue(layer, out var rows))
        {
            rows = pass.Outputs[layer] = Compute(pass, layer);
        }

        return rows;
    }

    private Scalar[][] Compute(Pass pass, int layer)
    {
        var spec = _spec.Layers[layer];
        return spec.Kind switch
        {
            LayerKind.Dense => Activated(pass, layer, Before(pass, layer)),
            LayerKind.Activate => Activated(pass, layer, Input(pass, layer)),
            LayerKind.Add => Sources(layer).Select(source => Output(pass, source)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())]),
            LayerKind.LayerNorm => Norms.Layer(Input(pass, layer), Tensor(pass, layer, 0), Tensor(pass, layer, 1)),
            LayerKind.BatchNorm => Norms.Batch(Input(pass, layer), Tensor(pass, layer, 0), Tensor(pass, layer, 1), pass.Training, pass.Statistics.AsSpan(_statistics[layer], 2 * Width(layer))),
            _ => Input(pass, layer),
        };
    }

    private Scalar[][] Activated(Pass pass, int layer, Scalar[][] before)
    {
        var spec = _spec.Layers[layer];
        if (spec.Function is not { } function)
        {
            return Array.ConvertAll(before, row => Functions.Apply(spec.Activation, row));
        }

        var first = _parameters[layer].Count - function.Parameters.Count;
        var parameters = function.Parameters.Select((_, i) => Tensor(pass, layer, first + i)).ToArray();
        Scalar[] At(int unit) => Array.ConvertAll(parameters, values => values[values.Length == 1 ? 0 : unit]);
        return Array.ConvertAll(before, row => row.Select((z, unit) => UserFunctions.Activations[function.Name].Interpret(z, At(unit))).ToArray());
    }

    // the pre-activations of a dense layer
    private Scalar[][] Before(Pass pass, int layer)
    {
        if (!pass.Befores.TryGetValue(layer, out var rows))
        {
            rows = pass.Befores[layer] = Array.ConvertAll(Input(pass, layer), row => Affine(pass, layer, row));
        }

        return rows;
    }

    private Scalar[] Affine(Pass pass, int layer, Scalar[] x)
    {
        var spec = _spec.Layers[layer];
        var weights = Tensor(pass, layer, 0);
        var biases = Tensor(pass, layer, 1);
        var z = new Scalar[spec.Units];
        var edge = 0;
        for (var to = 0; to < z.Length; to++)
        {
            z[to] = biases.Length == 0 ? pass.Tape.Leaf(0) : biases[spec.Bias == BiasKind.Shared ? 0 : to];
            for (var from = 0; from < x.Length; from++)
            {
                if (!spec.HasConnections || spec.Connections[to][from] == '#')
                {
                    z[to] = pass.Tape.MultiplyAdd(weights[edge++], x[from], z[to]);
                }
            }
        }

        return z;
    }

    private Scalar[][] Input(Pass pass, int layer) => Sources(layer).Select(source => Output(pass, source)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => (Scalar[])[.. x, .. y])]);

    private (ActivationKind Activation, Scalar[][] Before) Ending(Pass pass, int layer) => _spec.Layers[layer].Kind switch
    {
        LayerKind.Dense => (_spec.Layers[layer].Activation, Before(pass, layer)),
        LayerKind.Activate => (_spec.Layers[layer].Activation, Input(pass, layer)),
        _ => (ActivationKind.Identity, Output(pass, layer)),
    };

    private Scalar[] Tensor(Pass pass, int layer, int range) =>
        pass.Parameters.AsSpan(_parameters[layer][range].Start, _parameters[layer][range].Count).ToArray();

    private sealed record Pass(Tape Tape, Scalar[] Parameters, Scalar[][] Inputs, bool Training, double[] Statistics)
    {
        public Dictionary<int, Scalar[][]> Outputs { get; } = [];

        public Dictionary<int, Scalar[][]> Befores { get; } = [];
    }
}
