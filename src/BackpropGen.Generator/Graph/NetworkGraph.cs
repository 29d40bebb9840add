using System.Collections.Generic;
using System.Linq;
using System.Text;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>Running mean and variance of one batch normalisation.</summary>
/// <param name="Number">Counts the normalisations, from 1.</param>
/// <param name="Layer">Index of the layer as declared.</param>
/// <param name="Units">Its width.</param>
/// <param name="Offset">Where its mean starts among all statistics; its variance follows.</param>
/// <param name="Mean">The mini-batch's mean, in training.</param>
/// <param name="Variance">The mini-batch's biased variance, in training.</param>
internal sealed record RunningStatistic(int Number, int Layer, int Units, int Offset, Value Mean, Value Variance);

/// <summary>A layer with everything resolved that the declaration leaves open.</summary>
/// <param name="Index">Its place in the declaration.</param>
/// <param name="Spec">As written.</param>
/// <param name="Name">The user's name, or kind and number: <c>dense1</c>.</param>
/// <param name="Sources">The layers it takes its input from; −1 is the network's input.</param>
/// <param name="InputUnits">Width in.</param>
/// <param name="Units">Width out.</param>
/// <param name="Number">Counts the layers of its family (dense, normalisation, other kinds each), from 1.</param>
/// <param name="Tensors">Its parameters.</param>
internal sealed record Layer(int Index, LayerSpec Spec, string Name, EquatableArray<int> Sources, int InputUnits, int Units, int Number, EquatableArray<Tensor> Tensors)
{
    /// <summary>The tensor of a role, or null.</summary>
    public Tensor? TensorOf(TensorRole role) => Tensors.FirstOrDefault(tensor => tensor.Role == role);
}

/// <summary>The operations of a network in their order, with resolved shapes, for one mode.</summary>
internal sealed class NetworkGraph
{
    /// <summary>The owner of what belongs to no layer but to the loss.</summary>
    public const int LossOwner = -1;

    private readonly Dictionary<string, Value> _values = new();
    private readonly Dictionary<string, int> _owners = new();

    public NetworkGraph(NetworkSpec spec, LayerTable layers, bool training)
    {
        Spec = spec;
        Layers = layers;
        IsTraining = training;
    }

    public NetworkSpec Spec { get; }

    public LayerTable Layers { get; }

    public bool IsTraining { get; }

    /// <summary>From the input to the output.</summary>
    public List<Operation> Forward { get; } = new();

    /// <summary>From the output to <see cref="RowLoss"/>.</summary>
    public List<Operation> LossOperations { get; } = new();

    public List<RunningStatistic> Statistics { get; } = new();

    public Value Input { get; set; } = null!;

    public Value Target { get; set; } = null!;

    /// <summary>What turns the sum of <see cref="RowLoss"/> into the loss: 1 / rows, or 1 / (rows · outputs).</summary>
    public Value Scale { get; set; } = null!;

    public Value Output { get; set; } = null!;

    /// <summary>The loss of each row before <see cref="Scale"/>.</summary>
    public Value RowLoss { get; set; } = null!;

    /// <summary>The loss of each row and output as declared, where <see cref="RowLoss"/> is composed with the output's activation; else null.</summary>
    public Expr? DeclaredLoss { get; set; }

    public IReadOnlyDictionary<string, Value> Values => _values;

    /// <summary>Adds a value; its name must be new.</summary>
    public Value Add(Value value)
    {
        _values.Add(value.Name, value);
        return value;
    }

    /// <summary>Says to which layer an operation belongs, forward or back.</summary>
    public void Own(Operation operation, int layer) => _owners[operation.Result.Name] = layer;

    /// <summary>The index of the layer that an operation belongs to, or <see cref="LossOwner"/>.</summary>
    public int OwnerOf(Operation operation) => _owners.TryGetValue(operation.Result.Name, out var layer) ? layer : LossOwner;

    /// <summary>The same graph where inputs and targets are copied to the network's own memory, as if they were computed.</summary>
    public NetworkGraph WithOwnInputs() => With(Input with { Origin = Origin.Computed }, Target with { Origin = Origin.Computed }, Scale);

    /// <summary>The same graph where the scale of the loss is one number a row, for rows of different weights.</summary>
    public NetworkGraph WithRowScales() => With(Input, Target, Scale with { Extent = Extent.Row });

    private NetworkGraph With(Value input, Value target, Value scale)
    {
        var graph = new NetworkGraph(Spec, Layers, IsTraining)
        {
            Input = input,
            Target = target,
            Scale = scale,
            Output = Output,
            RowLoss = RowLoss,
        };
        var replaced = new[] { input, target, scale }.ToDictionary(value => value.Name);
        foreach (var value in _values.Values)
        {
            graph.Add(replaced.TryGetValue(value.Name, out var replacement) ? replacement : value);
        }

        foreach (var owner in _owners)
        {
            graph._owners[owner.Key] = owner.Value;
        }

        graph.Forward.AddRange(Forward);
        graph.LossOperations.AddRange(LossOperations);
        graph.Statistics.AddRange(Statistics);
        return graph;
    }

    /// <summary>The graph as text, one operation a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("forward, ").Append(IsTraining ? "training" : "inference").Append('\n');
        Forward.ForEach(operation => text.Append("  ").Append(operation).Append('\n'));
        text.Append("loss × ").Append(Scale.Notation).Append('\n');
        LossOperations.ForEach(operation => text.Append("  ").Append(operation).Append('\n'));
        return text.ToString();
    }
}
