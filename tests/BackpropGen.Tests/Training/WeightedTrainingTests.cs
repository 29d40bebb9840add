using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace BackpropGen.Tests.Training;

/// <summary>Weights of rows and classes, smoothed labels and options of updates in the loop.</summary>
public sealed class WeightedTrainingTests
{
    private static readonly TrainingOptions Options = new() { Optimizer = new Sgd(0.3), BatchSize = 4, Epochs = 5, Shuffle = false };

    // row 3 twice, row 1 not at all: in a batch of all rows the same steps, but for rounding
    [Fact]
    public void Whole_weights_are_rows_that_come_so_often()
    {
        Dataset<double> data = Points();
        double[] weights = [.. Enumerable.Range(0, data.RowCount).Select(row => row == 3 ? 2.0 : row == 1 ? 0 : 1)];
        int[] repeated = [.. weights.SelectMany((w, row) => Enumerable.Repeat(row, (int)w))];
        var (weighted, rows) = (new ThreeClassNetwork(), new ThreeClassNetwork());
        TrainingResult one = weighted.Train(data.WithWeights(weights), Options with { BatchSize = int.MaxValue });
        TrainingResult other = rows.Train(data.Select(repeated), Options with { BatchSize = int.MaxValue });

        Near(Parameters(rows), Parameters(weighted));
        Near(other.History.Select(e => e.Loss), one.History.Select(e => e.Loss));
        Near([rows.Evaluate(data.Select(repeated)).Loss, rows.Evaluate(data.Select(repeated)).Accuracy, rows.Evaluate(data.Select(repeated)).R2],
            [weighted.Evaluate(data.WithWeights(weights)).Loss, weighted.Evaluate(data.WithWeights(weights)).Accuracy, weighted.Evaluate(data.WithWeights(weights)).R2]);
    }

    [Fact]
    public void An_epochs_loss_weighs_its_batches_by_their_weights_and_passes_over_those_of_0()
    {
        Dataset<double> data = Points();
        double[] weights = [.. Enumerable.Range(0, 12).Select(row => row < 4 ? 1.0 : row < 8 ? 0 : 3)];
        TrainingResult result = new ThreeClassNetwork().Train(data.WithWeights(weights), Options with { Optimizer = new Sgd(0), Epochs = 1 });

        var network = new ThreeClassNetwork();
        double first = network.ComputeLoss(data.Inputs[..8], data.Targets[..12]);
        double last = network.ComputeLoss(data.Inputs[16..], data.Targets[24..]);
        Assert.Equal((first + (3 * last)) / 4, result.History[0].Loss, 12);
        Assert.Equal(2, result.Updates);
    }

    [Fact]
    public void Shuffled_rows_keep_their_weights()
    {
        Dataset<double> data = Points();
        double[] weights = [.. Enumerable.Range(1, 12).Select(w => (double)w)];
        var options = Options with { Optimizer = new Sgd(0), BatchSize = 1, Shuffle = true, Epochs = 1 };
        double loss = new ThreeClassNetwork().Train(data.WithWeights(weights), options).History[0].Loss;
        Assert.Equal(new ThreeClassNetwork().ComputeLoss(data.Inputs, data.Targets, weights), loss, 12);
    }

