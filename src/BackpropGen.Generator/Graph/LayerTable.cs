using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Graph;

/// <summary>The layers of a valid network, resolved: sources, widths, numbers, tensors and the order of execution.</summary>
internal sealed class LayerTable
{
    private readonly NetworkSpec _spec;
    private readonly Layer?[] _layers;
    private readonly int[] _numbers;

    public LayerTable(NetworkSpec spec)
    {
        _spec = spec;
        _layers = new Layer?[spec.Layers.Count];
        _numbers = Numbers(spec);
        var order = new List<int>();
        for (var i = 0; i < spec.Layers.Count; i++)
        {
            Visit(i, order);
        }

        Order = order;
        AssignTensors();
    }

    /// <summary>Indices of the layers in an order in which each follows its sources; as declared where that is possible.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>The layers in the order declared.</summary>
    public IReadOnlyList<Layer> Layers => _layers!;

    /// <summary>All parameter tensors in canonical order.</summary>
    public IReadOnlyList<Tensor> Tensors { get; private set; } = Array.Empty<Tensor>();

    public int ParameterCount => Tensors.Sum(tensor => tensor.Count);

    /// <summary>Numbers stored for the parameters, absent edges included.</summary>
    public int StorageCount => Tensors.Sum(tensor => tensor.StorageCount);

    /// <summary>The width of a layer's output; of the input for −1.</summary>
    public int Width(int layer) => layer < 0 ? _spec.Inputs : _layers[layer]!.Units;

    private static int[] Numbers(NetworkSpec spec)
    {
        var counts = new Dictionary<string, int>();
        return spec.Layers.Select(layer =>
        {
            counts.TryGetValue(Family(layer.Kind), out var count);
            return counts[Family(layer.Kind)] = count + 1;
        }).ToArray();
    }

    private static string Family(LayerKind kind) => kind switch
    {
        LayerKind.LayerNorm or LayerKind.BatchNorm => "norm",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private void Visit(int index, List<int> order)
    {
        if (_layers[index] is not null)
        {
            return;
        }

        var sources = LayerWiring.Sources(_spec, index).Select(source => source!.Value).ToArray();
        foreach (var source in sources.Where(source => source >= 0))
        {
            Visit(source, order);
        }

        var spec = _spec.Layers[index];
        var summed = spec.Kind == LayerKind.Add;
        var width = summed ? Width(sources[0]) : sources.Sum(Width);
        _layers[index] = new Layer(
            index,
            spec,
            spec.Name ?? Family(spec.Kind) + _numbers[index],
            new EquatableArray<int>(sources),
            width,
            spec.Kind == LayerKind.Dense ? spec.Units : width,
            _numbers[index],
            default);
        order.Add(index);
    }

    private void AssignTensors()
    {
        var tensors = new List<Tensor>();
        int storage = 0, canonical = 0;
        for (var i = 0; i < _layers.Length; i++)
        {
            var first = tensors.Count;
            foreach (var tensor in LayerTensors.Of(_layers[i]!))
            {
                tensors.Add(tensor with { StorageOffset = storage, CanonicalOffset = canonical });
                storage = checked(storage + tensor.StorageCount);
                canonical += tensor.Count;
            }

            _layers[i] = _layers[i]! with { Tensors = new EquatableArray<Tensor>(tensors.Skip(first)) };
        }

        Tensors = tensors;
    }
}
