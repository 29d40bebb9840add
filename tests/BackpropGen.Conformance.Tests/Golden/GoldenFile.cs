using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace BackpropGen.Conformance.Tests.Golden;

/// <summary>Reads the reference vectors that lie beside the tests.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = false };

    /// <summary>The cases of a file, by id.</summary>
    public static IReadOnlyDictionary<string, GoldenCase> Cases(string file) =>
        Open(file).GetProperty("cases").Deserialize<GoldenCase[]>(Options)!.ToDictionary(c => c.Id);

    /// <summary>A file as JSON.</summary>
    public static JsonElement Open(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", file)));
        return document.RootElement.Clone();
    }

    /// <summary>Ids as theory data.</summary>
    public static TheoryData<string> Ids(IEnumerable<string> ids) => [.. ids];

    public static double[] Doubles(this JsonElement element, string property) => element.GetProperty(property).Deserialize<double[]>()!;

    public static double Double(this JsonElement element, string property) => element.GetProperty(property).GetDouble();
}
