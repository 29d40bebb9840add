namespace BackpropGen;

/// <summary>What is told after each epoch.</summary>
/// <param name="Epoch">The epoch that just ended, from 1.</param>
/// <param name="Epochs">How many there are to be.</param>
/// <param name="Loss">The row-weighted mean of the steps' losses, each before its update.</param>
/// <param name="ValidationLoss">The loss of the validation data after the epoch; NaN without.</param>
/// <param name="Accuracy">Of the validation data, else of the training data, after the epoch; NaN for regression.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Loss, double ValidationLoss, double Accuracy);
