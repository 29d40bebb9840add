using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>The same seed gives the same bits.</summary>
public sealed class DeterminismTests
{
    public static TheoryData<string> Names => ContractNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_repeats_bit_for_bit(string name) => Assert.Equal(Trained(name, 7), Trained(name, 7));

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_differ(string name)
    {
        var network = ContractNetworks.Single(name);
        network.Initialize(1);
        var first = network.GetParameters();
        network.Initialize(2);
        Assert.NotEqual(first, network.GetParameters());
        network.Initialize(1);
        Assert.Equal(first, network.GetParameters());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Constructors_use_the_seed(string name)
    {
        var type = ContractNetworks.Networks.Type(ContractNetworks.Specs[name].Name);
        var bySeed = (ITrainableNetwork<double>)Activator.CreateInstance(type, 5UL)!;
        var initialized = ContractNetworks.Double(name);
        Assert.Equal(((ITrainableNetwork<double>)Activator.CreateInstance(type, 0UL)!).GetParameters(), initialized.GetParameters());
        initialized.Initialize(5);
        Assert.Equal(initialized.GetParameters(), bySeed.GetParameters());
        Assert.Equal(5UL, bySeed.RandomState.Seed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Double_and_float_start_from_the_same_values(string name) =>
        Assert.Equal(ContractNetworks.Double(name).GetParameters().Select(value => (float)value), ContractNetworks.Single(name).GetParameters());

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_threads_give_the_bits_of_one(string name) => Assert.Equal(Trained(name, 7), Trained(name, 7, threads: 2));

    private static float[] Trained(string name, ulong seed, int threads = 1)
    {
        var network = ContractNetworks.Single(name);
        network.Threads = threads;
        network.Initialize(seed);
        for (var step = 0; step < 20; step++)
        {
            var (inputs, targets) = ContractNetworks.Rows<float>(name, 2 + step, step);
            network.TrainStep(inputs, targets, new Adam(0.01));
        }

        return network.GetParameters();
    }
}
