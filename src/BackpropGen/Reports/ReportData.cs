using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace BackpropGen.Runtime;

/// <summary>A curve of the report.</summary>
internal sealed record ReportSeries(string Name, Func<EpochRecord, double> Value, bool IsDashed = false);

/// <summary>A chart of the report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Series">Its curves.</param>
/// <param name="IsWide">Whether it takes the whole width.</param>
/// <param name="IsShare">Whether its values are shares from 0 to 1.</param>
/// <param name="IsLog">Whether its scale is logarithmic at first.</param>
internal sealed record ReportChart(string Title, IReadOnlyList<ReportSeries> Series, bool IsWide = false, bool IsShare = false, bool IsLog = false);

/// <summary>What the report's script draws.</summary>
internal static class ReportData
{
    /// <summary>More points of a curve than these cannot be seen.</summary>
    private const int MostEpochs = 2000;

    /// <summary>From this factor between the largest and the smallest loss on, its scale is logarithmic at first.</summary>
    private const double LogarithmicFrom = 30;

    /// <summary>Loss, accuracy and learning rate, where there are any.</summary>
    public static IReadOnlyList<ReportChart> Curves(TrainingHistory history)
    {
        ReportSeries[] losses = [.. new ReportSeries[] { new("training", epoch => epoch.Loss), new("validation", epoch => epoch.ValidationLoss, IsDashed: true) }.Where(series => HasAny(history, series))];
        double[] values = [.. losses.SelectMany(series => history.Select(series.Value)).Where(double.IsFinite)];
        var charts = new List<ReportChart>
        {
            new("Loss", losses, IsWide: true, IsLog: values.Length > 0 && values.Min() > 0 && values.Max() / values.Min() > LogarithmicFrom),
            new("Accuracy", [new ReportSeries("accuracy", epoch => epoch.Accuracy)], IsShare: true),
            new("Learning rate", [new ReportSeries("learning rate", epoch => epoch.LearningRate)]),
        };
        return [.. charts.Where(chart => chart.Series.Any(series => HasAny(history, series)))];
    }

    /// <summary>Norms by layer, where they were asked for.</summary>
    public static IReadOnlyList<ReportChart> Layers(TrainingHistory history)
    {
        if (history.FirstOrDefault(epoch => epoch.Layers is not null).Layers is not { } layers)
        {
            return [];
        }

        return
        [
            ByLayer("Deltas ‖δ‖", layer => layer.DeltaNorm),
            ByLayer("Gradients ‖∂E/∂θ‖", layer => layer.GradientNorm),
            ByLayer("Parameters ‖θ‖", layer => layer.ParameterNorm),
            ByLayer("Updates ‖Δθ‖ / ‖θ‖", layer => layer.UpdateNorm / layer.ParameterNorm),
        ];

        ReportChart ByLayer(string title, Func<LayerReport, double> value) => new(
            title,
            [.. layers.Select((layer, i) => new ReportSeries(layer.Name, epoch => epoch.Layers is null ? double.NaN : value(epoch.Layers[i]))).Where(series => HasAny(history, series))],
            IsLog: true);
    }

    /// <summary>The data as JSON that can stand in a page.</summary>
    public static string Json(TrainingResult result, IEnumerable<ReportChart> charts)
    {
        EpochRecord[] epochs = Thinned(result.History);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WritePropertyName("epochs");
            Write(json, epochs.Select(epoch => (double)epoch.Epoch));
            if (result.BestEpoch is { } best && result.RestoredBest)
            {
                json.WriteNumber("best", best);
            }

            json.WriteStartArray("charts");
            foreach (ReportChart chart in charts)
            {
                Write(json, chart, epochs);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ReportChart chart, EpochRecord[] epochs)
    {
        json.WriteStartObject();
        json.WriteString("title", chart.Title);
        json.WriteBoolean("wide", chart.IsWide);
        json.WriteBoolean("share", chart.IsShare);
        json.WriteBoolean("log", chart.IsLog);
        json.WriteStartArray("series");
        foreach (ReportSeries series in chart.Series)
        {
            json.WriteStartObject();
            json.WriteString("name", series.Name);
            json.WriteBoolean("dashed", series.IsDashed);
            json.WritePropertyName("values");
            Write(json, epochs.Select(series.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static bool HasAny(TrainingHistory history, ReportSeries series) => history.Any(epoch => double.IsFinite(series.Value(epoch)));

    /// <summary>Evenly spaced epochs, the last among them.</summary>
    private static EpochRecord[] Thinned(TrainingHistory history)
    {
        int step = (history.Count + MostEpochs - 1) / MostEpochs;
        return step <= 1 ? [.. history] : [.. history.Where((_, i) => (history.Count - 1 - i) % step == 0)];
    }
}
