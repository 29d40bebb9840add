using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>What options make of the training data: rows weighted by class, and smoothed targets.</summary>
internal static class TargetPreparation
{
    /// <summary>The data to learn from; the same ones if no option asks for more.</summary>
    /// <exception cref="ArgumentException">An option does not fit the network.</exception>
    public static Dataset<T> Prepare<T>(NetworkDescription network, Dataset<T> data, TrainingOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (options.ClassWeights is null && options.LabelSmoothing == 0)
        {
            return data;
        }

        T[] weights = options.ClassWeights is null ? data.Weights.ToArray() : Weighted(network, data, options.ClassWeights);
        T[] targets = options.LabelSmoothing == 0 ? data.Targets.ToArray() : Smoothed(network, data, options.LabelSmoothing);
        return data.With(targets, weights);
    }

    private static T[] Weighted<T>(NetworkDescription network, Dataset<T> data, IReadOnlyList<double> classWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const string option = $"{nameof(TrainingOptions)}.{nameof(TrainingOptions.ClassWeights)}";
        DecisionRule rule = DecisionRule.Of(network);
        if (rule.Kind == DecisionKind.None || (rule.Kind == DecisionKind.Output && network.OutputCount > 1))
        {
            throw new ArgumentException($"{option} needs a network that tells one class a row, and {network.Name} does not: its loss is {network.LossName}. Give the data weights of their own (WithWeights).", nameof(classWeights));
        }

        if (classWeights.Count != TargetClasses.Count(data))
        {
            throw new ArgumentException($"{option} must have {TargetClasses.Count(data)} weights, one a class, and has {classWeights.Count}.", nameof(classWeights));
        }

        if (classWeights.FirstOrDefault(w => !(w >= 0 && double.IsFinite(w)), 0) is var wrong && wrong != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{option} must be finite and not negative, and one is {wrong}."), nameof(classWeights));
        }

        bool isHinge = network.Loss is Loss.Hinge or Loss.SquaredHinge;
        var weights = new T[data.RowCount];
        for (int row = 0; row < weights.Length; row++)
        {
            double own = data.Weights.IsEmpty ? 1 : Number<T>.ToDouble(data.Weights[row]);
            weights[row] = Number<T>.From(own * OfRow(data.TargetRow(row), classWeights, isHinge));
        }

        _ = RowWeights.Total<T>(weights, weights.Length);
        return weights;
    }

    // targets may be shares of classes: then the weights are mixed by them
    private static double OfRow<T>(ReadOnlySpan<T> targets, IReadOnlyList<double> classWeights, bool isHinge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (targets.Length == 1)
        {
            double t = Number<T>.ToDouble(targets[0]);
            double share = isHinge ? (t + 1) / 2 : t;
            return (classWeights[0] * (1 - share)) + (classWeights[1] * share);
        }

        double weight = 0;
        for (int k = 0; k < targets.Length; k++)
        {
            weight += classWeights[k] * Number<T>.ToDouble(targets[k]);
        }

        return weight;
    }

    private static T[] Smoothed<T>(NetworkDescription network, Dataset<T> data, double smoothing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int classes = network.Loss switch
        {
            Loss.CrossEntropy or Loss.CrossEntropyWithLogits => data.TargetCount,
            Loss.BinaryCrossEntropy or Loss.BinaryCrossEntropyWithLogits => 2,
            _ => throw new ArgumentException($"{nameof(TrainingOptions)}.{nameof(TrainingOptions.LabelSmoothing)} needs a cross-entropy, and the loss of {network.Name} is {network.LossName}.", nameof(smoothing)),
        };
        T[] targets = data.Targets.ToArray();
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = Number<T>.From(((1 - smoothing) * Number<T>.ToDouble(targets[i])) + (smoothing / classes));
        }

        return targets;
    }
}
