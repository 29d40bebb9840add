using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using Xunit;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary><c>CheckGradients</c> on networks of all kernels and kinds of layers: it passes them, and leaves them as they were.</summary>
public sealed class GradientCheckTests
{
    private const int Rows = 4;

    public static TheoryData<string> Names => ContractNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Networks_pass_and_stay_what_they_were_in_double(string name) => Check(ContractNetworks.Double(name), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Networks_pass_and_stay_what_they_were_in_single(string name) => Check(ContractNetworks.Single(name), name);

    private static void Check<T>(ITrainableNetwork<T> network, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // a few steps first: running statistics, random state and optimizer state are no longer what they were made with
        var (inputs, targets) = ContractNetworks.Rows<T>(name, Rows);
        var step = network.Stepping(new Adam(0.01));
        step(inputs, targets);
        step(inputs, targets);
        var (parameters, statistics, state) = (network.GetParameters(), network.GetStatistics(), network.RandomState);

        // wide layers by a sample: each value takes four passes
        var check = network.CheckGradients<T>(inputs, targets, new GradientCheckOptions { ValuesPerTensor = 60 });

        Assert.True(check.Passed, check.ToString());
        Assert.True(check.Tensors.Sum(tensor => tensor.Count) > 4 * check.Tensors.Sum(tensor => tensor.KinkCount), check.ToString());
        Assert.Equal(parameters.Select(Bits), network.GetParameters().Select(Bits));
        Assert.Equal(statistics.Select(Bits), network.GetStatistics().Select(Bits));
        Assert.Equal(state, network.RandomState);

        // the optimizer's state too: the next step is the one that a network which was not checked takes
        var twin = (ITrainableNetwork<T>)Activator.CreateInstance(network.GetType())!;
        var twinStep = twin.Stepping(new Adam(0.01));
        twinStep(inputs, targets);
        twinStep(inputs, targets);
        twinStep(inputs, targets);
        step(inputs, targets);
        Assert.Equal(twin.GetParameters().Select(Bits), network.GetParameters().Select(Bits));
    }

    private static long Bits<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => BitConverter.DoubleToInt64Bits(double.CreateChecked(value));
}
