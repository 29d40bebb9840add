using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Runtime;

/// <summary>Values of 4 or 8 bytes as the little-endian bytes of a file, on any machine.</summary>
internal static class LittleEndian
{
    // a multiple of every value's size
    private const int PieceBytes = 1 << 16;

    /// <summary>Takes bytes.</summary>
    public delegate void Sink(ReadOnlySpan<byte> bytes);

    /// <summary>Hands values over as bytes, piece by piece.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, Sink sink)
        where T : unmanaged
    {
        int piece = PieceBytes / Unsafe.SizeOf<T>();
        var swapped = new T[BitConverter.IsLittleEndian ? 0 : Math.Min(piece, values.Length)];
        for (int start = 0; start < values.Length; start += piece)
        {
            ReadOnlySpan<T> part = values.Slice(start, Math.Min(piece, values.Length - start));
            if (!BitConverter.IsLittleEndian)
            {
                part.CopyTo(swapped);
                Swap(swapped.AsSpan(0, part.Length));
                part = swapped.AsSpan(0, part.Length);
            }

            sink(MemoryMarshal.AsBytes(part));
        }
    }

    /// <summary>Sets values from as many bytes as they have.</summary>
    public static void Read<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        bytes.CopyTo(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
        {
            Swap(values);
        }
    }

    private static void Swap<T>(Span<T> values)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(uint))
        {
            Span<uint> words = MemoryMarshal.Cast<T, uint>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else
        {
            Span<ulong> words = MemoryMarshal.Cast<T, ulong>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
