using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Writes one network, and what its inputs went through, as a safetensors file.</summary>
internal static class ModelWriter
{
    /// <summary>Writes length, header and tensors.</summary>
    /// <exception cref="ArgumentException">The standardization is of another number of inputs.</exception>
    public static void Write<T>(Stream stream, INetwork<T> network, Standardization<T>? standardization)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (standardization is not null && standardization.InputCount != network.InputCount)
        {
            throw new ArgumentException($"The standardization must be of {network.InputCount} inputs, as {network.Description.Name} takes, and is of {standardization.InputCount}.", nameof(standardization));
        }

        var writer = new SafetensorsWriter();
        if (standardization is not null)
        {
            writer.Add<double>(ModelMetadata.StandardizationMean, [standardization.InputCount], standardization.Mean.ToArray());
            writer.Add<double>(ModelMetadata.StandardizationScale, [standardization.InputCount], standardization.Scale.ToArray());
        }

        var parameters = new T[network.ParameterCount];
        var statistics = new T[network.StatisticCount];
        network.GetParameters(parameters);
        network.GetStatistics(statistics);
        AddTensors(writer, network.Description, "", parameters, statistics);
        writer.Write(stream, Metadata(network.Description, ModelMetadata.FormatValue));
    }

    /// <summary>Adds all of a network's tensors.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="network">Names and shapes.</param>
    /// <param name="prefix">What stands before the names.</param>
    /// <param name="parameters">In canonical order.</param>
    /// <param name="statistics">The running statistics.</param>
    public static void AddTensors<T>(SafetensorsWriter writer, NetworkDescription network, string prefix, T[] parameters, T[] statistics)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ModelTensor tensor in ModelTensor.Of(network))
        {
            T[] values = tensor.Role == TensorRole.Parameters ? parameters : statistics;
            writer.Add<T>(prefix + tensor.Name, tensor.Shape, values.AsMemory(tensor.Offset, tensor.Count));
        }
    }

    /// <summary>What every file says of its network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="format">Which rules the file follows.</param>
    public static Dictionary<string, string> Metadata(NetworkDescription network, string format)
    {
        string architecture = Architecture.Text(network);
        return new Dictionary<string, string>
        {
            [ModelMetadata.Format] = format,
            [ModelMetadata.Network] = network.Name,
            [ModelMetadata.Precision] = network.Precision.ToString(),
            [ModelMetadata.Architecture] = architecture,
            [ModelMetadata.Fingerprint] = Architecture.Fingerprint(architecture),
        };
    }
}
