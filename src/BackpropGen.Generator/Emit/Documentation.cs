using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;
using BackpropGen.Generator.Spec;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emit;

/// <summary>The network in words and tables.</summary>
internal static class Documentation
{
    /// <summary>The remarks of the class: layers, parameters, cost, memory, kernel.</summary>
    public static string OfClass(EmitContext context)
    {
        var layers = context.Layers;
        var rows = new List<string[]> { new[] { "layer", "function", "parameters", "multiply-adds a row, forward / backward" } };
        rows.AddRange(layers.Layers.Select(layer => Row(context, layer)));
        if (!context.Spec.InferenceOnly)
        {
            rows.Add(new[] { "loss", LossBuilder.Row(context.Spec).Notation, "", "" });
        }

        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var table = rows.Select(row => "/// " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())
            .Concat(FunctionDocumentation.Of(context.Spec).Select(line => "/// " + line));
        var bytes = (long)layers.ParameterCount * (context.Spec.IsDouble ? 8 : 4);
        return $"""
            /// <remarks>
            /// <code>
            {string.Join("\n", table.Select(Escape))}
            /// </code>
            /// {Names.Readable(layers.ParameterCount)} parameters, {Names.Readable(bytes)} bytes. {Kernel(context)}
            /// </remarks>
            """;
    }

    /// <summary>Text for an XML comment.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Kernel(EmitContext context) => context.Plan.Kernel switch
    {
        Plan.Kernel.Unrolled => $"Written out number by number, {context.Plan.Reason}.",
        Plan.Kernel.Lanes => $"Mini-batches a register of rows at a time, a row a lane, {context.Plan.Reason}.",
        _ => $"Vectors along the units, all rows of a mini-batch an operation, {context.Plan.Reason}.",
    };

    private static string[] Row(EmitContext context, Layer layer)
    {
        var weights = layer.TensorOf(TensorRole.Weight);
        var parameters = layer.Tensors.Sum(tensor => tensor.Count);
        var multiplyAdds = weights is null ? "" : $"{Names.Readable(weights.Count)} / {Names.Readable(Backward(context, layer, weights))}";
        return new[] { layer.Name, Function(context, layer), parameters == 0 ? "" : Names.Readable(parameters), multiplyAdds };
    }

    // δ xᵀ, and Wᵀ δ unless the layer reads the input only
    private static long Backward(EmitContext context, Layer layer, Tensor weights) =>
        context.Spec.InferenceOnly ? 0 : weights.Count * (layer.Sources.All(source => source < 0) ? 1L : 2L);

    private static string Function(EmitContext context, Layer layer)
    {
        var widths = $"{layer.InputUnits} → {layer.Units}";
        var sources = layer.Sources.Count == 1 && layer.Sources[0] == layer.Index - 1
            ? ""
            : ", from " + string.Join(", ", layer.Sources.Select(source => source < 0 ? LayerWiring.Input : context.Layers.Layers[source].Name));
        var kind = layer.Spec.Kind switch
        {
            LayerKind.Dense or LayerKind.Activate => Activations.Of(layer.Spec).Name,
            LayerKind.Add => "sum",
            LayerKind.Concat => "concatenation",
            LayerKind.Dropout => "dropout " + layer.Spec.Rate.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            LayerKind.LayerNorm => "layer normalisation",
            LayerKind.BatchNorm => "batch normalisation",
            _ => layer.Spec.Kind.ToString(),
        };
        return $"{widths}, {kind}{(layer.Spec.Connections.Count > 0 ? ", sparse" : "")}{sources}";
    }
}
