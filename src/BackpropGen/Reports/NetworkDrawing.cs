using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BackpropGen.Runtime;

/// <summary>Draws a network from left to right: a box a layer with its function, shape and parameters; arrows from its sources, those that pass layers over in arcs above.</summary>
internal sealed class NetworkDrawing
{
    private const int BoxWidth = 148;
    private const int BoxHeight = 82;
    private const int ColumnGap = 42;
    private const int RowGap = 20;
    private const int LongestName = 17;

    private readonly NetworkDescription _network;
    private readonly Dictionary<string, (int Column, int Row)> _places = [];
    private readonly StringBuilder _svg = new();
    private readonly int _arcs;

    /// <summary>Places the layers: each behind all of its sources.</summary>
    public NetworkDrawing(NetworkDescription network)
    {
        _network = network;
        Place("input", 0);
        var waiting = network.Layers.ToList();
        while (waiting.Count > 0)
        {
            // a source may be declared later
            LayerDescription layer = waiting.First(candidate => candidate.Sources.All(_places.ContainsKey));
            Place(layer.Name, 1 + layer.Sources.Max(source => _places[source].Column));
            waiting.Remove(layer);
        }

        Place("loss", 1 + _places[network.Layers[^1].Name].Column);
        _arcs = network.Layers.SelectMany(layer => layer.Sources.Select(source => Span(source, layer.Name))).Max();
    }

    private int Top => _arcs > 1 ? 14 + ArcHeight(_arcs) : 10;

    /// <summary>The picture, for a page whose style sheet has its classes.</summary>
    public string Draw()
    {
        int columns = _places.Values.Max(place => place.Column) + 1, rows = _places.Values.Max(place => place.Row) + 1;
        int width = (columns * (BoxWidth + ColumnGap)) - ColumnGap + 4, height = Top + (rows * (BoxHeight + RowGap));
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"The network's layers and their connections\">");
        foreach (LayerDescription layer in _network.Layers)
        {
            layer.Sources.ToList().ForEach(source => Edge(source, layer.Name));
        }

        Edge(_network.Layers[^1].Name, "loss");
        Box("input", "input", "", $"{_network.InputCount} values");
        foreach (LayerDescription layer in _network.Layers)
        {
            long parameters = layer.Parameters.Sum(parameter => (long)parameter.Count);
            Box(layer.Name, layer.Name, Function(layer), $"{layer.InputCount} → {layer.UnitCount}", parameters == 0 ? "" : $"{ReportText.Count(parameters)} parameters");
        }

        Box("loss", "loss", ReportText.Words(_network.LossName).ToLowerInvariant(), "");
        return _svg.Append("</svg>").ToString();
    }

    private static int ArcHeight(int span) => 16 + (9 * Math.Min(span, 6));

    private static string Function(LayerDescription layer) => layer.Kind switch
    {
        "Dense" or "Activate" => layer.ActivationName ?? "linear",
        "Dropout" => "dropout " + ReportText.Percent(layer.DropoutRate),
        "Add" => "sum",
        "Concat" => "concatenation",
        "LayerNorm" => "layer normalisation",
        "BatchNorm" => "batch normalisation",
        _ => layer.Kind,
    };

    private void Place(string name, int column) => _places[name] = (column, _places.Values.Count(place => place.Column == column));

    private int Span(string source, string layer) => _places[layer].Column - _places[source].Column;

    private int X(string name) => 2 + (_places[name].Column * (BoxWidth + ColumnGap));

    private int Y(string name) => Top + (_places[name].Row * (BoxHeight + RowGap));

    private void Line(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Edge(string source, string layer)
    {
        if (Span(source, layer) == 1)
        {
            int x1 = X(source) + BoxWidth, y1 = Y(source) + (BoxHeight / 2), x2 = X(layer), y2 = Y(layer) + (BoxHeight / 2), middle = (x1 + x2) / 2;
            Line($"<path class=\"edge\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2 - 6} {y2}\"/><path class=\"arrow\" d=\"M{x2} {y2}l-8 -4v8z\"/>");
            return;
        }

        int from = X(source) + (BoxWidth * 3 / 4), to = X(layer) + (BoxWidth / 4), top = Top - ArcHeight(Span(source, layer));
        Line($"<path class=\"edge\" d=\"M{from} {Y(source)}C{from} {top} {from + 30} {top} {from + 60} {top}H{to - 60}C{to - 30} {top} {to} {top} {to} {Y(layer) - 6}\"/><path class=\"arrow\" d=\"M{to} {Y(layer)}l-4 -8h8z\"/>");
    }

    private void Box(string place, string name, params string[] lines)
    {
        int x = X(place), y = Y(place);
        string shown = name.Length > LongestName ? name[..(LongestName - 1)] + "…" : name;
        string[] written = [.. lines.Where(line => line.Length > 0)];
        double first = y + (BoxHeight / 2.0) - (8.5 * written.Length) + 4;
        Line($"<g><title>{SvgWriter.Escape(name)}</title><rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"7\"/>");
        Line($"<text class=\"name\" x=\"{x + 12}\" y=\"{first}\">{SvgWriter.Escape(shown)}</text>");
        for (int i = 0; i < written.Length; i++)
        {
            Line($"<text x=\"{x + 12}\" y=\"{first + (17 * (i + 1))}\">{SvgWriter.Escape(written[i])}</text>");
        }

        Line($"</g>");
    }
}
