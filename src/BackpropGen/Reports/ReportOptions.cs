using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen.Runtime;

/// <summary>The options of a training, for people: those that were set, and those that always count.</summary>
internal static class ReportOptions
{
    /// <summary>Name and value, in the order of importance.</summary>
    public static IEnumerable<(string Name, string Value)> Of(TrainingOptions options)
    {
        yield return ("Optimizer", Plain(ReportText.Invariant(options.Optimizer!)));
        if (options.Schedule is not null)
        {
            yield return ("Learning-rate schedule", Plain(ReportText.Invariant(options.Schedule)));
        }

        yield return ("Batch size", options.BatchSize is { } size ? ReportText.Count(size) : "as suits the optimizer");
        yield return ("Epochs at most", ReportText.Count(options.Epochs));
        yield return ("Shuffling", options.Shuffle ? string.Create(CultureInfo.InvariantCulture, $"each epoch, seed {options.Seed}") : "none");
        yield return ("Validation", options.Validation is null ? "none" : $"{ReportText.Count(options.Validation.RowCount)} rows{(options.ValidateEvery > 1 ? $", every {ReportText.Count(options.ValidateEvery)} epochs" : "")}");
        foreach ((string name, string? value) in Data(options).Concat(Ends(options)))
        {
            if (value is not null)
            {
                yield return (name, value);
            }
        }
    }

    /// <summary>A record without the marks of the language, and without what is no option of it.</summary>
    private static string Plain(string record)
    {
        string[] parts = record.Replace(" }", string.Empty, StringComparison.Ordinal).Replace(" { ", ", ", StringComparison.Ordinal).Split(", ");
        return string.Join(", ", parts.Where(part => !part.StartsWith("StateCount ", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Name, string? Value)> Data(TrainingOptions options) =>
    [
        ("Penalty and limits", options.Update == default ? null : Plain(ReportText.Invariant(options.Update))),
        ("Class weights", options.ClassWeights is { } weights ? string.Join(", ", weights.Select(ReportText.Number)) : null),
        ("Label smoothing", options.LabelSmoothing > 0 ? ReportText.Number(options.LabelSmoothing) : null),
    ];

    private static IEnumerable<(string Name, string? Value)> Ends(TrainingOptions options) =>
    [
        ("Class weights", options.ClassWeights is { } weights ? string.Join(", ", weights.Select(ReportText.Number)) : null),
        ("Label smoothing", options.LabelSmoothing > 0 ? ReportText.Number(options.LabelSmoothing) : null),
        ("Update", options.Update == default ? null : Plain(ReportText.Invariant(options.Update))),
        ("Patience", options.Patience is { } patience ? $"{ReportText.Count(patience)} epochs" : null),
        ("Minimal improvement", options.MinimalImprovement > 0 ? ReportText.Number(options.MinimalImprovement) : null),
        ("Target loss", options.TargetLoss is { } loss ? ReportText.Number(loss) : null),
        ("Gradient norm", options.GradientNorm is { } norm ? ReportText.Number(norm) : null),
        ("Time limit", options.TimeLimit is { } limit ? ReportText.Invariant(limit) : null),
        ("Restores the best epoch", options.RestoreBest is { } restores ? (restores ? "yes" : "no") : null),
        ("Threads", options.Threads is { } threads ? ReportText.Count(threads) : null),
    ];
}
