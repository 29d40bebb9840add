using System;
using System.Globalization;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>
/// Writes self-contained SVG pictures. Colours stand as attributes, for readers without style sheets, and a style sheet changes them in dark surroundings.
/// </summary>
internal sealed class SvgWriter
{
    /// <summary>Colours that people who see few colours can tell apart, on light and (second) on dark.</summary>
    private static readonly (string Light, string Dark)[] Palette = [("#0b62d6", "#58a6ff"), ("#c2570c", "#f0a04b"), ("#1a7f52", "#56d39b"), ("#8250df", "#c297ff"), ("#57606a", "#9da7b3")];

    private readonly StringBuilder _svg = new();

    /// <summary>Begins a picture.</summary>
    public SvgWriter(int width, int height, string title)
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">""");
        Line($"""<title id="title">{Escape(title)}</title>""");
        Style();
        Line($"""<rect class="background" width="{width}" height="{height}" fill="#ffffff"/>""");
    }

    /// <summary>How many curves have a colour of their own.</summary>
    public static int Colours => Palette.Length;

    /// <summary>The class and the light colour of a curve.</summary>
    public static (string Type, string Colour) Series(int index) => ($"s{index % Palette.Length}", Palette[index % Palette.Length].Light);

    /// <summary>A coordinate.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text for XML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>A line of the file.</summary>
    public void Line(FormattableString line) => _svg.Append(FormattableString.Invariant(line)).Append('\n');

    /// <summary>Some words.</summary>
    public void Text(double x, double y, int size, string anchor, string text, string type = "label", string colour = "#57606a", string more = "") =>
        Line($"""<text class="{type}" x="{N(x)}" y="{N(y)}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" font-family="sans-serif"{more}>{Escape(text)}</text>""");

    /// <summary>The title of the picture.</summary>
    public void Title(double x, string text) => Text(x, 34, 18, "start", text, "title", "#1f2328", " font-weight=\"600\"");

    /// <summary>A rule behind the curves.</summary>
    public void Grid(double x1, double y1, double x2, double y2) => Line($"""<line class="grid" x1="{N(x1)}" y1="{N(y1)}" x2="{N(x2)}" y2="{N(y2)}" stroke="#e4e7eb"/>""");

    /// <summary>An axis, or a tick on it.</summary>
    public void Axis(double x1, double y1, double x2, double y2) => Line($"""<line class="axis" x1="{N(x1)}" y1="{N(y1)}" x2="{N(x2)}" y2="{N(y2)}" stroke="#8c959f"/>""");

    /// <summary>The file.</summary>
    public string Finish() => _svg.Append("</svg>\n").ToString();

    private void Style()
    {
        _svg.Append("""
            <style>
              text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
              @media (prefers-color-scheme: dark) {
                .background { fill: #0d1117; }
                .title { fill: #e6edf3; }
                .label { fill: #9da7b3; }
                .grid { stroke: #262c36; }
                .axis { stroke: #6e7681; }

            """.ReplaceLineEndings("\n"));
        for (int i = 0; i < Palette.Length; i++)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"    .s{i} {{ stroke: {Palette[i].Dark}; }} .s{i}-fill {{ fill: {Palette[i].Dark}; }}\n");
        }

        _svg.Append("  }\n</style>\n");
    }
}
