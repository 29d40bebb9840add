using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// Saves and loads a network's parameters and running statistics as a safetensors file: an 8-byte little-endian length, a JSON header of that length, and
/// the tensors' little-endian values. The metadata hold a fingerprint of the architecture and a checksum of everything. The same network gives the same bytes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelFile
{
    /// <summary>Writes to a temporary file in the same folder, flushes it to the disk, and lets it take the place of <paramref name="path"/>: a process that is killed leaves the old file whole.</summary>
    /// <param name="network">What to save.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="standardization">What the network's inputs went through, to be saved with it; null for nothing.</param>
    public static void Save<T>(INetwork<T> network, string path, Standardization<T>? standardization = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(network, stream, standardization));
    }

    /// <summary>Writes to a stream, from its position on; it is not closed.</summary>
    /// <param name="network">What to save.</param>
    /// <param name="stream">Must be writable.</param>
    /// <param name="standardization">What the network's inputs went through, to be saved with it; null for nothing.</param>
    public static void Save<T>(INetwork<T> network, Stream stream, Standardization<T>? standardization = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ModelWriter.Write(stream, network, standardization);
    }

    /// <summary>Reads what <see cref="Save{T}(INetwork{T}, string, Standardization{T})"/> wrote; a standardization in it is passed over. On any error the network stays as it was.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another architecture; the message says what differs.</exception>
    public static void Load<T>(INetwork<T> network, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        Load(network, stream, path);
    }

    /// <summary>The same from a stream, from its position to its end; it is not closed.</summary>
    /// <exception cref="InvalidDataException">The data are damaged, or of another architecture; the message says what differs.</exception>
    public static void Load<T>(INetwork<T> network, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Load(network, stream, "The stream");
    }

    private static void Load<T>(INetwork<T> network, Stream stream, string source)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        var reader = new ModelReader(stream, source);
        SafetensorsHeader header = reader.ReadHeader();
        ModelChecks.Fits(header, network, source);

        var parameters = new T[network.ParameterCount];
        var statistics = new T[network.StatisticCount];
        var destinations = new Dictionary<string, TensorDestination>();
        ModelReader.AddDestinations(destinations, network.Description, "", parameters, statistics);
        reader.ReadTensors(header, destinations);

        network.SetParameters(parameters);
        network.SetStatistics(statistics);
    }
}
