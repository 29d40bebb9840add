using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace BackpropGen.Runtime;

/// <summary>Reads the JSON header of a safetensors file, strictly: whatever the format does not know is refused.</summary>
internal static class SafetensorsParser
{
    /// <summary>Parses a header.</summary>
    /// <param name="bytes">The header as it stands in the file; kept.</param>
    /// <param name="source">The file's name for messages.</param>
    /// <exception cref="InvalidDataException">It is not the header of a safetensors file.</exception>
    public static SafetensorsHeader Parse(byte[] bytes, string source)
    {
        var metadata = new Dictionary<string, string>();
        var tensors = new Dictionary<string, TensorEntry>();
        try
        {
            int checksum = ReadRoot(bytes, metadata, tensors);
            TensorEntry[] ordered = [.. tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
            CheckOffsets(ordered);
            return new SafetensorsHeader(metadata, ordered, bytes, checksum);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{source}: the header is not that of a safetensors file: {e.Message}", e);
        }
    }

    private static int ReadRoot(byte[] bytes, Dictionary<string, string> metadata, Dictionary<string, TensorEntry> tensors)
    {
        int checksum = -1;
        var json = new Utf8JsonReader(bytes);
        json.Read();
        Expect(ref json, JsonTokenType.StartObject);
        bool hasMetadata = false;
        while (NextName(ref json) is string name)
        {
            if (name != ModelMetadata.Section)
            {
                Add(tensors, name, ReadTensor(ref json, name));
                continue;
            }

            if (hasMetadata)
            {
                throw new FormatException($"'{name}' comes twice.");
            }

            hasMetadata = true;
            checksum = ReadMetadata(ref json, metadata);
        }

        // what follows the object must be white space: the reader throws otherwise
        json.Read();
        return checksum;
    }

    private static int ReadMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata)
    {
        int checksum = -1;
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is string name)
        {
            Expect(ref json, JsonTokenType.String);
            Add(metadata, name, json.GetString()!);
            checksum = name == ModelMetadata.Checksum ? checked((int)json.TokenStartIndex + 1) : checksum;
        }

        return checksum;
    }

    private static TensorEntry ReadTensor(ref Utf8JsonReader json, string tensor)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref json, JsonTokenType.StartObject);
        while (NextName(ref json) is string name)
        {
            switch (name)
            {
                case "dtype" when type is null:
                    type = json.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadSizes(ref json);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadSizes(ref json);
                    break;
                default:
                    throw new FormatException($"tensor '{tensor}' has an entry '{name}' too many.");
            }
        }

        return type is not null && shape is not null && offsets is { Count: 2 }
            ? new TensorEntry(tensor, type, shape, offsets[0], offsets[1])
            : throw new FormatException($"tensor '{tensor}' must have 'dtype', 'shape' and two 'data_offsets'.");
    }

    private static List<long> ReadSizes(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray);
        var sizes = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref json, JsonTokenType.Number);
            sizes.Add(json.TryGetInt64(out long size) && size >= 0 ? size : throw new FormatException("a size or offset is not a whole number from 0 on."));
        }

        return sizes;
    }

    private static string? NextName(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        string name = json.GetString()!;
        json.Read();
        return name;
    }

    private static void Add<TValue>(Dictionary<string, TValue> values, string name, TValue value)
    {
        if (!values.TryAdd(name, value))
        {
            throw new FormatException($"'{name}' comes twice.");
        }
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (json.TokenType != expected)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"expected {expected} at byte {json.TokenStartIndex}, got {json.TokenType}."));
        }
    }

    private static void CheckOffsets(TensorEntry[] ordered)
    {
        long end = 0;
        foreach (TensorEntry tensor in ordered)
        {
            if (tensor.Begin != end || tensor.End < tensor.Begin)
            {
                throw new FormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the data offsets of tensor '{tensor.Name}' are [{tensor.Begin}, {tensor.End}], and those before end at {end}: tensors must follow one another without gaps or overlaps."));
            }

            end = tensor.End;
        }
    }
}
