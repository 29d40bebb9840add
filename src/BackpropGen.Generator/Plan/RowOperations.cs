using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>How a layer's weights lie for the kernels of single rows.</summary>
internal enum RowLayout
{
    /// <summary>W[to, from], each row padded to whole cache lines: dot products, and updates of rows whose δ is not zero.</summary>
    Rows,

    /// <summary>For each input the outputs of a panel beside each other: inputs that are zero skip memory.</summary>
    Panels,
}

/// <summary>The caller's row, copied to where vectors are whole.</summary>
/// <param name="Result">The inputs or the targets.</param>
internal sealed record RowCopy(Value Result) : Operation(Result)
{
    public override IEnumerable<string> Operands => System.Array.Empty<string>();

    public override string ToString() => $"{Result} = the caller's row";
}

/// <summary>z = W x + b for one row.</summary>
/// <param name="Product">The product.</param>
/// <param name="Layout">How its weights lie.</param>
/// <param name="IsSmall">Whether lists and tiles would cost as much as the layer.</param>
/// <param name="Fused">The product with the formula that is applied before it is stored, or null.</param>
internal sealed record RowAffine(Affine Product, RowLayout Layout, bool IsSmall, Fused? Fused = null) : Operation((Fused ?? (Operation)Product).Result)
{
    public override IEnumerable<string> Operands => (Fused ?? (Operation)Product).Operands;

    public override string ToString() => $"{Fused ?? (Operation)Product}, weights as {Layout.ToString().ToLowerInvariant()}{(IsSmall ? ", small" : "")}";
}

/// <summary>W += δ xᵀ and b += δ for one row, with −η in δ; with the gradient by x from the old weights in the same pass, where it is needed.</summary>
/// <param name="Gradient">What would give the gradient.</param>
/// <param name="Input">The gradient by x, or null.</param>
/// <param name="Layout">How the weights lie.</param>
/// <param name="SkipsIdle">Whether the gradient by x is multiplied by a derivative that is zero wherever x is.</param>
/// <param name="IsSmall">Whether lists and tiles would cost as much as the layer.</param>
/// <param name="Fused">The gradient by x with the formula that is applied before it is stored, or null.</param>
internal sealed record RowUpdate(AffineParameterGradient Gradient, AffineInputGradient? Input, RowLayout Layout, bool SkipsIdle, bool IsSmall, Fused? Fused = null) : Operation((Fused ?? Input ?? (Operation)Gradient).Result)
{
    public override IEnumerable<string> Operands => Fused is null ? Gradient.Operands : Gradient.Operands.Concat(Fused.Others);

    public override string ToString() =>
        $"{Gradient.Weights.Name} += {Gradient.Delta.Name} {Gradient.Source.Name}ᵀ{(Input is null ? "" : $", with {Fused ?? (Operation)Input}")}, weights as {Layout.ToString().ToLowerInvariant()}{(SkipsIdle ? ", zeros skipped" : "")}{(IsSmall ? ", small" : "")}";
}
