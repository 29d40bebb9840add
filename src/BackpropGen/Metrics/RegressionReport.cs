using System.Collections.Generic;
using System.Linq;

namespace BackpropGen;

/// <summary>How near a network's outputs are to the targets of a data set. Each row counts once.</summary>
/// <param name="Outputs">The figures of each output.</param>
public sealed record RegressionReport(IReadOnlyList<RegressionScores> Outputs)
{
    /// <summary>The mean over the outputs of the mean absolute error.</summary>
    public double MeanAbsoluteError => Outputs.Average(o => o.MeanAbsoluteError);

    /// <summary>The mean over the outputs of the root mean squared error.</summary>
    public double RootMeanSquaredError => Outputs.Average(o => o.RootMeanSquaredError);

    /// <summary>The mean over the outputs of the coefficient of determination.</summary>
    public double R2 => Outputs.Average(o => o.R2);
}

/// <summary>How near one output is to its targets.</summary>
/// <param name="MeanAbsoluteError">Mean of |o − t|.</param>
/// <param name="RootMeanSquaredError">√ of the mean of (o − t)².</param>
/// <param name="R2">1 − Σ(o − t)² / Σ(t − t̄)²; for a constant target 1 if it is met everywhere, else 0.</param>
public readonly record struct RegressionScores(double MeanAbsoluteError, double RootMeanSquaredError, double R2);
