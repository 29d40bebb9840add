using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.RandomNetworks;

/// <summary>Turns pieces into a declaration.</summary>
internal sealed class NetworkBuilder(int inputs)
{
    private readonly List<LayerSpec> _layers = [];
    private int _width = inputs;

    private string Current => _layers.Count == 0 ? "input" : _layers[^1].Name!;

    public static NetworkSpec Build(int inputs, Block[] blocks, Block output, LossKind loss, bool shuffled)
    {
        var builder = new NetworkBuilder(inputs);
        foreach (var block in blocks)
        {
            builder.Append(block);
        }

        builder.AddDense(output, output.Activation);
        var layers = shuffled ? Shuffle(builder._layers, output.Seed) : OmitNames(builder._layers);
        return Network("Random", inputs, loss, [.. layers]) with
        {
            HuberDelta = loss == LossKind.Huber && output.Seed % 2 == 0 ? 0.25 : 1,
            LabelSmoothing = loss is LossKind.CrossEntropy or LossKind.CrossEntropyWithLogits && output.Seed % 2 == 0 ? 0.1 : 0,
        };
    }

    private void Append(Block block)
    {
        var (source, width) = (Current, _width);
        switch (block.Kind)
        {
            case BlockKind.Dense:
                AddDense(block, block.Activation);
                break;
            case BlockKind.Residual:
                AddDense(block with { Units = width }, ActivationKind.Identity);
                AddLayer(Layers.Add(source, Current), width);
                AddLayer(Activate(block.Activation), width);
                break;
            case BlockKind.Skip:
                AddDense(block, block.Activation);
                AddLayer(Concat(Current, source), _width + width);
                break;
            case BlockKind.Branch:
                AddDense(block, block.Activation);
                var (left, leftWidth) = (Current, _width);
                _width = width;
                AddDense(block with { Units = (block.Seed % 9) + 1, Sparse = false }, ActivationKind.Tanh, source);
                var both = $"{left}, {Current}";
                _width += leftWidth;
                AddDense(block with { Sparse = !block.Sparse }, block.Activation, both);
                break;
            default:
                // two values normalise to −1 and 1 whatever they are: what a float gives for the gradient behind is rounding, so that is for finite differences
                AddDense(block with { Units = Math.Max(3, block.Units) }, ActivationKind.Identity);
                AddLayer(block.Kind == BlockKind.LayerNorm ? LayerNorm() : BatchNorm(), _width);
                AddLayer(Activate(block.Activation), _width);
                break;
        }
    }

    private void AddDense(Block block, ActivationKind activation, string? from = null)
    {
        // a softmax of one unit is constant (BPG1017); normalised over the rows, what a float leaves of it is rounding
        block = activation == ActivationKind.Softmax && block.Units == 1 ? block with { Units = 3 } : block;
        var layer = Dense(block.Units, activation) with
        {
            Bias = block.Bias,
            FrozenBias = block.FrozenBias && block.Bias != BiasKind.None,
            Frozen = block.Frozen,
            From = from,
        };
        if (block.Sparse)
        {
            layer = layer with { HasConnections = true, Connections = new(Edges(block.Units, block.Seed)) };
        }

        AddLayer(layer, block.Units);
    }

    private void AddLayer(LayerSpec layer, int width)
    {
        _layers.Add(layer with { Name = $"layer{_layers.Count + 1}" });
        _width = width;
    }

    // at least one edge a unit, about a half of all
    private IEnumerable<string> Edges(int units, int seed)
    {
        var random = new Random(seed);
        for (var to = 0; to < units; to++)
        {
            var sure = random.Next(_width);
            yield return string.Concat(Enumerable.Range(0, _width).Select(from => from == sure || random.Next(2) == 0 ? '#' : '.'));
        }
    }

    // names only where another layer needs them, as a user would
    private static IEnumerable<LayerSpec> OmitNames(List<LayerSpec> layers)
    {
        var used = layers.SelectMany(layer => (layer.From?.Split(", ") ?? []).Concat(layer.Sources)).ToHashSet();
        return layers.Select(layer => used.Contains(layer.Name!) ? layer : layer with { Name = null });
    }

    // declared in any order, the output last: what each layer takes is said by From
    private static IEnumerable<LayerSpec> Shuffle(List<LayerSpec> layers, int seed)
    {
        var random = new Random(seed);
        var wired = layers.Select((layer, i) => layer.Kind is LayerKind.Add or LayerKind.Concat
            ? layer
            : layer with { From = layer.From ?? (i == 0 ? "input" : layers[i - 1].Name) }).ToList();
        return wired.SkipLast(1).OrderBy(_ => random.Next()).Append(wired[^1]);
    }
}
