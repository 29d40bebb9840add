using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Files;

public sealed class DamagedFileTests
{
    private static readonly byte[] Whole = Models.Bytes(Models.Network<float>());

    private static readonly float[] Before = [9, 8, 7, 6, 5, 4, 3, 2];

    [Fact]
    public void The_undamaged_file_is_taken()
    {
        LinearNetwork<float> network = Other();
        network.Load(new MemoryStream(Whole));
        Assert.Equal(Models.Network<float>().Parameters, network.Parameters);

        network = Other();
        network.Load(new MemoryStream(Models.WithHeader(Whole, Models.Header(Whole))));
        Assert.Equal(Models.Network<float>().Parameters, network.Parameters);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (int length = 0; length < Whole.Length; length++)
        {
            Assert.Contains("truncated", Refusal(Whole[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_changed_bit_is_refused()
    {
        for (int bit = 0; bit < 8 * Whole.Length; bit++)
        {
            byte[] damaged = [.. Whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Refusal(damaged);
        }
    }

    [Fact]
    public void Bytes_too_many_are_refused()
    {
        Assert.Contains("more bytes than the 48", Refusal([.. Whole, 0]), StringComparison.Ordinal);
    }

    public static IEnumerable<object[]> ChangedHeaders =>
    [
        ["\"dense1.weight\":", "\"dense1.wight\":", "the tensor 'dense1.weight' of shape [2, 3] is missing"],
        ["\"norm1.mean\":", "\"norm1.moan\":", "the tensor 'norm1.mean' of shape [2] is missing"],
        ["\"shape\":[2,3]", "\"shape\":[3,2]", "the tensor 'dense1.weight' must have the shape [2, 3], and has [3, 2]"],
        ["\"shape\":[2,3]", "\"shape\":[6]", "the tensor 'dense1.weight' must have the shape [2, 3], and has [6]"],
        ["\"dtype\":\"F32\",\"shape\":[2,3]", "\"dtype\":\"F16\",\"shape\":[2,3]", "the tensor 'dense1.weight' must be of type F32, and is F16"],
        ["\"data_offsets\":[0,24]", "\"data_offsets\":[0,23]", "the data offsets of tensor 'dense1.bias' are [24, 32], and those before end at 23"],
        ["\"data_offsets\":[24,32]", "\"data_offsets\":[20,32]", "the data offsets of tensor 'dense1.bias' are [20, 32], and those before end at 24"],
        ["\"data_offsets\":[24,32]", "\"data_offsets\":[28,32]", "the data offsets of tensor 'dense1.bias' are [28, 32], and those before end at 24"],
        ["\"data_offsets\":[40,48]", "\"data_offsets\":[40,52]", "the tensor 'norm1.variance' of shape [2] must have 8 bytes, and its data offsets [40, 52] leave it 12"],
        ["\"data_offsets\":[40,48]", "\"data_offsets\":[40]", "tensor 'norm1.variance' must have 'dtype', 'shape' and two 'data_offsets'"],
        ["\"data_offsets\":[0,24]", "\"data_offsets\":[-8,24]", "not a whole number from 0 on"],
        ["\"data_offsets\":[0,24]", "\"data_offsets\":[0.5,24]", "not a whole number from 0 on"],
        ["\"data_offsets\":[0,24]", "\"data_offsets\":[0,99999999999999999999]", "not a whole number from 0 on"],
        ["\"shape\":[2,3]", "\"shape\":[2,3],\"shape\":[2,3]", "tensor 'dense1.weight' has an entry 'shape' too many"],
        ["\"shape\":[2,3]", "\"shape\":\"2,3\"", "expected StartArray"],
        ["\"dtype\":\"F32\",\"shape\":[2,3]", "\"dtype\":32,\"shape\":[2,3]", "the header is not that of a safetensors file"],
        ["\"dense1.weight\":{", "\"more\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"dense1.weight\":{", "Linear has no tensor 'more', which the file holds with shape [0]"],
        ["\"dense1.weight\":{", "\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"dense1.weight\":{", "'dense1.weight' comes twice"],
        ["\"__metadata__\":{", "\"__metadata__\":{},\"__metadata__\":{", "'__metadata__' comes twice"],
        ["\"__metadata__\":{", "\"__metadata__\":{\"format\":\"x\",", "'format' comes twice"],
        ["\"__metadata__\":{", "\"__metadata__\":{\"more\":1,", "expected String"],
        ["\"__metadata__\":{", "\"__metadata__\":[{", "expected StartObject"],
        ["\"format\":\"BackpropGen 1\"", "\"format\":\"pt\"", "expected a file of the format 'BackpropGen 1', got 'pt'"],
        ["\"format\":", "\"fermat\":", "this is not a model that BackpropGen saved: its metadata have no 'format'"],
        ["\"architecture\":", "\"arch\":", "its metadata have no 'architecture'"],
        ["\"fingerprint\":", "\"finger\":", "its metadata have no 'fingerprint'"],
        ["\"checksum\":", "\"sum\":", "its metadata have no 'checksum'"],
        ["\"checksum\":\"", "\"checksum\":\"00", "the checksum must have 16 hexadecimal digits"],
        ["3 to 2, weight", "4 to 2, weight", "the file is damaged: the fingerprint"],
        ["{\"__metadata__\"", "[\"__metadata__\"", "the header is not that of a safetensors file"],
        ["{\"__metadata__\"", "{}{\"__metadata__\"", "the header is not that of a safetensors file"],
    ];

    [Theory]
    [MemberData(nameof(ChangedHeaders))]
    public void A_changed_header_is_refused_and_the_message_says_what_differs(string old, string changed, string message)
    {
        string header = Models.Header(Whole);
        Assert.Contains(old, header, StringComparison.Ordinal);
        int at = header.IndexOf(old, StringComparison.Ordinal);

        Assert.Contains(message, Refusal(Models.WithHeader(Whole, header[..at] + changed + header[(at + old.Length)..])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_value_is_refused_by_the_checksum()
    {
        byte[] damaged = [.. Whole];
        damaged[^20] ^= 1;

        Assert.Contains("the data are damaged: their checksum is", Refusal(damaged), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_001UL)]
    public void A_header_length_beyond_all_bounds_is_refused(ulong length)
    {
        byte[] damaged = [.. Whole];
        BinaryPrimitives.WriteUInt64LittleEndian(damaged, length);

        Assert.Contains($"the header has {length} bytes, and 100000000 is the most", Refusal(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_length_beyond_the_data_is_refused_without_taking_that_memory()
    {
        byte[] damaged = [.. Whole];
        BinaryPrimitives.WriteUInt64LittleEndian(damaged, 100_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("they end within the header of 100000000 bytes", Refusal(damaged), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Foreign_files_are_refused()
    {
        Assert.Contains("truncated", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("no safetensors file", Refusal(Encoding.ASCII.GetBytes("PK\u0003\u0004 this is a zip file")), StringComparison.Ordinal);
        Assert.Contains("the header is not that of a safetensors file", Refusal([0, 0, 0, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("the header is not that of a safetensors file", Refusal([2, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFE]), StringComparison.Ordinal);
        Assert.Contains("not a model that BackpropGen saved", Refusal([2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}']), StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_text_in_a_header_is_refused()
    {
        byte[] name = Encoding.ASCII.GetBytes("{\"x\":{}}");
        name[2] = 0xFF;

        Assert.Contains("the header is not that of a safetensors file", Refusal([8, 0, 0, 0, 0, 0, 0, 0, .. name]), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_architecture_is_refused_and_the_layer_named()
    {
        byte[] wider = Models.Bytes(new LinearNetwork<float>(3, 5, statistics: 4));
        Assert.Contains(
            "another architecture than Linear: expected 'dense1: Dense of input, 3 to 2, weight [2, 3], bias [2]', got 'dense1: Dense of input, 3 to 5, weight [5, 3], bias [5]'",
            Refusal(wider),
            StringComparison.Ordinal);

        byte[] shorter = Models.Bytes(new LinearNetwork<float>(3, 2));
        Assert.Contains("expected 'norm1: BatchNorm of input, 2 to 2', got 'dense1", Refusal(shorter), StringComparison.Ordinal);

        NetworkDescription tanh = LinearNetwork<float>.Describe(3, 2, 4, activation: Activation.Tanh);
        Assert.Contains("got 'dense1: Dense of input, 3 to 2, Tanh, weight", Refusal(Models.Bytes(new LinearNetwork<float>(3, 2, tanh, 4))), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_edges_are_another_architecture()
    {
        Assert.Contains("another architecture", Refusal(Models.Bytes(new LinearNetwork<float>(3, 2, WithEdges("##.", "###"), 4))), StringComparison.Ordinal);
        Assert.NotEqual(
            Models.Header(Models.Bytes(new LinearNetwork<float>(3, 2, WithEdges("##.", "###"), 4))),
            Models.Header(Models.Bytes(new LinearNetwork<float>(3, 2, WithEdges("#.#", "###"), 4))));

        static NetworkDescription WithEdges(params string[] edges)
        {
            NetworkDescription description = LinearNetwork<float>.Describe(3, 2, 4);
            return description with { Layers = [description.Layers[0], description.Layers[1] with { Connections = edges }] };
        }
    }

    [Fact]
    public void Another_name_or_loss_is_the_same_architecture()
    {
        NetworkDescription description = LinearNetwork<float>.Describe(3, 2, 4, Loss.Huber) with { Name = "Renamed" };
        var network = new LinearNetwork<float>(3, 2, description, 4);
        network.SetParameters(Before);
        network.Load(new MemoryStream(Whole));

        Assert.Equal(Models.Network<float>().Parameters, network.Parameters);
    }

    [Fact]
    public void Another_precision_is_refused()
    {
        Assert.Contains("'dense1.weight' must be of type F32, and is F64", Refusal(Models.Bytes(Models.Network<double>())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_standardization_is_refused()
    {
        using var stream = new MemoryStream();
        Models.Network<float>().Save(stream, new Standardization<float>([1, 2, 3], [4, 5, 6]));
        byte[] file = stream.ToArray();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Standardization<float>.Load(new MemoryStream(file[..length])));
        }

        byte[] damaged = [.. file];
        damaged[^1] ^= 1;
        Assert.Throws<InvalidDataException>(() => Standardization<float>.Load(new MemoryStream(damaged)));
    }

    private static LinearNetwork<float> Other()
    {
        LinearNetwork<float> network = Models.Network<float>();
        network.SetParameters(Before);
        network.SetStatistics([1, 2, 3, 4]);
        return network;
    }

    private static string Refusal(byte[] file)
    {
        LinearNetwork<float> network = Other();
        string message = Assert.Throws<InvalidDataException>(() => network.Load(new MemoryStream(file))).Message;
        Assert.Equal(Before, network.Parameters);
        Assert.Equal([1, 2, 3, 4], network.Statistics);
        return message;
    }
}
