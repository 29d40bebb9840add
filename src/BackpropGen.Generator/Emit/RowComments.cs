using BackpropGen.Generator.Graph;
using BackpropGen.Generator.Plan;

namespace BackpropGen.Generator.Emit;

/// <summary>What stands above the products and updates of single rows, whichever kernels compute them.</summary>
internal static class RowComments
{
    /// <summary><c>z¹ = W¹ x + b¹, a¹ = tanh(z¹): 4 → 16</c>.</summary>
    public static string Of(EmitContext context, RowAffine affine)
    {
        var product = affine.Product;
        var plus = product.Biases is null ? "" : " + " + product.Biases.Notation;
        return $"// {product.Result.Notation} = {product.Weights.Notation} {product.Source.Notation}{plus}{context.Epilogues.Then(affine.Fused)}: {product.Weights.From} → {product.Weights.To}";
    }

    /// <summary>The gradient by the source, then the update: <c>(W²)ᵀ δ² from the old weights, …, then W² += δ² (a¹)ᵀ, …</c>.</summary>
    public static string Of(EmitContext context, RowUpdate update)
    {
        var (weights, delta, source, biases) = (update.Gradient.Weights, update.Gradient.Delta, update.Gradient.Source, update.Gradient.Biases);
        var bias = biases is { Frozen: false } ? $", {biases.Notation} += {delta.Notation}" : "";
        var before = update.Input is null ? "" : $"{update.Input.Result.Notation} from the old weights{context.Epilogues.Then(update.Fused)}, then ";
        return $"// {before}{weights.Notation} += {delta.Notation} {Notations.Transposed(source.Notation)}{bias}, with −η in {delta.Notation}";
    }
}
