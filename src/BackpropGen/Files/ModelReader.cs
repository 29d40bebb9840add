using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Reads a safetensors file from a stream, and never more than the header promises.</summary>
/// <param name="stream">From its position to its end.</param>
/// <param name="source">Its name for messages.</param>
internal sealed class ModelReader(Stream stream, string source)
{
    // a multiple of every value's size
    private const int PieceBytes = 1 << 16;

    private readonly byte[] _piece = new byte[PieceBytes];

    /// <summary>Reads length and header.</summary>
    /// <exception cref="InvalidDataException">The data end early, or are no safetensors file.</exception>
    public SafetensorsHeader ReadHeader()
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        Fill(prefix, "the length of the header");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
        {
            throw new InvalidDataException($"{source}: this is no safetensors file: its first 8 bytes say that the header has {length} bytes, and {SafetensorsHeader.MaxLength} is the most.");
        }

        // piece by piece, so that a wrong length costs no more memory than there are data
        using var header = new MemoryStream();
        for (int left = (int)length; left > 0;)
        {
            Span<byte> piece = _piece.AsSpan(0, Math.Min(left, PieceBytes));
            Fill(piece, $"the header of {length} bytes");
            header.Write(piece);
            left -= piece.Length;
        }

        return SafetensorsParser.Parse(header.ToArray(), source);
    }

    /// <summary>Reads all tensors, keeps those that have a destination, and compares the checksum.</summary>
    /// <param name="header">What <see cref="ReadHeader"/> gave.</param>
    /// <param name="destinations">By tensor name; as long as the header says.</param>
    /// <exception cref="InvalidDataException">The data end early or late, or are damaged.</exception>
    public void ReadTensors(SafetensorsHeader header, Dictionary<string, TensorDestination> destinations)
    {
        Fnv1a hash = Fnv1a.Start;
        AddHeader(ref hash, header);
        foreach (TensorEntry tensor in header.Tensors)
        {
            destinations.TryGetValue(tensor.Name, out TensorDestination? destination);
            ReadTensor(tensor, destination, ref hash);
        }

        if (stream.Read(_piece, 0, 1) > 0)
        {
            throw new InvalidDataException($"{source}: there are more bytes than the {header.DataLength} that the tensors have by the header.");
        }

        if (hash.ToString() != header.Metadata[ModelMetadata.Checksum])
        {
            throw new InvalidDataException($"{source}: the data are damaged: their checksum is {hash}, and the header says {header.Metadata[ModelMetadata.Checksum]}.");
        }
    }

    /// <summary>Adds where the tensors of a network go.</summary>
    /// <param name="destinations">By tensor name.</param>
    /// <param name="network">Names and shapes.</param>
    /// <param name="prefix">What stands before the names.</param>
    /// <param name="parameters">In canonical order.</param>
    /// <param name="statistics">The running statistics.</param>
    public static void AddDestinations<T>(Dictionary<string, TensorDestination> destinations, NetworkDescription network, string prefix, T[] parameters, T[] statistics)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ModelTensor tensor in ModelTensor.Of(network))
        {
            T[] values = tensor.Role == TensorRole.Parameters ? parameters : statistics;
            destinations.Add(prefix + tensor.Name, new TensorDestination<T>(values.AsMemory(tensor.Offset, tensor.Count)));
        }
    }

    private static void AddHeader(ref Fnv1a hash, SafetensorsHeader header)
    {
        ReadOnlySpan<byte> bytes = header.Bytes;
        hash.Add(bytes[..header.ChecksumStart]);
        hash.Add(Encoding.ASCII.GetBytes(ModelMetadata.BlankChecksum));
        hash.Add(bytes[(header.ChecksumStart + ModelMetadata.BlankChecksum.Length)..]);
    }

    private void ReadTensor(TensorEntry tensor, TensorDestination? destination, ref Fnv1a hash)
    {
        long length = tensor.End - tensor.Begin;
        for (long position = 0; position < length;)
        {
            Span<byte> piece = _piece.AsSpan(0, (int)Math.Min(length - position, PieceBytes));
            Fill(piece, $"tensor '{tensor.Name}'");
            hash.Add(piece);
            destination?.Put(position, piece);
            position += piece.Length;
        }
    }

    private void Fill(Span<byte> bytes, string what)
    {
        int got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length)
        {
            throw new InvalidDataException($"{source}: the data are truncated: they end within {what}, {bytes.Length - got} or more bytes early.");
        }
    }
}
