using System.Collections.Generic;

namespace BackpropGen;

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">The row-weighted mean of the steps' losses, each before its update.</param>
/// <param name="ValidationLoss">The loss of the validation data after the epoch; NaN without, and after epochs that were not measured.</param>
/// <param name="Accuracy">Of the validation data, else of the training data, after the epoch; NaN for regression, and after epochs that were not measured.</param>
public readonly record struct EpochRecord(int Epoch, double Loss, double ValidationLoss, double Accuracy)
{
    /// <summary>The learning rate of the epoch's last update.</summary>
    public double LearningRate { get; init; }

    /// <summary>How each layer with parameters or an activation learns; null unless <see cref="TrainingOptions.LayerReports"/> asks for it.</summary>
    public IReadOnlyList<LayerReport>? Layers { get; init; }
}
