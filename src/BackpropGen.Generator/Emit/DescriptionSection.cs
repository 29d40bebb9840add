using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Emit;

/// <summary>The network described as data, for files, reports and exports.</summary>
internal static class DescriptionSection
{
    public static void Emit(EmitContext context)
    {
        var spec = context.Spec;
        context.Writer.Blank();
        context.Writer.Lines("/// <summary>Layers, shapes, activations and parameter offsets.</summary>");
        context.Writer.Lines(Names.Attributes);
        context.Writer.Lines($"public static {Names.Library}NetworkDescription Description {{ get; }} = new()");
        context.Writer.Lines("{");
        context.Writer.Indented(() =>
        {
            context.Writer.Lines($"""
                Name = "{spec.Name.TrimStart('@')}",
                InputCount = InputCount,
                OutputCount = OutputCount,
                ParameterCount = ParameterCount,
                Precision = {Names.Library}Precision.{(spec.IsDouble ? "Double" : "Single")},
                Loss = {Names.Library}Loss.{Outputs.Loss(spec)},
                """);
            if (spec.LossFunction is { } loss)
            {
                context.Writer.Lines($"LossMethod = {Text(loss.Name)},\nLossFormula = {Text(loss.Notation)},");
            }

            context.Writer.Lines("Layers =\n[");
            context.Writer.Indented(() => context.Layers.Layers.ToList().ForEach(layer => EmitLayer(context, layer)));
            context.Writer.Lines("],");
        });
        context.Writer.Lines("};");
    }

    private static void EmitLayer(EmitContext context, Layer layer)
    {
        var sources = layer.Sources.Select(source => Text(source < 0 ? LayerWiring.Input : context.Layers.Layers[source].Name));
        var properties = new[]
        {
            $"Name = {Text(layer.Name)}, Kind = \"{layer.Spec.Kind}\", Sources = [{string.Join(", ", sources)}]",
            $"InputCount = {Names.Invariant(layer.InputUnits)}, UnitCount = {Names.Invariant(layer.Units)}, Activation = {Names.Library}Activation.{Activations.BuiltIn(layer.Spec)}",
        };
        context.Writer.Lines($"new() {{ {string.Join(", ", properties.Concat(Options(layer)))} }},");
    }

    private static IEnumerable<string> Options(Layer layer)
    {
        if (layer.Spec.Function is { } function)
        {
            yield return $"ActivationMethod = {Text(function.Name)}, ActivationFormula = {Text(function.Notation)}";
        }

        if (layer.Spec.Kind == LayerKind.Dropout)
        {
            yield return $"DropoutRate = {layer.Spec.Rate.ToString("R", CultureInfo.InvariantCulture)}";
        }

        if (layer.Spec.Connections.Count > 0)
        {
            yield return $"Connections = [{string.Join(", ", layer.Spec.Connections.Select(Text))}]";
        }

        if (layer.Tensors.Count > 0)
        {
            yield return $"Parameters = [{string.Join(", ", layer.Tensors.Select(Parameter))}]";
        }
    }

    private static string Parameter(Tensor tensor)
    {
        var shape = tensor.Role == TensorRole.Weight && !tensor.IsSparse ? $"{tensor.To}, {tensor.From}" : Names.Invariant(tensor.Count);
        var frozen = tensor.Frozen ? ", Frozen = true" : "";
        return $"new() {{ Name = \"{tensor.Description}\", Shape = [{shape}], Offset = {Names.Invariant(tensor.CanonicalOffset)}, Count = {Names.Invariant(tensor.Count)}{frozen} }}";
    }

    private static string Text(string text) => "\"" + text + "\"";
}
