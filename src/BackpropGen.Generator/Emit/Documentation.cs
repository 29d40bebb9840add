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
        var rows = new List<string[]> { new[] { "layer", "function", "parameters", context.Spec.InferenceOnly ? "FLOPs a row" : "FLOPs a row, forward / training step" } };
        rows.AddRange(layers.Layers.Select(layer => Row(context, layer)));
        if (!context.Spec.InferenceOnly)
        {
            rows.Add(new[] { "loss", LossBuilder.Row(context.Spec).Notation, "", Flops(context, context.Costs.Layers.Count - 1) });
        }

        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var table = rows.Select(row => "/// " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())
            .Concat(FunctionDocumentation.Of(context.Spec).Select(line => "/// " + line));
        var costs = context.Costs;
        var step = context.Spec.InferenceOnly ? "" : $", {Names.Readable(costs.TrainStepFlops)} a step of plain gradient descent on it";
        return $"""
            /// <remarks>
            /// <code>
            {string.Join("\n", table.Select(Escape))}
            /// </code>
            /// {Names.Readable(costs.Parameters)} parameters, {Names.Readable(costs.ParameterBytes)} bytes; {Names.Readable(costs.ForwardFlops)} FLOPs a row{step}. {Kernel(context)}
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
        var parameters = context.Costs.Layers[layer.Index].Parameters;
        return new[] { layer.Name, Function(context, layer), parameters == 0 ? "" : Names.Readable(parameters), Flops(context, layer.Index) };
    }

    /// <summary>Forward, and of a network that trains the whole step; nothing for what costs nothing.</summary>
    private static string Flops(EmitContext context, int index)
    {
        var cost = context.Costs.Layers[index];
        var step = context.Spec.InferenceOnly ? "" : $" / {Names.Readable(cost.TrainStep)}";
        return cost.Forward + cost.TrainStep == 0 ? "" : Names.Readable(cost.Forward) + step;
    }

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
