using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BackpropGen.Runtime;

/// <summary>Decides and counts what a classification report tells.</summary>
internal static class ClassificationCounts
{
    /// <summary>The report of a data set's outputs.</summary>
    /// <param name="rule">How outputs and targets say yes.</param>
    /// <param name="outputs">rows × outputs.</param>
    /// <param name="data">The rows.</param>
    public static ClassificationReport Report<T>(DecisionRule rule, double[] outputs, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] targets = MetricsExtensions.ToDoubles(data.Targets);
        if (rule.Kind == DecisionKind.Output && data.TargetCount > 1)
        {
            return OfDecisions(rule, outputs, targets, data.TargetCount, data.ClassNames);
        }

        // a single output is the score of class 1, and its negative that of class 0
        return data.TargetCount > 1
            ? OfClasses(outputs, ArgMaxima(targets, data.TargetCount), ArgMaxima(outputs, data.TargetCount), data.TargetCount, data.ClassNames)
            : OfClasses([.. outputs.SelectMany(o => new[] { -o, o })], Decisions(targets, rule.TargetThreshold), Decisions(outputs, rule.OutputThreshold), 2, []);
    }

    private static ClassificationReport OfClasses(double[] scores, int[] actual, int[] predicted, int classes, IReadOnlyList<string> names)
    {
        var confusion = new ConfusionMatrix(actual, predicted, classes, names);
        bool[] isOfClass = [.. actual.SelectMany(a => Enumerable.Range(0, classes).Select(c => a == c))];
        return new ClassificationReport(confusion.ClassNames, scores, isOfClass, actual, confusion, [.. Enumerable.Range(0, classes).Select(confusion.ScoresOf)], confusion.Accuracy);
    }

    private static ClassificationReport OfDecisions(DecisionRule rule, double[] outputs, double[] targets, int width, IReadOnlyList<string> names)
    {
        bool[] actual = [.. targets.Select(t => t > rule.TargetThreshold)];
        bool[] predicted = [.. outputs.Select(o => o > rule.OutputThreshold)];
        ClassScores[] classes = [.. Enumerable.Range(0, width).Select(Scores)];
        double accuracy = actual.Zip(predicted).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
        return new ClassificationReport(names.Count > 0 ? names : [.. Enumerable.Range(0, width).Select(c => $"{c}")], outputs, actual, [], confusion: null, classes, accuracy);

        ClassScores Scores(int c)
        {
            (bool Actual, bool Predicted)[] column = [.. actual.Zip(predicted).Where((_, i) => i % width == c)];
            return new ClassScores(column.Count(p => p.Actual && p.Predicted), column.Count(p => !p.Actual && p.Predicted), column.Count(p => p.Actual && !p.Predicted));
        }
    }

    private static int[] ArgMaxima(double[] values, int width) => [.. Enumerable.Range(0, values.Length / width).Select(row => Classes.ArgMax<double>(values.AsSpan(row * width, width)))];

    private static int[] Decisions(double[] values, double threshold) => [.. values.Select(v => v > threshold ? 1 : 0)];
}
