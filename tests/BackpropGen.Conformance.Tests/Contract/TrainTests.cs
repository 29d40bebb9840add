using System;
using System.IO;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>What generated networks hand on to the runtime: the training loop, evaluation, files.</summary>
public sealed class TrainTests
{
    private const int Rows = 10;
    private const int BatchSize = 4;
    private const int Epochs = 3;

    public static TheoryData<string> Names => ContractNetworks.Names;

    // the short last batch included; what an optimizer remembered from before is forgotten
    [Theory]
    [MemberData(nameof(Names))]
    public void Training_in_order_is_a_step_a_batch(string name)
    {
        var (network, twin) = (ContractNetworks.Single(name), ContractNetworks.Single(name));
        var (inputs, targets) = ContractNetworks.Rows<float>(name, Rows);
        network.TrainStep(inputs, targets, new Adam(0.01));
        twin.TrainStep(inputs, targets, new Adam(0.01));
        var data = new Dataset<float>(inputs, network.InputCount, targets, network.OutputCount);
        var result = network.Train(data, new() { Optimizer = new Adam(0.01), BatchSize = BatchSize, Epochs = Epochs, Shuffle = false });

        twin.ResetOptimizer();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            for (var start = 0; start < Rows; start += BatchSize)
            {
                var count = Math.Min(BatchSize, Rows - start);
                twin.TrainStep(
                    inputs.AsSpan(start * twin.InputCount, count * twin.InputCount), targets.AsSpan(start * twin.OutputCount, count * twin.OutputCount), new Adam(0.01));
            }
        }

        Assert.Equal(Epochs, result.Epochs);
        Assert.Equal(twin.GetParameters(), network.GetParameters());
        Assert.Equal(twin.GetStatistics(), network.GetStatistics());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluation_has_the_loss_of_inference(string name)
    {
        var network = ContractNetworks.Double(name);
        var (inputs, targets) = ContractNetworks.Rows<double>(name, Rows);
        var evaluation = network.Evaluate(new Dataset<double>(inputs, network.InputCount, targets, network.OutputCount));
        Agree.One(network.ComputeLoss(inputs, targets), evaluation.Loss, 1e-12, 1e-13, "loss");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_network_is_loaded_bit_for_bit(string name)
    {
        var (network, loaded) = (ContractNetworks.Double(name), ContractNetworks.Double(name));
        var (inputs, targets) = ContractNetworks.Rows<double>(name, Rows);
        network.TrainStep(inputs, targets, 0.1);
        loaded.Initialize(9);
        using var file = new MemoryStream();
        network.Save(file);
        file.Position = 0;
        loaded.Load(file);
        Assert.Equal(network.GetParameters(), loaded.GetParameters());
        Assert.Equal(network.GetStatistics(), loaded.GetStatistics());
        double[] expected = new double[targets.Length], actual = new double[targets.Length];
        network.Predict(inputs, expected);
        loaded.Predict(inputs, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_file_of_another_network_is_refused_and_changes_nothing()
    {
        using var file = new MemoryStream();
        ContractNetworks.Double("Small").Save(file);
        foreach (var name in ContractNetworks.Specs.Keys.Where(name => name != "Small"))
        {
            var other = ContractNetworks.Double(name);
            var before = other.GetParameters();
            file.Position = 0;
            Assert.Throws<InvalidDataException>(() => other.Load(file));
            Assert.Equal(before, other.GetParameters());
        }
    }
}
