using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>What a tensor of a model file holds.</summary>
internal enum TensorRole
{
    /// <summary>A range of the parameters, in canonical order.</summary>
    Parameters,

    /// <summary>A range of the running statistics.</summary>
    Statistics,
}

/// <summary>A tensor that a network's file must have.</summary>
/// <param name="Name">The layer's name, a dot, and the parameter's.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Role">Where its values belong.</param>
/// <param name="Offset">The first of them there.</param>
/// <param name="Count">How many.</param>
internal sealed record ModelTensor(string Name, IReadOnlyList<int> Shape, TensorRole Role, int Offset, int Count)
{
    /// <summary>The tensors of a network: parameters by layer, then running statistics by layer.</summary>
    public static IReadOnlyList<ModelTensor> Of(NetworkDescription network) => [.. Parameters(network), .. Statistics(network)];

    /// <summary>The name of the type of <typeparamref name="T"/> in safetensors files.</summary>
    public static string DType<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? "F32"
        : typeof(T) == typeof(double) ? "F64"
        : throw new NotSupportedException($"Model files hold float or double values, not {typeof(T).Name}.");

    private static IEnumerable<ModelTensor> Parameters(NetworkDescription network) =>
        from layer in network.Layers
        from parameter in layer.Parameters
        select new ModelTensor($"{layer.Name}.{parameter.Name}", parameter.Shape, TensorRole.Parameters, parameter.Offset, parameter.Count);

    private static IEnumerable<ModelTensor> Statistics(NetworkDescription network)
    {
        int offset = 0;
        foreach (LayerDescription layer in network.Layers.Where(layer => layer.Kind == "BatchNorm"))
        {
            foreach (string name in (string[])["mean", "variance"])
            {
                yield return new ModelTensor($"{layer.Name}.{name}", [layer.UnitCount], TensorRole.Statistics, offset, layer.UnitCount);
                offset += layer.UnitCount;
            }
        }
    }
}
