using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackpropGen.Runtime;

/// <summary>Whether a file's header fits a network; the exceptions say what differs.</summary>
internal static class ModelChecks
{
    /// <summary>The file is ours, of this architecture, and has just this network's tensors.</summary>
    /// <exception cref="InvalidDataException">It has not.</exception>
    public static void Fits<T>(SafetensorsHeader header, INetwork<T> network, string source)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IsOurs(header, source);
        HasArchitecture(header, network.Description, source);
        IReadOnlyList<ModelTensor> expected = ModelTensor.Of(network.Description);
        foreach (ModelTensor tensor in expected)
        {
            HasTensor<T>(header, tensor.Name, tensor.Shape, source);
        }

        HashSet<string> known = [.. expected.Select(tensor => tensor.Name), ModelMetadata.StandardizationMean, ModelMetadata.StandardizationScale];
        if (header.Tensors.FirstOrDefault(tensor => !known.Contains(tensor.Name)) is TensorEntry extra)
        {
            throw new InvalidDataException($"{source}: {network.Description.Name} has no tensor '{extra.Name}', which the file holds with shape {extra.ShapeText}.");
        }
    }

    /// <summary>The file was written by these rules.</summary>
    public static void IsOurs(SafetensorsHeader header, string source, string expected = ModelMetadata.FormatValue)
    {
        string format = Metadata(header, ModelMetadata.Format, source);
        if (format != expected)
        {
            throw new InvalidDataException($"{source}: expected a file of the format '{expected}', got '{format}'.");
        }

        string checksum = Metadata(header, ModelMetadata.Checksum, source);
        ReadOnlySpan<byte> digits = header.Bytes.AsSpan(header.ChecksumStart);
        if (checksum.Length != Fnv1a.TextLength || digits.Length <= Fnv1a.TextLength || digits[Fnv1a.TextLength] != '"')
        {
            throw new InvalidDataException($"{source}: the checksum must have {Fnv1a.TextLength} hexadecimal digits, and is '{checksum}'.");
        }
    }

    /// <summary>The file has a tensor of this type and shape.</summary>
    public static void HasTensor<T>(SafetensorsHeader header, string name, IReadOnlyList<int> shape, string source)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorEntry tensor = header.Tensors.FirstOrDefault(tensor => tensor.Name == name)
            ?? throw new InvalidDataException($"{source}: the tensor '{name}' of shape {TensorEntry.Text(shape)} is missing.");
        if (tensor.DType != ModelTensor.DType<T>())
        {
            throw new InvalidDataException($"{source}: the tensor '{name}' must be of type {ModelTensor.DType<T>()}, and is {tensor.DType}.");
        }

        if (!tensor.Shape.SequenceEqual(shape.Select(size => (long)size)))
        {
            throw new InvalidDataException($"{source}: the tensor '{name}' must have the shape {TensorEntry.Text(shape)}, and has {tensor.ShapeText}.");
        }

        long bytes = shape.Aggregate((long)Unsafe.SizeOf<T>(), (product, size) => product * size);
        if (tensor.End - tensor.Begin != bytes)
        {
            throw new InvalidDataException($"{source}: the tensor '{name}' of shape {tensor.ShapeText} must have {bytes} bytes, and its data offsets [{tensor.Begin}, {tensor.End}] leave it {tensor.End - tensor.Begin}.");
        }
    }

    /// <summary>The file is of a network of this architecture.</summary>
    public static void HasArchitecture(SafetensorsHeader header, NetworkDescription network, string source)
    {
        string expected = Architecture.Text(network);
        string actual = Metadata(header, ModelMetadata.Architecture, source);
        string fingerprint = Metadata(header, ModelMetadata.Fingerprint, source);
        if (fingerprint != Architecture.Fingerprint(actual))
        {
            throw new InvalidDataException($"{source}: the file is damaged: the fingerprint {fingerprint} is not that of its architecture, {Architecture.Fingerprint(actual)}.");
        }

        if (actual != expected)
        {
            throw new InvalidDataException($"{source}: the file is of another architecture than {network.Name}: {Architecture.Difference(expected, actual)} (fingerprint {Architecture.Fingerprint(expected)} expected, {fingerprint} got).");
        }
    }

    /// <summary>An entry of the metadata.</summary>
    public static string Metadata(SafetensorsHeader header, string name, string source) =>
        header.Metadata.TryGetValue(name, out string? text)
            ? text
            : throw new InvalidDataException($"{source}: this is not a model that BackpropGen saved: its metadata have no '{name}'.");
}
