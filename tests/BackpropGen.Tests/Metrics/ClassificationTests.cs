using System;
using System.Linq;
using BackpropGen.Tests.Training;
using Xunit;

namespace BackpropGen.Tests.Metrics;

/// <summary>Figures worked by hand. The network gives its inputs as outputs.</summary>
public sealed class ClassificationTests
{
    // classes 0 0 0 0 | 1 1 1 | 2 2 2 2 2 taken for 0 0 1 2 | 1 1 0 | 2 2 2 2 1: TP 2 2 4, FP 1 2 1, FN 2 1 1
    private static readonly int[] Actual = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2];
    private static readonly int[] Predicted = [0, 0, 1, 2, 1, 1, 0, 2, 2, 2, 2, 1];

    [Fact]
    public void A_confusion_matrix_counts_rows_by_class_and_prediction()
    {
        var matrix = new ConfusionMatrix(Actual, Predicted, 3, ["a", "b", "c"]);

        Assert.Equal([2L, 1, 1, 1, 2, 0, 0, 1, 4], Enumerable.Range(0, 9).Select(i => matrix[i / 3, i % 3]));
        Assert.Equal(8 / 12.0, matrix.Accuracy);
        Assert.Equal([new ClassScores(2, 1, 2), new(2, 2, 1), new(4, 1, 1)], Enumerable.Range(0, 3).Select(matrix.ScoresOf));
        Assert.Equal(
            "| actual \\ predicted | a | b | c |\n|---|---:|---:|---:|\n| a | 2 | 1 | 1 |\n| b | 1 | 2 | 0 |\n| c | 0 | 1 | 4 |\n",
            matrix.ToMarkdown());
    }

    [Fact]
    public void Precision_recall_and_F1_of_each_class()
    {
        ClassificationReport report = Report(Actual, Predicted);
        Equal([2 / 3.0, 2 / 4.0, 4 / 5.0], report.Classes.Select(c => c.Precision));
        Equal([2 / 4.0, 2 / 3.0, 4 / 5.0], report.Classes.Select(c => c.Recall));
        Equal([4 / 7.0, 4 / 7.0, 8 / 10.0], report.Classes.Select(c => c.F1));
        Assert.Equal([4L, 3, 5], report.Classes.Select(c => c.Support));
    }

    [Fact]
    public void Averages()
    {
        ClassificationReport report = Report(Actual, Predicted);
        Assert.Equal(((2 / 3.0) + (2 / 4.0) + (4 / 5.0)) / 3, report.Precision(Average.Macro), 15);
        Assert.Equal(((4 * 2 / 3.0) + (3 * 2 / 4.0) + (5 * 4 / 5.0)) / 12, report.Precision(Average.Weighted), 15);
        Assert.Equal(8 / 12.0, report.Precision(Average.Micro), 15);
        Assert.Equal(((2 / 4.0) + (2 / 3.0) + (4 / 5.0)) / 3, report.Recall(Average.Macro), 15);
        Assert.Equal(8 / 12.0, report.Recall(Average.Weighted), 15);
        Assert.Equal(((4 * 4 / 7.0) + (3 * 4 / 7.0) + (5 * 0.8)) / 12, report.F1(Average.Weighted), 15);
        Assert.Equal(8 / 12.0, report.F1(Average.Micro), 15);
    }

    // as scikit-learn with zero_division=0: class 2 is predicted but not there, class 3 is neither and no label
    [Fact]
    public void Empty_classes_give_0_and_those_that_are_nowhere_are_left_out()
    {
        ClassificationReport report = Report([0, 0, 1, 1], [0, 2, 1, 1], classes: 4);
        Equal([1, 1, 0, 0], report.Classes.Select(c => c.Precision));
        Equal([0.5, 1, 0, 0], report.Classes.Select(c => c.Recall));
        Equal([2 / 3.0, 1, 0, 0], report.Classes.Select(c => c.F1));
        Assert.Equal(2 / 3.0, report.Precision(Average.Macro), 15);
        Assert.Equal(5 / 9.0, report.F1(Average.Macro), 15);
        Assert.Equal(5 / 6.0, report.F1(Average.Weighted), 15);
        Assert.Equal([true, true, false, false], report.RocAucs.Select(a => !double.IsNaN(a)));
    }

    // scikit-learn's own example: roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) is 0.75
    [Theory]
    [InlineData(new[] { 0.1, 0.4, 0.35, 0.8 }, new[] { false, false, true, true }, 0.75)]
    [InlineData(new[] { 0.5, 0.5, 0.5 }, new[] { false, true, true }, 0.5)]
    [InlineData(new[] { 1.0, 2, 2, 3 }, new[] { false, false, true, true }, 0.875)]
    [InlineData(new[] { 3.0, 2, 1 }, new[] { false, false, true }, 0.0)]
    [InlineData(new[] { 3.0, 2 }, new[] { true, true }, double.NaN)]
    public void Area_under_the_curve(double[] scores, bool[] positive, double expected) => Assert.Equal(expected, Ranking.RocAuc(scores, positive), 15);

    // against all pairs: ½ where equal
    [Fact]
    public void Area_under_the_curve_is_the_share_of_pairs_in_order()
    {
        var random = new Random(1);
        double[] scores = [.. Enumerable.Range(0, 200).Select(_ => (double)random.Next(30))];
        bool[] positive = [.. scores.Select(s => random.Next(30) < s)];
        var pairs =
            from p in Enumerable.Range(0, 200).Where(i => positive[i])
            from n in Enumerable.Range(0, 200).Where(i => !positive[i])
            select scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
        Assert.Equal(pairs.Average(), Ranking.RocAuc(scores, positive), 12);
    }

    [Fact]
    public void Averages_of_areas_leave_out_classes_without_one()
    {
        // class 0 against the rest: 0.9 > 0.1, 0.2; class 1: 0.1 < 0.6, 0.2 < 0.6 …; class 2 never occurs
        ClassificationReport report = OfOutputs([0, 1, 1], [0.5, 0.3, 0.2, 0.6, 0.3, 0.1, 0.2, 0.7, 0.1], 3);
        Equal([0.5, 0.75], report.RocAucs.Take(2));
        Assert.True(double.IsNaN(report.RocAucs[2]));
        Assert.Equal(0.625, report.RocAuc(Average.Macro), 15);
        Assert.Equal((0.5 + (2 * 0.75)) / 3, report.RocAuc(Average.Weighted), 15);

        // positives 0.5, 0.3, 0.7 against 0.3, 0.2, 0.6, 0.1, 0.2, 0.1: 5 + 4.5 + 6 of 18
        Assert.Equal(15.5 / 18, report.RocAuc(Average.Micro), 15);
    }

    [Fact]
    public void Top_k()
    {
        ClassificationReport report = OfOutputs([0, 1, 2, 2], [0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.5, 0.3, 0.2, 0.2, 0.2, 0.2], 3);
        Assert.Equal([0.25, 0.5, 1], [report.TopK(1), report.TopK(2), report.TopK(3)]);
        Assert.Equal(report.Accuracy, report.TopK(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.TopK(4));
    }

    [Theory]
    [InlineData(Loss.BinaryCrossEntropy, 0.5, 0)]
    [InlineData(Loss.BinaryCrossEntropyWithLogits, 0, 0)]
    [InlineData(Loss.Hinge, 0, -1)]
    public void A_single_output_has_two_classes(Loss loss, double threshold, double no)
    {
        var network = Identity(1, loss);
        double[] outputs = [threshold - 0.2, threshold + 0.1, threshold - 0.1, threshold + 0.3, threshold];
        ClassificationReport report = network.EvaluateClasses(new Dataset<double>(outputs, 1, [no, no, 1, 1, no], 1));

        Assert.Equal([new ClassScores(2, 1, 1), new(1, 1, 1)], report.Classes);
        Assert.Equal(0.6, report.Accuracy, 15);
        Equal([4 / 6.0, 4 / 6.0], report.RocAucs);
        Assert.Equal(network.Evaluate(new Dataset<double>(outputs, 1, [no, no, 1, 1, no], 1)).Accuracy, report.Accuracy, 15);
    }

    [Fact]
    public void Outputs_that_decide_for_themselves()
    {
        ClassificationReport report = Identity(2, Loss.BinaryCrossEntropy).EvaluateClasses(new Dataset<double>([0.9, 0.2, 0.4, 0.8, 0.7, 0.6], 2, [1, 0, 1, 1, 0, 1], 2));
        Assert.Equal([new ClassScores(1, 1, 1), new(2, 0, 0)], report.Classes);
        Assert.Equal(4 / 6.0, report.Accuracy, 15);
        Assert.Equal(3 / 4.0, report.Precision(Average.Micro), 15);
        Assert.Equal(0.5, report.RocAucs[0]);
        Assert.Null(report.Confusion);
        Assert.Throws<InvalidOperationException>(() => report.TopK(1));
    }

    [Fact]
    public void A_regression_network_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Identity(1, Loss.MeanSquaredError).EvaluateClasses(new Dataset<double>([1], 1, [1], 1)));
        Assert.Contains("EvaluateRegression", e.Message, StringComparison.Ordinal);
    }

    private static ClassificationReport Report(int[] actual, int[] predicted, int classes = 3) =>
        OfOutputs(actual, [.. predicted.SelectMany(p => Enumerable.Range(0, classes).Select(c => c == p ? 1.0 : 0.0))], classes);

    private static ClassificationReport OfOutputs(int[] actual, double[] outputs, int classes) =>
        Identity(classes, Loss.CrossEntropy).EvaluateClasses(Dataset<double>.FromClasses(outputs, classes, actual, classes));

    private static LinearNetwork<double> Identity(int width, Loss loss)
    {
        var network = new LinearNetwork<double>(width, width, LinearNetwork<double>.Describe(width, width, loss: loss));
        network.SetParameters([.. Enumerable.Range(0, width * width).Select(i => i % (width + 1) == 0 ? 1.0 : 0.0), .. new double[width]]);
        return network;
    }

    private static void Equal(double[] expected, System.Collections.Generic.IEnumerable<double> actual) =>
        Assert.All(expected.Zip([.. actual]), pair => Assert.Equal(pair.First, pair.Second, 15));
}
