using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Training and inference mode of normalisation and dropout.</summary>
public sealed class NormAndDropoutTests
{
    private const int Width = 500;
    private const double Rate = 0.3;

    private static readonly NetworkSpec Norm = Network("NormedInput", 2, LossKind.HalfSquaredError, BatchNorm(), Dense(1));

    // o = Σ xᵢ mᵢ with weights of 1: the gradient by input i is o mᵢ, so that the masks can be seen
    private static readonly NetworkSpec Mask = Network("MaskedInput", Width, LossKind.HalfSquaredError, Dropout(Rate), Dense(1) with { Bias = BiasKind.None });

    private static readonly NetworkSpec Masks = Network("MaskedTwice", 4, LossKind.HalfSquaredError, Dropout(0.5), Dropout(0.5), Dense(1));

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile([Norm, Mask, Masks]));

    [Fact]
    public void Running_statistics_move_by_a_tenth_and_variance_is_unbiased()
    {
        var network = Networks.Value.Create<double>(Norm);
        Assert.Equal([0, 0, 1, 1], network.GetStatistics());
        network.TrainStep([1, 10, 2, 20, 6, 60], [0, 0, 0], 0.01);
        Agree.Each([0.3, 3, 0.9 + 0.7, 0.9 + 70], network.GetStatistics(), 1e-13, 0, "mean and variance");
        network.TrainStep([3, 0, 3, 0], [0, 0], 0.01);
        Agree.Each([0.27 + 0.3, 2.7, 1.6 * 0.9, 70.9 * 0.9], network.GetStatistics(), 1e-13, 0, "mean and variance");
    }

    [Fact]
    public void Gradients_move_running_statistics_as_a_step_does()
    {
        var (step, gradients) = (Networks.Value.Create<double>(Norm), Networks.Value.Create<double>(Norm));
        step.TrainStep([1, 10, 2, 20, 6, 60], [0, 0, 0], 0.01);
        gradients.ComputeGradients([1, 10, 2, 20, 6, 60], [0, 0, 0], new double[gradients.ParameterCount]);
        Assert.Equal(step.GetStatistics(), gradients.GetStatistics());

        gradients.ComputeGradients([1, 10, 2, 20, 6, 60], [0, double.NaN, 0], new double[gradients.ParameterCount]);
        Assert.Equal(step.GetStatistics(), gradients.GetStatistics());
    }

    [Fact]
    public void Prediction_uses_running_statistics_and_leaves_them_alone()
    {
        var network = Networks.Value.Create<double>(Norm);
        network.SetStatistics([1, 2, 4, 9]);
        network.SetParameters([2, 3, 0.5, -0.5, 1, 10, 0.25]); // gain, shift, W, b
        double[] outputs = [0, 0];
        network.Predict([3, 5, 1, 2], outputs);
        double First(double x) => (2 * (x - 1) / Math.Sqrt(4 + 1e-5)) + 0.5;
        double Second(double x) => (3 * (x - 2) / Math.Sqrt(9 + 1e-5)) - 0.5;
        Agree.Each([First(3) + (10 * Second(5)) + 0.25, First(1) + (10 * Second(2)) + 0.25], outputs, 1e-13, 0, "outputs");
        network.ComputeLoss([3, 5], [1]);
        Assert.Equal([1, 2, 4, 9], network.GetStatistics());
    }

    [Fact]
    public void One_row_is_refused_in_training_mode_only()
    {
        var network = Networks.Value.Create<double>(Norm);
        Assert.Throws<ArgumentException>(() => network.TrainStep([1, 2], [0], 0.1));
        Assert.Throws<ArgumentException>(() => network.TrainStep([1, 2], [0], new Adam(0.1)));
        Assert.Throws<ArgumentException>(() => network.ComputeGradients([1, 2], [0], new double[network.ParameterCount]));
        Assert.Throws<ArgumentException>(() => network.TrainRows([1, 2, 3, 4], [0, 0], 0.1));
        Assert.True(double.IsFinite(network.ComputeLoss([1, 2], [0])));
        network.Predict([1, 2], new double[1]);
    }

    [Fact]
    public void Dropout_does_nothing_in_inference()
    {
        var network = Masked();
        double[] output = [0], x = Ones(1);
        network.Predict(x, output);
        Assert.Equal(Width, output[0], 1e-9);
        Assert.Equal(0.5 * Width * Width, network.ComputeLoss(x, [0]), 1e-6);
    }

    [Fact]
    public void Kept_values_are_scaled_and_as_many_as_the_rate_says()
    {
        var network = Masked();
        var kept = 0;
        for (var step = 0; step < 20; step++)
        {
            var mask = MaskOf(network, 1)[0];
            Assert.All(mask, m => Assert.True(m == 0 || Math.Abs(m - (1 / (1 - Rate))) < 1e-12, $"{m}"));
            kept += mask.Count(m => m != 0);
        }

        // 10,000 draws with probability 0.7: six standard deviations are 275
        Assert.InRange(kept, 7000 - 275, 7000 + 275);
    }

    [Fact]
    public void Masks_differ_by_step_row_seed_and_layer_and_repeat_with_the_state()
    {
        var network = Masked();
        var state = network.RandomState;
        var first = MaskOf(network, 2);
        Assert.NotEqual(first[0], first[1]);
        Assert.NotEqual(state, network.RandomState);
        Assert.NotEqual(first[0], MaskOf(network, 2)[0]);
        network.RandomState = state;
        Assert.Equal(first, MaskOf(network, 2));

        // a row's mask depends on nothing but its place; sums of a single row have an order of their own
        network.RandomState = state;
        Assert.All(first[0].Zip(MaskOf(network, 1)[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        network.RandomState = state with { Seed = state.Seed + 1 };
        Assert.NotEqual(first[0], MaskOf(network, 2)[0]);
    }

    [Fact]
    public void Two_dropouts_draw_apart()
    {
        // were the masks the same, a value that survives one would survive both: half of the values in place of a quarter
        var network = Networks.Value.Create<double>(Masks);
        network.SetParameters([1, 1, 1, 1, 0]);
        var alive = 0;
        for (var step = 0; step < 1000; step++)
        {
            var inputGradients = new double[4];
            network.ComputeGradients([1, 1, 1, 1], [1e9], new double[5], inputGradients);
            alive += inputGradients.Count(g => g != 0);
        }

        Assert.InRange(alive, 1000 - 170, 1000 + 170);
    }

    [Fact]
    public void A_training_pass_moves_the_state_one_step_on()
    {
        var network = Masked();
        var state = network.RandomState;
        network.TrainStep(Ones(3), new double[3], 1e-9);
        Assert.Equal(state.Next(), network.RandomState);
        network.ComputeGradients(Ones(3), new double[3], new double[Width]);
        Assert.Equal(state.Next().Next(), network.RandomState);
        network.Predict(Ones(1), new double[1]);
        network.ComputeLoss(Ones(1), [0]);
        Assert.Equal(state.Next().Next(), network.RandomState);
    }

    private static ITrainableNetwork<double> Masked()
    {
        var network = Networks.Value.Create<double>(Mask);
        network.SetParameters(Ones(1));
        return network;
    }

    private static double[] Ones(int rows) => [.. Enumerable.Repeat(1.0, rows * Width)];

    private static List<double[]> MaskOf(ITrainableNetwork<double> network, int rows)
    {
        double[] gradients = new double[Width], inputGradients = new double[rows * Width];
        network.ComputeGradients(Ones(rows), new double[rows], gradients, inputGradients);

        // row r of the input gradients is oᵣ mᵣ / rows, and oᵣ = Σ mᵣ: so Σ (oᵣ mᵣ) = oᵣ²
        return [.. inputGradients.Chunk(Width).Select(row => row.Select(g => g * rows).ToArray()).Select(row => row.Select(g => g / Math.Sqrt(row.Sum())).ToArray())];
    }
}
