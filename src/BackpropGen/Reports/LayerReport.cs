using System.Collections.Generic;

namespace BackpropGen;

/// <summary>How one layer learns: what an epoch's report says of it on request (<see cref="TrainingOptions.LayerReports"/>).</summary>
/// <remarks>Deltas, gradients and shares are those of a sample: the first rows of the training data, <see cref="SampleRows"/> at most, after the epoch, in training mode.</remarks>
public sealed record LayerReport
{
    /// <summary>Rows of the sample at most.</summary>
    public const int SampleRows = 64;

    /// <summary>The layer's name.</summary>
    public required string Name { get; init; }

    /// <summary>The attribute's name: <c>Dense</c>, <c>Activate</c>, <c>LayerNorm</c>, <c>BatchNorm</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The function that ends the layer.</summary>
    public required Activation Activation { get; init; }

    /// <summary>The name of the user's own function that ends the layer, or null for a built-in one.</summary>
    public string? ActivationMethod { get; init; }

    /// <summary>The mean over the sample's rows of ‖δ‖₂, with δ the gradient of the row's own loss by z; NaN for layers other than dense ones.</summary>
    public double DeltaNorm { get; init; } = double.NaN;

    /// <summary>‖∂E/∂θ‖₂ over the layer's parameters, frozen ones included; NaN without parameters.</summary>
    public double GradientNorm { get; init; } = double.NaN;

    /// <summary>‖θ‖₂ over the layer's parameters; NaN without.</summary>
    public double ParameterNorm { get; init; } = double.NaN;

    /// <summary>‖θ − θ before the epoch‖₂ over the layer's parameters: how far the epoch's updates led; NaN without parameters.</summary>
    public double UpdateNorm { get; init; } = double.NaN;

    /// <summary>The share of units, from 0 to 1, whose ReLU was off in every row of the sample, so that nothing of them learns; null for other activations.</summary>
    public double? DeadShare { get; init; }

    /// <summary>The share of values whose slope was below <see cref="LayerWarnings.SaturatedSlope"/> of the activation's largest; null for activations that do not saturate on both sides.</summary>
    public double? SaturatedShare { get; init; }

    /// <summary>What seems wrong, in plain words; mostly empty. By the thresholds of <see cref="LayerWarnings"/>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
