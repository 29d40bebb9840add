using System;
using System.Linq;
using BackpropGen.Runtime;
using Xunit;

namespace BackpropGen.Tests.Training;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData(Loss.CrossEntropy, Activation.Softmax, 0.5)]
    [InlineData(Loss.CrossEntropyWithLogits, Activation.Identity, 0.5)]
    [InlineData(Loss.MeanSquaredError, Activation.Softmax, 0.5)]
    [InlineData(Loss.KullbackLeibler, Activation.Softmax, 0.5)]
    [InlineData(Loss.BinaryCrossEntropy, Activation.Sigmoid, 0.375)]
    [InlineData(Loss.HalfSquaredError, Activation.Sigmoid, 0.375)]
    [InlineData(Loss.BinaryCrossEntropyWithLogits, Activation.Identity, 0.5)]
    [InlineData(Loss.MeanSquaredError, Activation.Identity, double.NaN)]
    [InlineData(Loss.HalfSquaredError, Activation.Tanh, double.NaN)]
    [InlineData(Loss.Huber, Activation.ReLU, double.NaN)]
    public void Accuracy_follows_from_loss_and_output(Loss loss, Activation activation, double expected)
    {
        // outputs (0.3, 0.6), (0.7, 0.2), (0.4, -0.4), (-1, 0.9)
        var network = Identity(2, loss, activation);
        var data = new Dataset<double>([0.3, 0.6, 0.7, 0.2, 0.4, -0.4, -1, 0.9], 2, [0, 1, 0, 1, 1, 0, 1, 0], 2);

        Assert.Equal(expected, network.Evaluate(data).Accuracy);
    }

    [Fact]
    public void Hinge_decides_at_0()
    {
        var data = new Dataset<double>([0.3, 0.6, 0.7, -0.2], 2, [1, -1, 1, -1], 2);

        Assert.Equal(0.75, Identity(2, Loss.Hinge, Activation.Identity).Evaluate(data).Accuracy);
        Assert.Equal(0.75, Identity(2, Loss.SquaredHinge, Activation.Identity).Evaluate(data).Accuracy);
    }

    [Fact]
    public void Equal_outputs_give_the_first_class()
    {
        Assert.Equal(1, Classes.Predict<double>([0.1, 0.4, 0.4], 0.5));
        Assert.Equal(0, Classes.Predict<double>([0.4, 0.4], 0.5));
    }

    [Theory]
    [InlineData(0.5, 0.5, 0)]
    [InlineData(0.51, 0.5, 1)]
    [InlineData(-0.1, 0, 0)]
    [InlineData(0.1, 0, 1)]
    [InlineData(double.NaN, 0, 0)]
    public void A_single_output_is_compared_with_the_threshold(double output, double threshold, int expected)
    {
        Assert.Equal(expected, Classes.Predict<double>([output], threshold));
    }

    [Theory]
    [InlineData(Loss.BinaryCrossEntropy, Activation.Sigmoid, 0.5)]
    [InlineData(Loss.MeanSquaredError, Activation.Sigmoid, 0.5)]
    [InlineData(Loss.BinaryCrossEntropyWithLogits, Activation.Identity, 0)]
    [InlineData(Loss.Hinge, Activation.Identity, 0)]
    [InlineData(Loss.SquaredHinge, Activation.Tanh, 0)]
    [InlineData(Loss.MeanSquaredError, Activation.Tanh, 0)]
    public void The_threshold_follows_from_loss_and_output(Loss loss, Activation activation, double expected)
    {
        Assert.Equal(expected, Classes.Threshold(loss, activation));
    }

    [Fact]
    public void R2_is_the_mean_over_the_outputs()
    {
        // first output: residual 1 of 2; second: 0.5 of 8
        var data = new Dataset<double>([1, 0, 2, 2, 4, 3.5], 2, [1, 0, 2, 2, 3, 4], 2);

        Assert.Equal(((1 - (1 / 2.0)) + (1 - (0.25 / 8))) / 2, Identity(2).Evaluate(data).R2, 14);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.2, 0)]
    public void R2_of_a_constant_target_is_1_if_it_is_met_else_0(double output, double expected)
    {
        var data = new Dataset<double>([output, output, output], 1, [0.1, 0.1, 0.1], 1);

        Assert.Equal(expected, Identity(1).Evaluate(data).R2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public void All_rows_count_alike(int rows)
    {
        double[] inputs = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        Evaluation e = Identity(1).Evaluate(new Dataset<double>(inputs, 1, new double[rows], 1));

        Assert.Equal(inputs.Average(x => x * x), e.Loss, 1e-9 * Math.Max(1, e.Loss));
    }

    [Fact]
    public void Outputs_that_are_not_numbers_show()
    {
        Evaluation e = Identity(1).Evaluate(new Dataset<double>([double.NaN, 1], 1, [0, 1], 1));

        Assert.True(double.IsNaN(e.Loss) && double.IsNaN(e.R2));
    }

    private static LinearNetwork<double> Identity(int width, Loss loss = Loss.MeanSquaredError, Activation activation = Activation.Identity)
    {
        var network = new LinearNetwork<double>(width, width, LinearNetwork<double>.Describe(width, width, 0, loss, activation));
        double[] parameters = new double[network.ParameterCount];
        for (int i = 0; i < width; i++)
        {
            parameters[(i * width) + i] = 1;
        }

        network.SetParameters(parameters);
        return network;
    }
}
