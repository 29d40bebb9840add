using System;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>What a step changes, and what it leaves alone.</summary>
public sealed class UpdateTests
{
    public static TheoryData<string> Names => ContractNetworks.Names;

    public static TheoryData<string> NamesWithoutBatchNorm => ContractNetworks.NamesWithoutBatchNorm;

    /// <summary>Rows of a mini-batch that fit into a register, where a row takes a lane, and rows for several registers.</summary>
    private static int[] BatchSizes => [4, 37];

    public static TheoryData<string, int> NamesAndBatches
    {
        get
        {
            TheoryData<string, int> all = [];
            foreach (var name in ContractNetworks.Specs.Keys)
            {
                Array.ForEach(BatchSizes, rows => all.Add(name, rows));
            }

            return all;
        }
    }

    // W ← W − η ∂E/∂W with all gradients taken before: no layer sees another's new weights
    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void All_parameters_change_at_once(string name, int rows)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, rows);
        var (state, before, statistics) = (network.RandomState, network.GetParameters(), network.GetStatistics());
        var gradients = new double[before.Length];
        var loss = network.ComputeGradients(inputs, targets, gradients);
        network.RandomState = state;
        network.SetStatistics(statistics);
        Assert.Equal(loss, network.TrainStep(inputs, targets, 0.5), 1e-12);
        var trainable = new InterpretedNetwork(ContractNetworks.Specs[name]).Trainable;
        var expected = before.Select((value, i) => trainable[i] ? value - (0.5 * gradients[i]) : value).ToArray();
        Agree.OfLargest(expected, network.GetParameters(), 1e-13, 1, "parameters");
    }

    [Theory]
    [InlineData("FrozenHidden", "NothingFrozen")]
    [InlineData("FrozenWide", "NothingFrozenWide")]
    public void Frozen_parameters_stay_but_have_their_true_gradients(string frozen, string free)
    {
        var (network, twin) = (ContractNetworks.Double(frozen), ContractNetworks.Double(free));
        var (inputs, targets) = ContractNetworks.Rows<double>(frozen, 4);
        twin.SetParameters(network.GetParameters());
        double[] gradients = new double[network.ParameterCount], expected = new double[network.ParameterCount];
        network.ComputeGradients(inputs, targets, gradients);
        twin.ComputeGradients(inputs, targets, expected);
        Agree.OfLargest(expected, gradients, 1e-12, 1e-3, "gradients");

        var before = network.GetParameters();
        network.TrainStep(inputs, targets, 0.1);
        network.TrainStep(inputs, targets, new Sgd(0.1) { Momentum = 0.9, WeightDecay = 0.1 });
        network.TrainStep(inputs, targets, new Adam(0.1) { WeightDecay = 0.1 });
        network.TrainRows(inputs, targets, 0.1);
        var (manyInputs, manyTargets) = ContractNetworks.Rows<double>(frozen, BatchSizes[1]);
        network.TrainStep(manyInputs, manyTargets, 0.1);
        var after = network.GetParameters();
        var trainable = new InterpretedNetwork(ContractNetworks.Specs[frozen]).Trainable;
        Assert.All(Enumerable.Range(0, before.Length), i => Assert.Equal(trainable[i], before[i] != after[i]));
    }

    [Theory]
    [MemberData(nameof(NamesWithoutBatchNorm))]
    public void Training_rows_is_training_on_each_in_turn(string name)
    {
        // what the next row needs of the first layer may be computed a row ahead, which rounds differently
        RowsInTurn(name, network => (x, t) => network.TrainStep(x, t, 0.05f), network => (x, t) => network.TrainRows(x, t, 0.05f), 2e-6);
        foreach (var optimizer in new IOptimizer[] { new Sgd(0.05) { Momentum = 0.9 }, new Adam(0.01) })
        {
            RowsInTurn(name, network => network.Stepping(optimizer), network => network.SteppingRows(optimizer), 0);
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void A_loss_that_is_not_finite_updates_nothing(string name, int rows)
    {
        foreach (var (optimizer, isLast) in from optimizer in new IOptimizer[] { new Sgd(0.05), new Sgd(0.05) { Momentum = 0.9 }, new Adam(0.01) } from isLast in new[] { false, true } select (optimizer, isLast))
        {
            var (network, twin) = (ContractNetworks.Single(name), ContractNetworks.Single(name));
            var (inputs, targets) = ContractNetworks.Rows<float>(name, rows);
            var (step, twinStep) = (network.Stepping(optimizer), twin.Stepping(optimizer));
            step(inputs, targets);
            var (parameters, statistics) = (network.GetParameters(), network.GetStatistics());
            var bad = (float[])inputs.Clone();
            bad[isLast ? ^1 : 0] = float.NaN;
            var state = network.RandomState;
            Assert.True(float.IsNaN(step(bad, targets)));
            Assert.Equal(parameters, network.GetParameters());
            Assert.Equal(statistics, network.GetStatistics());

            // neither did the optimizer's state change: the next step is that of a network which never saw the bad rows
            network.RandomState = state;
            step(inputs, targets);
            twinStep(inputs, targets);
            twinStep(inputs, targets);
            Assert.Equal(twin.GetParameters(), network.GetParameters());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plain_step_and_the_optimizer_without_options_agree(string name)
    {
        var (network, twin) = (ContractNetworks.Double(name), ContractNetworks.Double(name));
        var (inputs, targets) = ContractNetworks.Rows<double>(name, 4);
        for (var step = 0; step < 5; step++)
        {
            Assert.Equal(network.TrainStep(inputs, targets, 0.1), twin.TrainStep(inputs, targets, new Sgd(0.1)), 1e-12);
        }

        Agree.OfLargest(network.GetParameters(), twin.GetParameters(), 1e-12, 1, "parameters");
    }

    private static void RowsInTurn(string name, Func<ITrainableNetwork<float>, Step<float>> one, Func<ITrainableNetwork<float>, Step<float>> all, double tolerance)
    {
        const int Rows = 7;
        var (network, twin) = (ContractNetworks.Single(name), ContractNetworks.Single(name));
        var (inputs, targets) = ContractNetworks.Rows<float>(name, Rows);
        var mean = all(network)(inputs, targets);
        var step = one(twin);
        var sum = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            sum += step(inputs.AsSpan(row * twin.InputCount, twin.InputCount), targets.AsSpan(row * twin.OutputCount, twin.OutputCount));
        }

        Agree.OfLargest(twin.GetParameters().ToDouble(), network.GetParameters().ToDouble(), tolerance, 1, "parameters");
        Assert.Equal(twin.RandomState, network.RandomState);
        Agree.One(sum / Rows, mean, 1e-6, 1e-7, "mean of the losses");
    }
}
