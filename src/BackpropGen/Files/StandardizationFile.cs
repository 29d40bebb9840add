using System;
using System.IO;
using System.Linq;
using BackpropGen.Runtime;

namespace BackpropGen;

public sealed partial class Standardization<T>
{
    /// <summary>Reads the standardization that was saved with a network by <see cref="NetworkExtensions.Save{T}(INetwork{T}, string, Standardization{T})"/>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds no standardization.</exception>
#pragma warning disable CA1000 // The type argument is that of the data
    public static Standardization<T> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Load(stream, path);
    }

    /// <summary>The same from a stream, from its position to its end; it is not closed.</summary>
    /// <exception cref="InvalidDataException">The data are damaged, or hold no standardization.</exception>
    public static Standardization<T> Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, "The stream");
    }
#pragma warning restore CA1000

    private static Standardization<T> Load(Stream stream, string source)
    {
        var reader = new ModelReader(stream, source);
        SafetensorsHeader header = reader.ReadHeader();
        ModelChecks.IsOurs(header, source);
        double[] mean = new double[Columns(header, source)];
        double[] scale = new double[mean.Length];
        ModelChecks.HasTensor<double>(header, ModelMetadata.StandardizationMean, [mean.Length], source);
        ModelChecks.HasTensor<double>(header, ModelMetadata.StandardizationScale, [mean.Length], source);
        reader.ReadTensors(header, new()
        {
            [ModelMetadata.StandardizationMean] = new TensorDestination<double>(mean),
            [ModelMetadata.StandardizationScale] = new TensorDestination<double>(scale),
        });
        try
        {
            return new Standardization<T>(mean, scale);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{source}: the standardization cannot be: {e.Message}", e);
        }
    }

    private static int Columns(SafetensorsHeader header, string source)
    {
        TensorEntry tensor = header.Tensors.FirstOrDefault(tensor => tensor.Name == ModelMetadata.StandardizationMean)
            ?? throw new InvalidDataException($"{source}: the model was saved without a standardization.");
        long bytes = tensor.End - tensor.Begin;
        return bytes % sizeof(double) == 0 && bytes is > 0 and <= int.MaxValue
            ? (int)(bytes / sizeof(double))
            : throw new InvalidDataException($"{source}: the tensor '{tensor.Name}' must hold double values, and has {bytes} bytes.");
    }
}
