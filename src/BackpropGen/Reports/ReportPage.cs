using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static BackpropGen.Runtime.ReportText;
using static BackpropGen.Runtime.SvgWriter;

namespace BackpropGen.Runtime;

/// <summary>Writes the report's page, section by section; what moves in it is drawn by its script.</summary>
internal sealed class ReportPage(TrainingResult result, ClassificationReport? classes)
{
    private readonly StringBuilder _html = new();

    /// <summary>The page.</summary>
    public string Write()
    {
        IReadOnlyList<ReportChart> curves = ReportData.Curves(result.History), layers = ReportData.Layers(result.History);
        string name = Escape(result.Network?.Name ?? "Network");
        Line($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{name}: training report</title>");
        Line($"<style>\n{Resource("report.css")}</style>\n</head>\n<body>\n<main>");
        WriteHead(name);
        WriteCharts("Training", curves, 0);
        WriteLayers(layers, curves.Count);
        WriteClasses();
        WriteNetwork();
        WriteOptions();
        Line("<footer>Written by BackpropGen. Move over a chart, or use the arrow keys in it, to read its values.</footer>\n</main>");
        Line($"<script type=\"application/json\" id=\"data\">{ReportData.Json(result, curves.Concat(layers))}</script>");
        Line($"<script>\n{Resource("report.js")}</script>\n</body>\n</html>");
        return _html.ToString();
    }

    private void Line(string text) => _html.Append(text).Append('\n');

    private void WriteHead(string name)
    {
        TrainingHistory history = result.History;
        Line($"<h1>{name}</h1>");
        Line($"<p class=\"muted\">{Sentence()}</p>");
        Line("<dl class=\"figures\">");
        EpochRecord last = history.Count > 0 ? history[^1] : new EpochRecord(0, double.NaN, double.NaN, double.NaN);
        Figure("Training loss", Number(last.Loss), "last epoch");
        if (result.BestEpoch is { } best && !double.IsNaN(result.BestLoss))
        {
            bool hasValidation = history.Any(epoch => double.IsFinite(epoch.ValidationLoss));
            Figure(hasValidation ? "Best validation loss" : "Best training loss", Number(result.BestLoss), $"epoch {Count(best)}");
        }

        int kept = result.RestoredBest ? result.BestEpoch ?? int.MaxValue : int.MaxValue;
        if (history.LastOrDefault(epoch => epoch.Epoch <= kept && double.IsFinite(epoch.Accuracy)) is { Epoch: > 0 } measured)
        {
            Figure("Accuracy", Percent(measured.Accuracy), $"{(result.Options?.Validation is null ? "training" : "validation")} data, epoch {Count(measured.Epoch)}");
        }

        Figure("Epochs", Count(history.Count), $"{Count(result.Updates)} updates");
        if (result.Network is { } network)
        {
            Figure("Parameters", Count(network.ParameterCount), $"{network.Precision.ToString().ToLowerInvariant()} precision");
        }

        Line("</dl>");
    }

    private string Sentence()
    {
        string end = $"Training ended after {Count(result.History.Count)} epochs: {Reason(result.StopReason)}.";
        string kept = result.RestoredBest && result.BestEpoch is { } best ? $" The network has the parameters of epoch {Count(best)}, the best." : string.Empty;
        string broken = result.NonFiniteAt is { } at ? $" It was not finite in epoch {Count(at.Epoch)}, mini-batch {Count(at.Batch)}; the network is as it was before that epoch." : string.Empty;
        return end + kept + broken;
    }

    private void Figure(string name, string value, string remark) => Line($"<div><dt>{name}</dt><dd>{value}<small>{remark}</small></dd></div>");

    private void WriteCharts(string title, IReadOnlyList<ReportChart> charts, int first)
    {
        if (charts.Count == 0)
        {
            return;
        }

        Line($"<h2>{title}</h2>\n<div class=\"charts\">");
        for (int i = 0; i < charts.Count; i++)
        {
            Line($"<figure data-chart=\"{first + i}\"{(charts[i].IsWide ? " class=\"wide\"" : "")}></figure>");
        }

        Line($"</div>\n<noscript>{(first == 0 ? result.History.ToSvg() : "")}</noscript>");
    }

