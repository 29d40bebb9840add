using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BackpropGen;

/// <summary>The thresholds by which a layer report warns. Rules of thumb: they say where to look, not what is wrong.</summary>
public static class LayerWarnings
{
    /// <summary>A dense layer whose deltas are smaller than this times those of the last dense layer: its gradients vanish.</summary>
    public const double VanishingRatio = 1e-3;

    /// <summary>A dense layer whose deltas are larger than this times those of the last dense layer: its gradients explode.</summary>
    public const double ExplodingRatio = 1e3;

    /// <summary>A slope below this share of the activation's largest counts as saturated: a sigmoid below 0.0101 or above 0.9899, a tanh beyond ±0.98.</summary>
    public const double SaturatedSlope = 0.04;

    /// <summary>From this share of saturated values on, a hidden layer is told of.</summary>
    public const double ManySaturated = 0.5;

    /// <summary>From this share of dead units on, a layer is told of.</summary>
    public const double ManyDead = 0.5;

    /// <summary>The reports with their warnings.</summary>
    /// <param name="layers">The layers of one epoch, in the order declared.</param>
    internal static IReadOnlyList<LayerReport> Add(IReadOnlyList<LayerReport> layers)
    {
        LayerReport? last = layers.LastOrDefault(layer => double.IsFinite(layer.DeltaNorm));
        return [.. layers.Select(layer => layer with { Warnings = [.. Of(layer, last, isOutput: layer == layers[^1])] })];
    }

    private static IEnumerable<string> Of(LayerReport layer, LayerReport? last, bool isOutput)
    {
        double ratio = last is null || last.DeltaNorm == 0 ? double.NaN : layer.DeltaNorm / last.DeltaNorm;
        if (ratio < VanishingRatio)
        {
            yield return $"The gradients vanish: the deltas of {layer.Name} are {Number(ratio)} times those of {last!.Name}, so that it hardly learns. "
                + "Try ReLU or GELU in the layers between, a normalisation, or a connection around them.";
        }

        if (ratio > ExplodingRatio || double.IsInfinity(layer.GradientNorm) || double.IsNaN(layer.GradientNorm) && double.IsFinite(layer.ParameterNorm))
        {
            string size = double.IsFinite(ratio) ? $"the deltas of {layer.Name} are {Number(ratio)} times those of {last!.Name}" : $"those of {layer.Name} are not finite";
            yield return $"The gradients explode: {size}. Try a smaller learning rate, clipping by the norm, or a normalisation.";
        }

        if (layer.DeadShare >= ManyDead)
        {
            yield return $"{Percent(layer.DeadShare.Value)} of the units of {layer.Name} are dead: their ReLU is off for every row, so that they never learn again. "
                + "Try a smaller learning rate, LeakyReLU or GELU, or another seed.";
        }

        if (layer.SaturatedShare >= ManySaturated && !isOutput)
        {
            yield return $"{Percent(layer.SaturatedShare.Value)} of the values of {layer.Name} are saturated, where {layer.ActivationMethod ?? layer.Activation.ToString()} is flat and passes little gradient on. "
                + "Try standardised inputs, smaller initial weights, or a smaller learning rate.";
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static string Number(double value) => value.ToString("0.0e0", CultureInfo.InvariantCulture);
}
