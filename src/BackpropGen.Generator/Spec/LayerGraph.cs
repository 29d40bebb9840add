using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Spec;

/// <summary>What follows from the layers' wiring, as far as it can be known: widths, cycles, layers that reach the output. Made for judging; wrong networks are welcome.</summary>
internal sealed class LayerGraph
{
    private enum State
    {
        New, Open, Done,
    }

    private readonly NetworkSpec _network;
    private readonly State[] _states;
    private readonly long?[] _inputWidths;
    private readonly long?[] _widths;

    public LayerGraph(NetworkSpec network)
    {
        _network = network;
        var count = network.Layers.Count;
        Sources = Enumerable.Range(0, count).Select(layer => LayerWiring.Sources(network, layer)).ToArray();
        _states = new State[count];
        _inputWidths = new long?[count];
        _widths = new long?[count];
        for (var layer = 0; layer < count; layer++)
        {
            Visit(layer, new List<int>());
        }
    }

    /// <summary>For each layer the layers it takes its input from; −1 is the network's input, null an unknown name.</summary>
    public IReadOnlyList<IReadOnlyList<int?>> Sources { get; }

    /// <summary>The first cycle found, each layer once, in the direction of the values; null without one.</summary>
    public IReadOnlyList<int>? Cycle { get; private set; }

    /// <summary>Values a row that come out of a layer (−1: the network's input); null when it cannot be known.</summary>
    public long? Width(int? layer) => layer switch
    {
        null => null,
        -1 => InputsOrNull,
        int index => _widths[index],
    };

    /// <summary>Values a row that go into a layer; null when it cannot be known.</summary>
    public long? InputWidth(int layer) => _inputWidths[layer];

    /// <summary>Whether the output layer depends on each layer, the output layer included.</summary>
    public IReadOnlyList<bool> ReachesOutput()
    {
        var reaches = new bool[_network.Layers.Count];
        var open = new Stack<int>();
        open.Push(reaches.Length - 1);
        while (open.Count > 0)
        {
            var layer = open.Pop();
            if (layer >= 0 && !reaches[layer])
            {
                reaches[layer] = true;
                Sources[layer].OfType<int>().ToList().ForEach(open.Push);
            }
        }

        return reaches;
    }

    private long? InputsOrNull => _network.IsUnreadable || !SizeChecks.IsInRange(_network.Inputs) ? null : _network.Inputs;

    /// <summary>Depth first, against the direction of the values; <paramref name="path"/> leads from where it began to here.</summary>
    private void Visit(int layer, List<int> path)
    {
        if (_states[layer] == State.Open)
        {
            // the path runs against the values; the message should run with them
            Cycle ??= path.Skip(path.IndexOf(layer)).Reverse().ToArray();
        }

        if (_states[layer] != State.New)
        {
            return;
        }

        _states[layer] = State.Open;
        path.Add(layer);
        foreach (var source in Sources[layer].OfType<int>().Where(source => source >= 0))
        {
            Visit(source, path);
        }

        path.RemoveAt(path.Count - 1);
        _states[layer] = State.Done;
        _inputWidths[layer] = FindInputWidth(layer);
        _widths[layer] = FindWidth(layer);
    }

    private long? FindInputWidth(int layer)
    {
        var widths = Sources[layer].Select(Width).ToArray();
        if (widths.Length == 0 || widths.Any(width => width is null))
        {
            return null;
        }

        return _network.Layers[layer].Kind == LayerKind.Add ? widths[0] : widths.Sum();
    }

    private long? FindWidth(int layer)
    {
        var spec = _network.Layers[layer];
        if (spec.Kind != LayerKind.Dense)
        {
            return spec.IsUnreadable ? null : _inputWidths[layer];
        }

        return spec.IsUnreadable || !SizeChecks.IsInRange(spec.Units) ? null : spec.Units;
    }
}
