using System;
using System.IO;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>What goes with every network.</summary>
public static class NetworkExtensions
{
    /// <summary>Saves a network with what its inputs went through; <see cref="Standardization{T}.Load(string)"/> reads that back, and the network's own <c>Load</c> passes it over.</summary>
    /// <param name="network">What to save.</param>
    /// <param name="path">The file; written to a temporary file first, which then takes its place.</param>
    /// <param name="standardization">Of as many inputs as the network takes.</param>
    public static void Save<T>(this INetwork<T> network, string path, Standardization<T> standardization)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(standardization);
        ModelFile.Save(network, path, standardization);
    }

    /// <summary>The same to a stream, from its position on; it is not closed.</summary>
    /// <param name="network">What to save.</param>
    /// <param name="stream">Must be writable.</param>
    /// <param name="standardization">Of as many inputs as the network takes.</param>
    public static void Save<T>(this INetwork<T> network, Stream stream, Standardization<T> standardization)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(standardization);
        ModelFile.Save(network, stream, standardization);
    }
}
