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
            foreach (var tensor in layer.Tensors.Select(box => box.Tensor))
            {
                EmitView(context, layer, tensor);
            }
        }
    }

    private static void EmitView(EmitContext context, Layer layer, Tensor tensor)
    {
        var views = ViewNames.Of(context.Spec)[layer.Index];
        var name = tensor.Role is TensorRole.Weight or TensorRole.Gain ? views.First : views.Second;
        var isMatrix = tensor.Role == TensorRole.Weight;
        var type = $"{Names.Library}{(isMatrix ? "WeightView" : "VectorView")}<{context.Type}>";
        var field = Names.Field(tensor);
        var arguments = isMatrix ? $"{field}, {Names.Invariant(tensor.To)}, {Names.Invariant(tensor.From)}, {(tensor.IsSparse ? Names.Edges(tensor) : "null")}" : field;
        var index = isMatrix ? "[to, from]" : tensor.Count == 1 && layer.Units > 1 ? "[0], shared by all units" : "[unit]";
        context.Writer.Blank();
        context.Writer.Lines($"private {type}? {field}View;");
        context.Member(
            $"<summary>{tensor.Notation}{index}: the {Noun(tensor.Role)} of layer {layer.Name}, {(isMatrix ? $"{tensor.To} × {tensor.From}" : Names.Invariant(tensor.Count))}.</summary>",
            $"public {type} {name} => {field}View ??= new({arguments});");
    }

    private static string Noun(TensorRole role) => role switch { TensorRole.Weight => "weights", TensorRole.Bias => "biases", TensorRole.Gain => "gain", _ => "shift" };
}