    [Fact]
    public void Class_weights_multiply_the_rows_own()
    {
        Dataset<double> data = Points();
        double[] own = [.. Enumerable.Range(1, 12).Select(w => (double)w)], byClass = [0.5, 2, 1];
        double[] both = [.. own.Select((w, row) => w * byClass[row % 3])];
        var (one, other) = (new ThreeClassNetwork(), new ThreeClassNetwork());
        one.Train(data.WithWeights(own), Options with { ClassWeights = byClass });
        other.Train(data.WithWeights(both), Options);
        Assert.Equal(Parameters(other), Parameters(one));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_single_output_has_two_class_weights(bool hinge)
    {
        double no = hinge ? -1 : 0;
        double[] targets = [no, 1, 1, no];
        var data = new Dataset<double>([1, 2, 3, 4], 1, targets, 1);
        ITrainableNetwork<double> one = hinge ? new HingeNetwork() : new LogitNetwork(), other = hinge ? new HingeNetwork() : new LogitNetwork();
        one.Train(data, Options with { ClassWeights = [3, 0.5] });
        other.Train(data.WithWeights([3, 0.5, 0.5, 3]), Options);
        Assert.Equal(Parameters(other), Parameters(one));
    }

    [Fact]
    public void Balanced_weights_make_up_for_sizes()
    {
        Assert.Equal([12 / (3 * 4.0), 1, 1], ClassWeights.Balanced(Points()));
        Assert.Equal([4 / (2 * 3.0), 4 / 2.0], ClassWeights.Balanced(new Dataset<double>([1, 2, 3, 4], 1, [0, 0, 1, 0], 1)));
    }

    [Fact]
    public void Labels_are_smoothed_for_training_and_not_for_validation()
    {
        Dataset<double> data = Points();
        var smoothed = new Dataset<double>(data.Inputs, 2, [.. data.Targets.ToArray().Select(t => (0.9 * t) + (0.1 / 3))], 3);
        var (one, other) = (new ThreeClassNetwork(), new ThreeClassNetwork());
        TrainingResult result = one.Train(data, Options with { LabelSmoothing = 0.1, Validation = data });
        TrainingResult expected = other.Train(smoothed, Options with { Validation = data });

        Near(Parameters(other), Parameters(one));
        Near(expected.History.SelectMany(e => new[] { e.Loss, e.ValidationLoss }), result.History.SelectMany(e => new[] { e.Loss, e.ValidationLoss }));
    }

    [Fact]
    public void Update_options_reach_the_step()
    {
        Dataset<double> data = Points();
        var update = new UpdateOptions { L1 = 0.01, ClipNorm = 0.1 };
        var (trained, byHand) = (new ThreeClassNetwork(), new ThreeClassNetwork());
        trained.Train(data, Options with { Update = update, BatchSize = 12, Epochs = 3 });
        for (int step = 0; step < 3; step++)
        {
            byHand.TrainStep(data.Inputs, data.Targets, new Sgd(0.3), update);
        }

        Assert.Equal(Parameters(byHand), Parameters(trained));
    }

    [Fact]
    public void The_gradients_norm_is_that_of_the_weighted_loss()
    {
        Dataset<double> data = Points().WithWeights([.. Enumerable.Range(1, 12).Select(w => (double)w)]);
        double[] gradients = new double[ThreeClassNetwork.ParameterCount];
        new ThreeClassNetwork().ComputeGradients(data.Inputs, data.Targets, data.Weights, gradients, default);
        double norm = Math.Sqrt(gradients.Sum(g => g * g));
        var still = Options with { Optimizer = new Sgd(0) };

        Assert.Equal(StopReason.GradientNorm, new ThreeClassNetwork().Train(data, still with { GradientNorm = norm * 1.000001 }).StopReason);
        Assert.Equal(StopReason.Completed, new ThreeClassNetwork().Train(data, still with { GradientNorm = norm * 0.999999 }).StopReason);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refused("3 weights, one a class, and has 2", Options with { ClassWeights = [1, 2] });
        Refused("one is -1", Options with { ClassWeights = [1, -1, 1] });
        Refused("at least one weight above 0", Options with { ClassWeights = [0, 0, 0] });
        Refused("UpdateOptions.L1", Options with { Update = new UpdateOptions { L1 = -1 } });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { LabelSmoothing = 1 });
        var line = new Dataset<double>([1, 2], 1, [1, 2], 1);
        Assert.Contains("cross-entropy", Assert.Throws<ArgumentException>(() => new LinearNetwork<double>(1, 1).Train(line, Options with { LabelSmoothing = 0.1 })).Message, StringComparison.Ordinal);
        Assert.Contains("WithWeights", Assert.Throws<ArgumentException>(() => new LinearNetwork<double>(1, 1).Train(line, Options with { ClassWeights = [1, 1] })).Message, StringComparison.Ordinal);

        static void Refused(string message, TrainingOptions options) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => new ThreeClassNetwork().Train(Points(), options)).Message, StringComparison.Ordinal);
    }

    // classes 0, 1, 2, 0, 1, 2 …
    private static Dataset<double> Points() => Dataset<double>.FromClasses(
        [.. Enumerable.Range(0, 24).Select(i => Math.Sin(i * 1.7))], 2, [.. Enumerable.Range(0, 12).Select(row => row % 3)], 3);

    private static double[] Parameters(ITrainableNetwork<double> network)
    {
        double[] parameters = new double[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static void Near(IEnumerable<double> expected, IEnumerable<double> actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 11));
}

/// <summary>Three classes.</summary>
[Network(2, Precision = Precision.Double)]
[Dense(4, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ThreeClassNetwork;

/// <summary>Two classes by a logit.</summary>
[Network(1, Precision = Precision.Double, Loss = Loss.BinaryCrossEntropyWithLogits)]
[Dense(1)]
internal sealed partial class LogitNetwork;

/// <summary>Two classes by a margin.</summary>
[Network(1, Precision = Precision.Double, Loss = Loss.Hinge)]
[Dense(1)]
internal sealed partial class HingeNetwork;
