using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Files;

public sealed class ModelFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpropgen");

    private string FilePath => Path.Combine(_folder.FullName, "model.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_saved_comes_back_bit_by_bit()
    {
        LinearNetwork<float> saved = Models.Network<float>();
        saved.SetParameters([1.1f, -0f, float.Epsilon, float.MaxValue, -3, 1e-30f, 7, 8]);
        saved.Save(FilePath);
        LinearNetwork<float> loaded = Models.Network<float>();
        loaded.Load(FilePath);

        Assert.Equal(saved.Parameters.Select(BitConverter.SingleToInt32Bits), loaded.Parameters.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(saved.Statistics, loaded.Statistics);
    }

    [Fact]
    public void Doubles_come_back_through_a_stream_that_cannot_seek()
    {
        LinearNetwork<double> saved = Models.Network<double>();
        saved.SetParameters([Math.PI, 2, 3, 4, 5, 6, 7, 8]);
        LinearNetwork<double> loaded = Models.Network<double>();
        loaded.Load(new OneWayStream(Models.Bytes(saved)));

        Assert.Equal(saved.Parameters, loaded.Parameters);
    }

    [Fact]
    public void Large_tensors_come_back()
    {
        var saved = new LinearNetwork<float>(300, 200);
        saved.Initialize(3);
        var loaded = new LinearNetwork<float>(300, 200);
        loaded.Load(new OneWayStream(Models.Bytes(saved)));

        Assert.Equal(saved.Parameters, loaded.Parameters);
    }

    [Fact]
    public void Is_a_safetensors_file()
    {
        byte[] file = Models.Bytes(Models.Network<float>());
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        JsonElement weight = header.RootElement.GetProperty("dense1.weight");

        Assert.Equal(0, length % 8);
        Assert.Equal("F32", weight.GetProperty("dtype").GetString());
        Assert.Equal([2, 3], weight.GetProperty("shape").EnumerateArray().Select(s => s.GetInt32()));
        Assert.Equal([0, 24], weight.GetProperty("data_offsets").EnumerateArray().Select(s => s.GetInt32()));
        Assert.Equal(
            ["__metadata__", "dense1.weight", "dense1.bias", "norm1.mean", "norm1.variance"],
            header.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(8 + length + ((8 + 4) * sizeof(float)), file.Length);
        Assert.Equal(Models.Network<float>().Parameters[1], BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + length + 4)));
        Assert.All(header.RootElement.GetProperty("__metadata__").EnumerateObject(), p => Assert.Equal(JsonValueKind.String, p.Value.ValueKind));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        Assert.Equal(Models.Bytes(Models.Network<double>()), Models.Bytes(Models.Network<double>()));
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_canonical_text()
    {
        byte[] file = Models.Bytes(Models.Network<float>());
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file)));
        JsonElement metadata = header.RootElement.GetProperty("__metadata__");

        Assert.Equal("BackpropGen 1", metadata.GetProperty("format").GetString());
        Assert.Equal("Linear", metadata.GetProperty("network").GetString());
        Assert.Equal("Single", metadata.GetProperty("precision").GetString());
        Assert.Equal(
            "input: 3\nnorm1: BatchNorm of input, 2 to 2\ndense1: Dense of input, 3 to 2, weight [2, 3], bias [2]",
            metadata.GetProperty("architecture").GetString());
        Assert.Equal(Models.Hash(Encoding.UTF8.GetBytes(metadata.GetProperty("architecture").GetString()!)), metadata.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public void Saving_replaces_the_old_file_and_leaves_nothing_beside_it()
    {
        File.WriteAllText(FilePath, new string('x', 100_000));
        Models.Network<float>().Save(FilePath);

        Assert.Equal(Models.Bytes(Models.Network<float>()), File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file()
    {
        File.WriteAllText(FilePath, "old");
        LinearNetwork<float> network = Models.Network<float>();
        network.OnGetParameters = () =>
        {
            // at this moment a process might be killed: the new bytes stand elsewhere
            Assert.Equal(2, Directory.GetFiles(_folder.FullName).Length);
            Assert.Equal("old", File.ReadAllText(FilePath));
            throw new InvalidOperationException("no more");
        };

        Assert.Throws<InvalidOperationException>(() => network.Save(FilePath));
        Assert.Equal("old", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_save_that_cannot_take_the_files_place_leaves_nothing_behind()
    {
        Directory.CreateDirectory(FilePath);

        Assert.ThrowsAny<SystemException>(() => Models.Network<float>().Save(FilePath));
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_standardization_goes_with_the_model()
    {
        var z = new Standardization<float>([1, Math.PI, -3], [1, 0.1, 1e-7]);
        Models.Network<float>().Save(FilePath, z);
        Standardization<float> loaded = Standardization<float>.Load(FilePath);
        LinearNetwork<float> network = Models.Network<float>();
        network.SetParameters(new float[8]);
        network.Load(FilePath);

        Assert.Equal(z.Mean.ToArray(), loaded.Mean.ToArray());
        Assert.Equal(z.Scale.ToArray(), loaded.Scale.ToArray());
        Assert.Equal(Models.Network<float>().Parameters, network.Parameters);
    }

    [Fact]
    public void A_standardization_goes_through_a_stream_too()
    {
        using var stream = new MemoryStream();
        Models.Network<double>().Save(stream, new Standardization<double>([1, 2, 3], [4, 5, 6]));
        stream.Position = 0;

        Assert.Equal([4, 5, 6], Standardization<double>.Load(stream).Scale.ToArray());
    }

    [Fact]
    public void Says_that_a_model_has_no_standardization()
    {
        Models.Network<float>().Save(FilePath);

        var e = Assert.Throws<InvalidDataException>(() => Standardization<float>.Load(FilePath));
        Assert.Contains("saved without a standardization", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_standardization_of_other_inputs()
    {
        var e = Assert.Throws<ArgumentException>(() => Models.Network<float>().Save(FilePath, new Standardization<float>([1], [1])));

        Assert.Contains("must be of 3 inputs", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_missing_file()
    {
        Assert.Throws<FileNotFoundException>(() => Models.Network<float>().Load(FilePath));
    }
}
