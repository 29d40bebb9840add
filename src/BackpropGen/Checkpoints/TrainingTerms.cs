using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>
/// What decides the numbers of a training, beside the network's architecture: options, data and loss, one line each. A training goes on bit for bit only with equal ones. Not in it: what
/// only decides when training ends (epochs, patience, target, time), threads, and where checkpoints go.
/// </summary>
/// <param name="Text">Lines of name, colon and value.</param>
internal readonly record struct TrainingTerms(string Text)
{
    /// <summary>The terms of a training.</summary>
    public static TrainingTerms Of<T>(NetworkDescription network, TrainingData<T> data, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (string Name, string Value)[] terms =
        [
            ("loss", network.LossFormula ?? network.Loss.ToString()),
            ("dropout rates", Join(network.Layers.Where(layer => layer.DropoutRate > 0).Select(layer => Invariant($"{layer.Name} {layer.DropoutRate}")))),
            ("frozen parameters", Join(network.Layers.SelectMany(layer => layer.Parameters.Where(p => p.Frozen).Select(p => $"{layer.Name}.{p.Name}")))),
            ("optimizer", Invariant(options.Optimizer)),
            ("update options", Invariant(options.Update)),
            ("schedule", options.Schedule?.ToString() ?? "none"),
            ("batch size", Invariant(data.Batches.Requested)),
            ("seed", Invariant(options.Seed)),
            ("shuffle", options.Shuffle.ToString()),
            ("validation every", Invariant(options.ValidateEvery)),
            ("minimal improvement", Invariant(options.MinimalImprovement)),
            ("keeps the best", options.KeepsBest.ToString()),
            ("training data", Fingerprint(data.Learned)),
            ("validation data", options.Validation is Dataset<T> validation ? Fingerprint(validation) : "none"),
        ];
        return new TrainingTerms(string.Join('\n', terms.Select(term => $"{term.Name}: {term.Value}")));
    }

    /// <summary>Refuses other terms.</summary>
    /// <exception cref="InvalidDataException">They differ; the message says in what.</exception>
    public void MustEqual(TrainingTerms checkpoint, string source)
    {
        string[] ours = Text.Split('\n');
        string[] theirs = checkpoint.Text.Split('\n');
        string[] differences = [.. ours.Zip(theirs).Where(pair => pair.First != pair.Second).Select(pair => $"'{pair.Second}' there, '{pair.First}' now")];
        if (differences.Length > 0 || ours.Length != theirs.Length)
        {
            throw new InvalidDataException($"{source}: this training cannot go on from the checkpoint, which was begun with other terms: {string.Join("; ", differences)}. Set them alike, or begin anew without {nameof(TrainingOptions.ResumeFrom)}.");
        }
    }

    private static string Join(IEnumerable<string> values) => string.Join(", ", values.DefaultIfEmpty("none"));

    // records write their numbers in the current culture
    private static string Invariant(object? value)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return value?.ToString()?.ReplaceLineEndings(" ") ?? "none";
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Fingerprint<T>(Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fnv1a hash = Fnv1a.Start;
        LittleEndian.Write(data.Inputs, bytes => hash.Add(bytes));
        LittleEndian.Write(data.Targets, bytes => hash.Add(bytes));
        LittleEndian.Write(data.Weights, bytes => hash.Add(bytes));
        string weights = data.Weights.IsEmpty ? "" : ", weighted";
        return Invariant($"{data.RowCount} rows of {data.InputCount} inputs and {data.TargetCount} targets{weights}, {hash}");
    }
}
