using System;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace BackpropGen.Tests.Reports;

/// <summary>What stands in a report's file.</summary>
public sealed partial class TrainingReportTests
{
    private static readonly Lazy<string> Whole = new(() =>
    {
        var (result, network, validation) = ReportedRuns.Classifier();
        return TrainingReport.Of(result, network, validation).ToHtml();
    });

    [Fact]
    public void It_has_all_sections()
        => Assert.Equal(["Training", "Layers", "Confusion matrix", "Classes", "Network", "Options"], Headings().Matches(Whole.Value).Select(match => match.Groups[1].Value));

    [Fact]
    public void It_refers_to_nothing_outside()
    {
        // names of XML namespaces are no addresses
        string text = Whole.Value.Replace("http://www.w3.org/2000/svg", string.Empty, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_have_a_value_an_epoch_for_every_curve()
    {
        var (result, _, _) = ReportedRuns.Classifier();
        JsonElement data = Data(TrainingReport.Of(result).ToHtml());
        Assert.Equal(result.History.Select(epoch => epoch.Epoch), data.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetInt32()));
        JsonElement[] charts = [.. data.GetProperty("charts").EnumerateArray()];
        Assert.Equal(
            ["Loss", "Accuracy", "Learning rate", "Deltas ‖δ‖", "Gradients ‖∂E/∂θ‖", "Parameters ‖θ‖", "Updates ‖Δθ‖ / ‖θ‖"],
            charts.Select(chart => chart.GetProperty("title").GetString()));
        Assert.Equal(result.History.Select(epoch => epoch.ValidationLoss), Values(charts[0], 1));
        Assert.Equal(result.History.Select(epoch => epoch.LearningRate), Values(charts[2], 0));
        Assert.Equal(result.History.Select(epoch => epoch.Layers![0].DeltaNorm), Values(charts[3], 0));
    }

    [Fact]
    public void A_regression_has_neither_classes_nor_layers_that_nobody_asked_for()
    {
        string html = TrainingReport.Of(ReportedRuns.Line()).ToHtml();
        Assert.Equal(["Training", "Network", "Options"], Headings().Matches(html).Select(match => match.Groups[1].Value));
        Assert.Equal(["Loss", "Learning rate"], Data(html).GetProperty("charts").EnumerateArray().Select(chart => chart.GetProperty("title").GetString()));
    }

    [Fact]
    public void Many_epochs_are_thinned_and_the_last_one_stays()
    {
        var history = new TrainingHistory(Enumerable.Range(1, 5001).Select(epoch => new EpochRecord(epoch, 1.0 / epoch, double.NaN, double.NaN)));
        JsonElement data = Data(TrainingReport.Of(new TrainingResult(StopReason.Completed, history)).ToHtml());
        int[] epochs = [.. data.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetInt32())];
        Assert.InRange(epochs.Length, 1000, 2000);
        Assert.Equal(5001, epochs[^1]);
        Assert.True(data.GetProperty("charts")[0].GetProperty("log").GetBoolean());
    }

    [Fact]
    public void Losses_that_are_not_finite_are_gaps_and_an_empty_history_is_no_error()
    {
        var history = new TrainingHistory([new EpochRecord(1, 2, double.NaN, double.NaN), new EpochRecord(2, double.PositiveInfinity, double.NaN, double.NaN)]);
        JsonElement values = Data(TrainingReport.Of(new TrainingResult(StopReason.NonFiniteLoss, history)).ToHtml()).GetProperty("charts")[0].GetProperty("series")[0].GetProperty("values");
        Assert.Equal(JsonValueKind.Null, values[1].ValueKind);
        Assert.Contains("the loss was not finite", TrainingReport.Of(new TrainingResult(StopReason.NonFiniteLoss, new TrainingHistory([]))).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_drawing_has_each_layer_with_its_shape_and_parameters()
    {
        foreach (string text in (string[])["input", "4 values", "Left", "Tanh", "4 → 8", "40 parameters", "concatenation", "layer normalisation", "sum", "dropout 10 %", "14 → 3", "cross entropy"])
        {
            Assert.Contains($">{text}</text>", Whole.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_are_those_of_the_training()
    {
        foreach (string text in (string[])["Adam, LearningRate = 0.01, Beta1 = 0.9", "<td>Batch size</td><td>16</td>", "<td>Patience</td><td>30 epochs</td>", "<td>Validation</td><td>60 rows</td>", "<td>Shuffling</td><td>each epoch, seed 0</td>"])
        {
            Assert.Contains(text, Whole.Value, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<h2>([^<]*)</h2>")]
    private static partial Regex Headings();

    [GeneratedRegex("<script type=\"application/json\" id=\"data\">(.*?)</script>")]
    private static partial Regex Json();

    private static JsonElement Data(string html) => JsonDocument.Parse(Json().Match(html).Groups[1].Value).RootElement;

    private static double[] Values(JsonElement chart, int series) => [.. chart.GetProperty("series")[series].GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
}
