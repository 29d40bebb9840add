namespace BackpropGen;

/// <summary>How well a network does on a data set, in inference mode.</summary>
/// <param name="Loss">The mean over the rows of the network's loss.</param>
/// <param name="Accuracy">
/// The share of right decisions, from 0 to 1: of rows whose largest output and target agree, for several outputs under softmax or the
/// cross-entropies; else of outputs on the right side of the threshold (0.5 for a sigmoid, 0 for a logit or hinge); NaN for regression.
/// </param>
/// <param name="R2">The coefficient of determination 1 − Σ(o − t)² / Σ(t − t̄)², the mean over the outputs; for a constant target 1 if it is met, else 0.</param>
public readonly record struct Evaluation(double Loss, double Accuracy, double R2);
