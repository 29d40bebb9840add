using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>z = W x + b, a = f(z).</summary>
internal static class DenseLayer
{
    public static Value Build(GraphBuilder builder, Layer layer, Value source)
    {
        var isLinear = Activations.IsIdentity(layer.Spec);
        var z = builder.NewValue(layer, "z", endsLayer: isLinear);
        builder.Append(new Affine(z, source, layer.TensorOf(TensorRole.Weight)!, layer.TensorOf(TensorRole.Bias)));
        return builder.Activate(layer, z, "a");
    }
}

/// <summary>a = f(x).</summary>
internal static class ActivateLayer
{
    public static Value Build(GraphBuilder builder, Layer layer, Value source) => builder.Activate(layer, source, "f");
}

/// <summary>The sum of its sources.</summary>
internal static class SumLayer
{
    public static Value Build(GraphBuilder builder, Layer layer, Value source)
    {
        var sum = builder.Sources(layer).Select(value => value.Variable).Aggregate((left, right) => left + right);
        return builder.Append(new Map(builder.NewValue(layer, "s", endsLayer: true), sum));
    }
}

/// <summary>In training x ⊙ mask, in inference x.</summary>
internal static class DropoutLayer
{
    public static Value Build(GraphBuilder builder, Layer layer, Value source)
    {
        if (!builder.Graph.IsTraining || layer.Spec.Rate == 0)
        {
            return source;
        }

        var mask = builder.Append(new DropoutMask(builder.NewValue(layer, "mask"), layer.Spec.Rate, layer.Index));
        return builder.Append(new Map(builder.NewValue(layer, "d_", endsLayer: true), source.Variable * mask.Variable));
    }
}
