using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Writes tensors and metadata as a safetensors file, with a checksum of everything in the metadata.</summary>
internal sealed class SafetensorsWriter
{
    private readonly List<TensorEntry> _entries = [];
    private readonly List<Action<LittleEndian.Sink>> _values = [];

    /// <summary>Adds a tensor; those of 8-byte values come first, so that each begins at a multiple of its values' size.</summary>
    /// <param name="name">Its name, not used before.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">As many values as the shape has; not copied.</param>
    public void Add<TValue>(string name, IEnumerable<int> shape, ReadOnlyMemory<TValue> values)
        where TValue : unmanaged, IBinaryFloatingPointIeee754<TValue>
    {
        long begin = _entries.Count == 0 ? 0 : _entries[^1].End;
        long[] sizes = [.. shape.Select(size => (long)size)];
        _entries.Add(new TensorEntry(name, ModelTensor.DType<TValue>(), sizes, begin, begin + ((long)values.Length * Unsafe.SizeOf<TValue>())));
        _values.Add(sink => LittleEndian.Write(values.Span, sink));
    }

    /// <summary>Writes length, header and tensors.</summary>
    /// <param name="stream">Must be writable.</param>
    /// <param name="metadata">Texts by name; the checksum is added to them.</param>
    public void Write(Stream stream, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        byte[] header = SafetensorsHeader.Write(metadata.Append(new(ModelMetadata.Checksum, ModelMetadata.BlankChecksum)), _entries);
        SetChecksum(header);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        WriteValues(stream.Write);
    }

    private void SetChecksum(byte[] header)
    {
        Fnv1a hash = Fnv1a.Start;
        hash.Add(header);
        WriteValues(bytes => hash.Add(bytes));

        // within a JSON text the quotes are escaped, so this is found where it is meant
        int start = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"{ModelMetadata.Checksum}\":\"{ModelMetadata.BlankChecksum}\""));
        Encoding.ASCII.GetBytes(hash.ToString()).CopyTo(header, start + ModelMetadata.Checksum.Length + "\"\":\"".Length);
    }

    private void WriteValues(LittleEndian.Sink sink)
    {
        foreach (Action<LittleEndian.Sink> write in _values)
        {
            write(sink);
        }
    }
}
