using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Writes one network, and what its inputs went through, as a safetensors file.</summary>
internal sealed class ModelWriter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkDescription _description;
    private readonly IReadOnlyList<ModelTensor> _tensors;
    private readonly Standardization<T>? _standardization;
    private readonly T[] _parameters;
    private readonly T[] _statistics;

    /// <summary>Takes a copy of what is to be written.</summary>
    /// <exception cref="ArgumentException">The standardization is of another number of inputs.</exception>
    public ModelWriter(INetwork<T> network, Standardization<T>? standardization)
    {
        if (standardization is not null && standardization.InputCount != network.InputCount)
        {
            throw new ArgumentException($"The standardization must be of {network.InputCount} inputs, as {network.Description.Name} takes, and is of {standardization.InputCount}.", nameof(standardization));
        }

        _description = network.Description;
        _tensors = ModelTensor.Of(_description);
        _standardization = standardization;
        _parameters = new T[network.ParameterCount];
        _statistics = new T[network.StatisticCount];
        network.GetParameters(_parameters);
        network.GetStatistics(_statistics);
    }

    /// <summary>Writes length, header and tensors.</summary>
    public void Write(Stream stream)
    {
        byte[] header = SafetensorsHeader.Write(Metadata(), Entries());
        SetChecksum(header);

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        WriteTensors(stream.Write);
    }

    private void SetChecksum(byte[] header)
    {
        Fnv1a hash = Fnv1a.Start;
        hash.Add(header);
        WriteTensors(bytes => hash.Add(bytes));

        // within a JSON text the quotes are escaped, so this is found where it is meant
        int start = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\"{ModelMetadata.Checksum}\":\"{ModelMetadata.BlankChecksum}\""));
        Encoding.ASCII.GetBytes(hash.ToString()).CopyTo(header, start + ModelMetadata.Checksum.Length + "\"\":\"".Length);
    }

    private Dictionary<string, string> Metadata()
    {
        string architecture = Architecture.Text(_description);
        return new Dictionary<string, string>
        {
            [ModelMetadata.Format] = ModelMetadata.FormatValue,
            [ModelMetadata.Network] = _description.Name,
            [ModelMetadata.Precision] = _description.Precision.ToString(),
            [ModelMetadata.Architecture] = architecture,
            [ModelMetadata.Fingerprint] = Architecture.Fingerprint(architecture),
            [ModelMetadata.Checksum] = ModelMetadata.BlankChecksum,
        };
    }

    private List<TensorEntry> Entries()
    {
        var entries = new List<TensorEntry>();
        long begin = 0;
        if (_standardization is not null)
        {
            // first, as doubles: so each tensor begins at a multiple of its values' size
            Add(ModelMetadata.StandardizationMean, ModelTensor.DType<double>(), [_standardization.InputCount], sizeof(double));
            Add(ModelMetadata.StandardizationScale, ModelTensor.DType<double>(), [_standardization.InputCount], sizeof(double));
        }

        foreach (ModelTensor tensor in _tensors)
        {
            Add(tensor.Name, ModelTensor.DType<T>(), tensor.Shape, Unsafe.SizeOf<T>());
        }

        return entries;

        void Add(string name, string type, IReadOnlyList<int> shape, int valueSize)
        {
            long end = begin + shape.Aggregate((long)valueSize, (bytes, size) => bytes * size);
            entries.Add(new TensorEntry(name, type, [.. shape], begin, end));
            begin = end;
        }
    }

    private void WriteTensors(LittleEndian.Sink sink)
    {
        if (_standardization is not null)
        {
            LittleEndian.Write(_standardization.Mean, sink);
            LittleEndian.Write(_standardization.Scale, sink);
        }

        foreach (ModelTensor tensor in _tensors)
        {
            T[] values = tensor.Role == TensorRole.Parameters ? _parameters : _statistics;
            LittleEndian.Write<T>(values.AsSpan(tensor.Offset, tensor.Count), sink);
        }
    }
}
