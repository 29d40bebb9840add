using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using BackpropGen.Runtime;
using BackpropGen.Tests.Training;

namespace BackpropGen.Tests.Files;

/// <summary>A small network with running statistics, its file, and files that are made from it.</summary>
internal static class Models
{
    public static LinearNetwork<T> Network<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = new LinearNetwork<T>(3, 2, statistics: 4);
        network.SetStatistics([T.One, T.Zero, T.NegativeOne, T.Pi]);
        return network;
    }

    public static byte[] Bytes<T>(INetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        ModelFile.Save(network, stream);
        return stream.ToArray();
    }

    /// <summary>The header's text.</summary>
    public static string Header(byte[] file) => Encoding.UTF8.GetString(file, 8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file));

    /// <summary>A file with another header and the right length and checksum for it, so that what else is wrong shows.</summary>
    public static byte[] WithHeader(byte[] file, string header)
    {
        byte[] data = file[(8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(file))..];
        header = Regex.Replace(header, "\"checksum\":\"[0-9a-f]{16}\"", "\"checksum\":\"0000000000000000\"");
        header = header.Replace("\"checksum\":\"0000000000000000\"", $"\"checksum\":\"{Hash([.. Encoding.UTF8.GetBytes(header), .. data])}\"", StringComparison.Ordinal);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)Encoding.UTF8.GetByteCount(header));
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    public static string Hash(byte[] bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in bytes)
        {
            hash = unchecked((hash ^ b) * 1099511628211);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}

/// <summary>A stream that can only be read forward, a few bytes at a time.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(7, buffer.Length)]);
}
