using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Graph;

/// <summary>Mean and biased variance over the units of each row.</summary>
internal static class LayerNormLayer
{
    public static Value Build(GraphBuilder builder, Layer layer, Value source)
    {
        var mean = builder.Append(new RowSum(builder.NewValue(layer, "mean", Extent.Row), source.Variable / layer.Units));
        var centred = builder.Append(new Map(builder.NewValue(layer, "centred"), source.Variable - mean.Variable));
        var variance = builder.Append(new RowSum(builder.NewValue(layer, "variance", Extent.Row), Norm.Square(centred) / layer.Units));
        return Norm.Finish(builder, layer, centred, variance);
    }
}

/// <summary>Mean and biased variance over the rows of the mini-batch in training, running ones in inference.</summary>
internal static class BatchNormLayer
{
    public static Value Build(GraphBuilder builder, Layer layer, Value source)
    {
        var (mean, variance) = builder.Graph.IsTraining ? default : Running(builder, layer);
        mean ??= builder.Append(new ColumnSum(builder.NewValue(layer, "mean", Extent.Unit), source.Variable, IsMean: true));
        var centred = builder.Append(new Map(builder.NewValue(layer, "centred"), source.Variable - mean.Variable));
        variance ??= builder.Append(new ColumnSum(builder.NewValue(layer, "variance", Extent.Unit), Norm.Square(centred), IsMean: true));
        builder.Graph.Statistics.Add(new RunningStatistic(layer.Number, layer.Index, layer.Units, Offset(builder, layer), mean, variance));
        return Norm.Finish(builder, layer, centred, variance);
    }

    /// <summary>Statistics stand in the order of declaration, whatever the order of execution.</summary>
    private static int Offset(GraphBuilder builder, Layer layer) => builder.Graph.Layers.Layers
        .Take(layer.Index)
        .Where(other => other.Spec.Kind == Spec.LayerKind.BatchNorm)
        .Sum(other => 2 * other.Units);

    private static (Value? Mean, Value? Variance) Running(GraphBuilder builder, Layer layer) =>
        (Statistic(builder, layer, "mean"), Statistic(builder, layer, "variance"));

    private static Value Statistic(GraphBuilder builder, Layer layer, string name) =>
        builder.Graph.Add(new Value(name + layer.Number, name + Notations.Superscript(layer.Number), Extent.Unit, layer.Units, Origin.Statistic));
}

/// <summary>What the normalisations share: γ ⊙ centred / √(variance + ε) + β.</summary>
internal static class Norm
{
    /// <summary>Added to the variance, as in Ioffe and Szegedy (2015).</summary>
    private const double Epsilon = 1e-5;

    public static Expr Square(Value value) => value.Variable * value.Variable;

    public static Value Finish(GraphBuilder builder, Layer layer, Value centred, Value variance)
    {
        var inverse = builder.Append(new Map(
            builder.NewValue(layer, "inverse", variance.Extent),
            1 / FunctionTable.Sqrt.Of(variance.Variable + Epsilon)));
        var normal = builder.Append(new Map(builder.NewValue(layer, "normal"), centred.Variable * inverse.Variable));
        var gain = builder.Parameter(layer.TensorOf(TensorRole.Gain)!);
        var shift = builder.Parameter(layer.TensorOf(TensorRole.Shift)!);
        return builder.Append(new Map(builder.NewValue(layer, "n", endsLayer: true), (gain.Variable * normal.Variable) + shift.Variable));
    }
}
