using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graph;

namespace BackpropGen.Generator.Plan;

/// <summary>A matrix product and the formula over its result, applied while the result is still in registers.</summary>
/// <param name="Product">An <see cref="Affine"/> or <see cref="AffineInputGradient"/> whose result nothing else reads.</param>
/// <param name="Epilogue">The formula.</param>
internal sealed record Fused(Operation Product, Map Epilogue) : Operation(Epilogue.Result)
{
    /// <summary>Values besides the product that the formula reads, at most two.</summary>
    public IEnumerable<string> Others => Epilogue.Operands.Where(name => name != Product.Result.Name);

    public override IEnumerable<string> Operands => Product.Operands.Concat(Others);

    public override string ToString() => $"{Epilogue}, with {Product}";
}