    private void WriteLayers(IReadOnlyList<ReportChart> charts, int first)
    {
        if (charts.Count == 0)
        {
            return;
        }

        WriteCharts("Layers", charts, first);
        WriteWarnings();
        EpochRecord last = result.History.Last(epoch => epoch.Layers is not null);
        Line($"<p class=\"muted\">After epoch {Count(last.Epoch)}, on a sample of at most {Count(LayerReport.SampleRows)} rows:</p>");
        WriteTable(
            "layers",
            ["Layer", "Function", "‖δ‖", "‖∂E/∂θ‖", "‖θ‖", "‖Δθ‖", "Dead", "Saturated"],
            last.Layers!.Select(layer => new[]
            {
                Escape(layer.Name), layer.ActivationMethod ?? (layer.Activation == Activation.Identity ? Words(layer.Kind).ToLowerInvariant() : layer.Activation.ToString()), Number(layer.DeltaNorm), Number(layer.GradientNorm),
                Number(layer.ParameterNorm), Number(layer.UpdateNorm), Percent(layer.DeadShare), Percent(layer.SaturatedShare),
            }));
    }

    /// <summary>A warning that was given again and again stands once, with its last text.</summary>
    private void WriteWarnings()
    {
        var warnings = (
            from epoch in result.History
            from layer in epoch.Layers ?? []
            from text in layer.Warnings
            group (epoch.Epoch, Text: text) by (layer.Name, Kind: text.Split(' ')[^1] + text[..12])).ToList();
        if (warnings.Count == 0)
        {
            return;
        }

        Line("<ul class=\"warnings\" style=\"margin-top: 28px\">");
        foreach (var warning in warnings)
        {
            int from = warning.Min(entry => entry.Epoch), to = warning.Max(entry => entry.Epoch);
            Line($"<li><strong>{(from == to ? $"Epoch {Count(from)}" : $"Epochs {Count(from)}–{Count(to)}")}.</strong> {Escape(warning.Last().Text)}</li>");
        }

        Line("</ul>");
    }

    private void WriteClasses()
    {
        if (classes is null)
        {
            return;
        }

        if (classes.Confusion is { } confusion)
        {
            WriteConfusion(confusion);
        }

        Line("<h2>Classes</h2>");
        WriteTable(
            "classes",
            ["Class", "Precision", "Recall", "F1", "ROC AUC"],
            classes.Classes.Select((scores, c) => new[] { Escape(classes.ClassNames[c]), Number(scores.Precision), Number(scores.Recall), Number(scores.F1), Number(classes.RocAucs[c]) }));
    }

    private void WriteConfusion(ConfusionMatrix confusion)
    {
        int count = confusion.ClassCount;
        Line("<h2>Confusion matrix</h2>\n<p class=\"muted\">Rows are the actual classes, columns what the network took them for; shades are shares of the row.</p>\n<div class=\"scroll\">\n<table class=\"confusion\">");
        Line($"<tr><th></th>{string.Concat(confusion.ClassNames.Select(name => $"<th>{Escape(name)}</th>"))}</tr>");
        for (int actual = 0; actual < count; actual++)
        {
            long total = Math.Max(1, Enumerable.Range(0, count).Sum(predicted => confusion[actual, predicted]));
            Line($"<tr><th>{Escape(confusion.ClassNames[actual])}</th>{string.Concat(Enumerable.Range(0, count).Select(predicted => Cell(confusion[actual, predicted], total, actual == predicted)))}</tr>");
        }

        Line("</table>\n</div>");
    }

    private static string Cell(long count, long total, bool isRight)
    {
        double share = (double)count / total;
        string colour = isRight ? "var(--s0)" : "var(--s1)";
        return FormattableString.Invariant($"<td{(share > 0.5 ? " class=\"strong\"" : "")} style=\"--c: {colour}; --share: {share:0.###}\">{count}</td>");
    }

    private void WriteNetwork()
    {
        if (result.Network is { } network)
        {
            Line($"<h2>Network</h2>\n<p class=\"muted\">{Count(network.InputCount)} inputs, {Count(network.OutputCount)} outputs, {Count(network.ParameterCount)} parameters.</p>");
            Line($"<div class=\"scroll drawing\" style=\"margin-top: 14px\">\n{new NetworkDrawing(network).Draw()}\n</div>");
        }
    }

    private void WriteOptions()
    {
        if (result.Options is { Optimizer: not null } options)
        {
            Line("<h2>Options</h2>");
            WriteTable("options", [], ReportOptions.Of(options).Select(option => new[] { option.Name, Escape(option.Value) }));
        }
    }

    private void WriteTable(string type, string[] heads, IEnumerable<string[]> rows)
    {
        Line($"<div class=\"scroll\">\n<table class=\"{type}\">");
        if (heads.Length > 0)
        {
            Line($"<tr>{string.Concat(heads.Select(head => $"<th>{head}</th>"))}</tr>");
        }

        foreach (string[] row in rows)
        {
            Line($"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>");
        }

        Line("</table>\n</div>");
    }
}
