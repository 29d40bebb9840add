using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Runtime;

namespace BackpropGen;

/// <summary>Reports of what a network makes of a data set.</summary>
public static class MetricsExtensions
{
    /// <summary>Accuracy, confusion matrix, precision, recall, F1, ROC AUC and top-k of a classifier, in inference mode.</summary>
    /// <remarks>
    /// Several outputs under softmax or cross-entropy: one class a row, the largest. A single output: two classes, by the decision threshold (0.5 for a sigmoid, 0 for a logit or hinge). Several outputs of
    /// another kind that accuracy is defined for: a decision for each.
    /// </remarks>
    /// <param name="network">Predicts.</param>
    /// <param name="data">At least one row, of the network's widths.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or the network is no classifier.</exception>
    public static ClassificationReport EvaluateClasses<T>(this INetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        TrainingChecks.Data(network, data, nameof(data));
        DecisionRule rule = DecisionRule.Of(network.Description);
        return rule.Kind == DecisionKind.None
            ? throw new ArgumentException($"{network.Description.Name} is no classifier: its loss is {network.Description.LossName} and its outputs are no decisions. Use {nameof(EvaluateRegression)}.", nameof(network))
            : ClassificationCounts.Report(rule, Outputs(network, data), data);
    }

    /// <summary>Mean absolute error, root mean squared error and R² of each output and their means, in inference mode.</summary>
    /// <param name="network">Predicts.</param>
    /// <param name="data">At least one row, of the network's widths.</param>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public static RegressionReport EvaluateRegression<T>(this INetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        TrainingChecks.Data(network, data, nameof(data));
        double[] outputs = Outputs(network, data);
        return new RegressionReport([.. Enumerable.Range(0, data.TargetCount).Select(k => Scores(Column(outputs, k, data.TargetCount), Column(ToDoubles(data.Targets), k, data.TargetCount)))]);
    }

    internal static double[] ToDoubles<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
        {
            doubles[i] = Number<T>.ToDouble(values[i]);
        }

        return doubles;
    }

    private static double[] Outputs<T>(INetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var outputs = new T[data.RowCount * data.TargetCount];
        network.Predict(data.Inputs, outputs);
        return ToDoubles<T>(outputs);
    }

    private static double[] Column(double[] values, int column, int width) => [.. values.Where((_, i) => i % width == column)];

    private static RegressionScores Scores(double[] outputs, double[] targets)
    {
        var determination = new Determination(1);
        determination.AddTargets<double>(targets, default);
        determination.AddOutputs<double>(outputs, targets, default);
        double[] errors = [.. outputs.Zip(targets, (o, t) => o - t)];
        return new RegressionScores(errors.Average(Math.Abs), Math.Sqrt(errors.Average(e => e * e)), determination.R2);
    }
}
