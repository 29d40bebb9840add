using System;
using System.Text.RegularExpressions;
using Xunit;

namespace BackpropGen.Tests.Reports;

/// <summary>The report in a real browser, by <c>file://</c>: its script draws the curves, shows values under the pointer, and changes the scale.</summary>
public sealed partial class BrowserTests
{
    private static readonly Lazy<string> Page = new(() =>
    {
        var (result, network, validation) = ReportedRuns.Classifier();
        return TrainingReport.Of(result, network, validation).ToHtml();
    });

    [Fact]
    public void All_charts_are_drawn_without_an_error()
    {
        string document = Browser.Open(Page.Value);
        Assert.Contains("data-ready=\"7\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("data-error=", document, StringComparison.Ordinal);
        Assert.Matches("<path d=\"M[0-9. L]{200,}\" data-series=\"training\"", document);
        Assert.Matches("<path d=\"M[0-9. L]{200,}\" data-series=\"validation\"", document);
        Assert.Matches("<path d=\"M[0-9. L]{200,}\" data-series=\"Left\"", document);
        Assert.DoesNotContain("NaN", Drawn().Match(document).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pointer_reads_values()
    {
        string document = Browser.Open(Page.Value, """
            const plot = document.querySelector(".plot"), box = plot.getBoundingClientRect();
            plot.dispatchEvent(new PointerEvent("pointermove", { clientX: box.right - 13, clientY: box.top + 50, bubbles: true }));
            """);
        Assert.Matches("<b>Epoch [0-9]+</b><table><tr><td>training</td><td>[0-9.]+</td></tr><tr><td>validation</td><td>[0-9.]+</td></tr></table>", document);
        Assert.Contains("class=\"cursor\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrow_keys_read_values_too()
        => Assert.Contains("<b>Epoch 2</b>", Browser.Open(Page.Value, """
            const plot = document.querySelector(".plot");
            for (let i = 0; i < 2; i++) plot.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
            """), StringComparison.Ordinal);

    [Fact]
    public void The_scale_changes_by_a_click()
    {
        string before = Browser.Open(Page.Value), after = Browser.Open(Page.Value, "document.querySelector('.scale').click();");
        Assert.NotEqual(Curve().Match(before).Value, Curve().Match(after).Value);
        Assert.NotEqual(Pressed().Match(before).Value, Pressed().Match(after).Value);
    }

    [Fact]
    public void Dark_surroundings_have_colours_of_their_own()
    {
        const string script = "document.documentElement.dataset.page = getComputedStyle(document.body).backgroundColor;";
        Assert.Contains("data-page=\"rgb(255, 255, 255)\"", Browser.Open(Page.Value, script), StringComparison.Ordinal);
        Assert.Contains("data-page=\"rgb(13, 17, 23)\"", Browser.Open(Page.Value, script, "--blink-settings=preferredColorScheme=0"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_epoch_is_a_point_and_none_are_no_error()
    {
        string one = Browser.Open(TrainingReport.Of(new TrainingResult(StopReason.Completed, new TrainingHistory([new EpochRecord(1, 0.5, double.NaN, double.NaN)]))).ToHtml());
        Assert.Contains("<circle", one, StringComparison.Ordinal);
        Assert.DoesNotContain("data-error=", one, StringComparison.Ordinal);
        string none = Browser.Open(TrainingReport.Of(new TrainingResult(StopReason.Cancelled, new TrainingHistory([]))).ToHtml());
        Assert.Contains("data-ready=\"0\"", none, StringComparison.Ordinal);
        Assert.DoesNotContain("data-error=", none, StringComparison.Ordinal);
    }

    [GeneratedRegex("<div class=\"plot\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawn();

    [GeneratedRegex("<path d=\"[^\"]*\" data-series=\"training\"")]
    private static partial Regex Curve();

    [GeneratedRegex("<button class=\"scale\" type=\"button\" aria-pressed=\"[a-z]*\"")]
    private static partial Regex Pressed();
}
