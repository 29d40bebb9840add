using System;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace BackpropGen.Benchmarks;

/// <summary>A workload's network as an ONNX model (opset 17) of Gemm and activation nodes. Field numbers are those of onnx.proto.</summary>
internal static class OnnxModel
{
    private const int FloatType = 1, AttributeInt = 2;

    public static byte[] Write(Workload workload, int batch, ReadOnlySpan<float> parameters)
    {
        var graph = new Message();
        string value = "x";
        int last = workload.Sizes.Length - 1;
        for (int layer = 1; layer <= last; layer++)
        {
            int from = workload.Sizes[layer - 1], to = workload.Sizes[layer];
            string gemm = $"z{layer}", activated = $"a{layer}";
            graph.Add(1, Node("Gemm", [value, $"w{layer}", $"b{layer}"], gemm).Add(5, Attribute("transB", AttributeInt, 1)));
            string kind = layer < last ? workload.Hidden : workload.Targets == TargetKind.LargestInput ? "softmax" : "identity";
            graph.Add(1, Node(kind switch { "relu" => "Relu", "tanh" => "Tanh", "softmax" => "Softmax", _ => "Identity" }, [gemm], activated));
            graph.Add(5, Tensor($"w{layer}", parameters[..(from * to)], to, from));
            graph.Add(5, Tensor($"b{layer}", parameters.Slice(from * to, to), to));
            parameters = parameters[((from + 1) * to)..];
            value = activated;
        }

        graph.Add(2, "network").Add(11, Value("x", batch, workload.Sizes[0])).Add(12, Value(value, batch, workload.Sizes[^1]));
        return new Message().Add(1, 8).Add(7, graph).Add(8, new Message().Add(1, "").Add(2, 17)).ToArray();
    }

    private static Message Node(string type, string[] inputs, string output)
    {
        var node = new Message();
        foreach (string input in inputs)
        {
            node.Add(1, input);
        }

        return node.Add(2, output).Add(4, type);
    }

    private static Message Attribute(string name, int type, long value) => new Message().Add(1, name).Add(3, value).Add(20, type);

    private static Message Tensor(string name, ReadOnlySpan<float> values, params int[] dimensions)
    {
        var tensor = new Message();
        foreach (int dimension in dimensions)
        {
            tensor.Add(1, dimension);
        }

        return tensor.Add(2, FloatType).Add(8, name).Add(9, MemoryMarshal.AsBytes(values));
    }

    private static Message Value(string name, int rows, int columns)
    {
        Message shape = new Message().Add(1, new Message().Add(1, rows)).Add(1, new Message().Add(1, columns));
        return new Message().Add(1, name).Add(2, new Message().Add(1, new Message().Add(1, FloatType).Add(2, shape)));
    }

    /// <summary>A protocol buffers message being written.</summary>
    private sealed class Message
    {
        private const int Varint = 0, Bytes = 2;

        private readonly ArrayBufferWriter<byte> _bytes = new();

        public Message Add(int field, long value)
        {
            Number((ulong)((field << 3) | Varint));
            Number((ulong)value);
            return this;
        }

        public Message Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

        public Message Add(int field, Message value) => Add(field, value.ToArray());

        public Message Add(int field, ReadOnlySpan<byte> value)
        {
            Number((ulong)((field << 3) | Bytes));
            Number((ulong)value.Length);
            _bytes.Write(value);
            return this;
        }

        public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

        private void Number(ulong value)
        {
            for (; value > 0x7F; value >>= 7)
            {
                _bytes.Write([(byte)(value | 0x80)]);
            }

            _bytes.Write([(byte)value]);
        }
    }
}
