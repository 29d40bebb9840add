using System.Linq;
using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Spec;

namespace BackpropGen.Generator.Emit;

/// <summary>The parameters by their indices: <c>W1[to, from]</c>, <c>B1[i]</c>.</summary>
internal static class ViewSection
{
    public static void Emit(EmitContext context)
    {
        foreach (var layer in context.Layers.Layers)
        {
            foreach (var tensor in layer.Tensors)
            {
                EmitView(context, layer, tensor);
            }
        }
    }

    /// <summary>What the constructor does: views are made once.</summary>
    public static void EmitCreation(EmitContext context)
    {
        foreach (var layer in context.Layers.Layers)
        {
            foreach (var tensor in layer.Tensors)
            {
                var edges = tensor.IsSparse ? Names.Edges(tensor) : "null";
                var shape = tensor.Role != TensorRole.Weight ? "" : $", {Names.Invariant(tensor.To)}, {Names.Invariant(tensor.From)}, {edges}";
                context.Writer.Lines($"{Name(context, layer, tensor)} = new({Names.Field(tensor)}{shape});");
            }
        }
    }

    private static string Name(EmitContext context, Layer layer, Tensor tensor)
    {
        var views = ViewNames.Of(context.Spec)[layer.Index];
        return tensor.Role switch
        {
            TensorRole.Weight or TensorRole.Gain => views.First!,
            TensorRole.Bias or TensorRole.Shift => views.Second!,
            _ => views.Parameters[layer.Tensors.Where(other => other.Role == TensorRole.Activation).ToList().IndexOf(tensor)],
        };
    }

    private static void EmitView(EmitContext context, Layer layer, Tensor tensor)
    {
        var isMatrix = tensor.Role == TensorRole.Weight;
        var type = $"{Names.Library}{(isMatrix ? "WeightView" : "VectorView")}<{context.Type}>";
        var index = isMatrix ? "[to, from]" : tensor.Count == 1 && layer.Units > 1 ? "[0], shared by all units" : "[unit]";
        context.Member(
            $"<summary>{tensor.Notation}{index}: the {Noun(tensor)} of layer {layer.Name}, {(isMatrix ? $"{tensor.To} × {tensor.From}" : Names.Invariant(tensor.Count))}.</summary>",
            $"public {type} {Name(context, layer, tensor)} {{ get; }}");
    }

    private static string Noun(Tensor tensor) => tensor.Role switch
    {
        TensorRole.Weight => "weights",
        TensorRole.Bias => "biases",
        TensorRole.Activation => $"parameter {tensor.Function!.Spec.Name} of the activation",
        _ => tensor.Description,
    };
}
