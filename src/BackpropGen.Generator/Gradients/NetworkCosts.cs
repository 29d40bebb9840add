using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Gradients;

/// <summary>What a layer costs, or the loss.</summary>
/// <param name="Name">The layer's name; <c>loss</c>.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Forward">Floating-point operations of a prediction of one row.</param>
/// <param name="TrainStep">Those of a step of plain gradient descent on one row: forward, backward and update.</param>
internal sealed record LayerCost(string Name, long Parameters, long Bytes, long Forward, long TrainStep);

/// <summary>What a network costs, layer by layer, by the convention of <see cref="Flops"/>.</summary>
/// <remarks>
/// A training step has the gradients by all parameters, frozen ones too, as <c>ComputeGradients</c> gives them, and no gradient by the inputs. The update, w − η g, is two operations for each parameter that
/// is not frozen; a mini-batch takes it once. Running statistics are not counted.
/// </remarks>
internal sealed class NetworkCosts
{
    private const long UpdateFlops = 2;

    private NetworkCosts(IReadOnlyList<LayerCost> layers) => Layers = layers;

    /// <summary>One entry a layer as declared, and one for the loss of a network that trains.</summary>
    public IReadOnlyList<LayerCost> Layers { get; }

    public long Parameters => Layers.Sum(layer => layer.Parameters);

    public long ParameterBytes => Layers.Sum(layer => layer.Bytes);

    public long ForwardFlops => Layers.Sum(layer => layer.Forward);

    public long TrainStepFlops => Layers.Sum(layer => layer.TrainStep);

    /// <summary>The costs of a valid network.</summary>
    public static NetworkCosts Of(NetworkSpec spec)
    {
        var layers = new LayerTable(spec);
        var training = spec.InferenceOnly ? null : GradientBuilder.Build(GraphBuilder.Build(spec, layers, training: true));
        return Of(GraphBuilder.Build(spec, layers, training: false), training);
    }

    /// <summary>The costs of a network that has been derived.</summary>
    public static NetworkCosts Of(NetworkGraph inference, TrainingGraph? training)
    {
        var forward = ByLayer(inference, inference.Forward);
        var step = training is null ? forward : ByLayer(training.Graph, training.Graph.Forward.Concat(training.Graph.LossOperations).Concat(training.Backward));
        var size = inference.Spec.IsDouble ? sizeof(double) : sizeof(float);
        var costs = inference.Layers.Layers.Select(layer =>
        {
            long parameters = layer.Tensors.Sum(tensor => tensor.Count), trained = layer.Tensors.Where(tensor => !tensor.Frozen).Sum(tensor => tensor.Count);
            return new LayerCost(layer.Name, parameters, size * parameters, forward[layer.Index], training is null ? 0 : step[layer.Index] + (UpdateFlops * trained));
        });
        return new NetworkCosts((training is null ? costs : costs.Append(new LayerCost("loss", 0, 0, 0, step[NetworkGraph.LossOwner]))).ToArray());
    }

    private static Dictionary<int, long> ByLayer(NetworkGraph graph, IEnumerable<Operation> operations)
    {
        var sums = graph.Layers.Layers.ToDictionary(layer => layer.Index, _ => 0L);
        sums[NetworkGraph.LossOwner] = 0;
        foreach (var operation in operations)
        {
            sums[graph.OwnerOf(operation)] += Flops.Of(graph, operation);
        }

        return sums;
    }
}
