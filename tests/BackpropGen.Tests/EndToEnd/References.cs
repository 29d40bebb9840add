using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace BackpropGen.Tests.EndToEnd;

/// <summary>What <c>e2e.json</c> and the data sets hold.</summary>
internal static class References
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "e2e.json"))).RootElement;

    /// <summary>How many seeds to train from: ten, unless <c>BACKPROPGEN_SEEDS</c> says fewer.</summary>
    public static int Seeds { get; } = int.Parse(Environment.GetEnvironmentVariable("BACKPROPGEN_SEEDS") ?? "10", CultureInfo.InvariantCulture);

    public static IEnumerable<JsonElement> Tasks => Root.GetProperty("tasks").EnumerateArray();

    public static IEnumerable<JsonElement> Xor => Root.GetProperty("xor").GetProperty("rows").EnumerateArray();

    /// <summary>A task's name: what it has, apart from figures.</summary>
    public static string Name(JsonElement task) => string.Join(' ', ((string[])["task", "hidden", "scaling", "mode"]).Select(p => task.GetProperty(p).GetString()));

    /// <summary>A data set, and the rows of the test part of a split.</summary>
    public static (Dataset<float> Training, Dataset<float> Test) Split(string task, int split)
    {
        (int inputs, int classes, int targets) = task switch
        {
            "iris" => (4, 3, 0),
            "wine" => (13, 3, 0),
            "digits" => (64, 10, 0),
            "breast_cancer" => (30, 0, 1),
            _ => (10, 0, 1),
        };
        Dataset<float> data = Dataset<float>.FromCsv(Path.Combine(AppContext.BaseDirectory, "data", $"{task}.csv"), inputs, classes == 0 ? null : classes, targets == 0 ? null : targets);
        int[] test = [.. Root.GetProperty("splits").GetProperty(task).GetProperty($"{split}").EnumerateArray().Select(row => row.GetInt32())];
        return (data.Select(Enumerable.Range(0, data.RowCount).Except(test).ToArray()), data.Select(test));
    }
}
