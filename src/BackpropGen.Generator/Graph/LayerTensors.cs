using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Graph;

/// <summary>Which parameters each kind of layer has, in canonical order.</summary>
internal static class LayerTensors
{
    /// <summary>The tensors of a layer, offsets still 0.</summary>
    public static IEnumerable<Tensor> Of(Layer layer) => layer.Spec.Kind switch
    {
        LayerKind.Dense => Dense(layer).Concat(Activation(layer)),
        LayerKind.Activate => Activation(layer),
        LayerKind.LayerNorm or LayerKind.BatchNorm => Norm(layer),
        _ => Enumerable.Empty<Tensor>(),
    };

    private static IEnumerable<Tensor> Dense(Layer layer)
    {
        var spec = layer.Spec;
        yield return new Tensor(TensorRole.Weight, layer.Number, layer.Index, layer.Units, layer.InputUnits, spec.Frozen, 0, 0, spec.Connections);
        if (spec.Bias != BiasKind.None)
        {
            var count = spec.Bias == BiasKind.Shared ? 1 : layer.Units;
            yield return new Tensor(TensorRole.Bias, layer.Number, layer.Index, count, 1, spec.Frozen || spec.FrozenBias, 0, 0, default);
        }
    }

    private static IEnumerable<Tensor> Activation(Layer layer) => (layer.Spec.Function?.Parameters ?? default).Select(parameter => new Tensor(
        TensorRole.Activation, layer.Number, layer.Index, parameter.PerUnit ? layer.Units : 1, 1, layer.Spec.Frozen, 0, 0, default, new ActivationParameter(parameter, layer.Spec.Kind == LayerKind.Activate)));

    private static IEnumerable<Tensor> Norm(Layer layer)
    {
        yield return new Tensor(TensorRole.Gain, layer.Number, layer.Index, layer.Units, 1, layer.Spec.Frozen, 0, 0, default);
        yield return new Tensor(TensorRole.Shift, layer.Number, layer.Index, layer.Units, 1, layer.Spec.Frozen, 0, 0, default);
    }
}
