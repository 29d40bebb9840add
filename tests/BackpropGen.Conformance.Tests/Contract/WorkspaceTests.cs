using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>What GetWorkspaceBytes tells, against what a step allocates when its mini-batch is the largest so far.</summary>
public sealed class WorkspaceTests
{
    private const int FewRows = 64, ManyRows = 512;

    private static readonly NetworkSpec[] Specs =
    [
        Network("Chain", 20, LossKind.Auto, Dense(33, ActivationKind.ReLU), Dense(70, ActivationKind.Silu), Dense(5, ActivationKind.Softmax)),
        Network("Normed", 20, LossKind.Auto, Dense(33, ActivationKind.Tanh), BatchNorm(), Dense(5)),
    ];

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() => GeneratedNetworks.Compile([.. Specs, Specs[0].Single() with { Name = "ChainSingle" }]));

    [Theory]
    [InlineData("Chain")]
    [InlineData("Normed")]
    public void In_double_precision_more_rows_allocate_what_it_tells(string name) => Compare<double>(name);

    [Fact]
    public void In_single_precision_more_rows_allocate_what_it_tells() => Compare<float>("ChainSingle");

    [Fact]
    public void No_step_has_fewer_rows_than_none() =>
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => Compiled.Value.Create<double>("Chain").GetWorkspaceBytes(-1));

    private static void Compare<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // the kernels' scratch belongs to the thread, not to the network: another one's steps have made it, how much of it there is depends on the registers' width
        Step(Compiled.Value.Create<T>(name), ManyRows);
        var first = Compiled.Value.Create<T>(name);
        var told = first.GetWorkspaceBytes(ManyRows) - first.GetWorkspaceBytes(0);

        // the least of some networks: a collection gives back what is left of the thread's buffer, which then counts as allocated
        var allocated = Enumerable.Range(0, 3).Min(_ => Grown(Compiled.Value.Create<T>(name)));

        // arrays begin at a cache line and have headers
        Assert.InRange(allocated, told, told + (told / 10) + 4096);
    }

    /// <summary>What a step allocates that is larger than the one before.</summary>
    private static long Grown<T>(ITrainableNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Step(network, FewRows);
        return Step(network, ManyRows);
    }

    private static long Step<T>(ITrainableNetwork<T> network, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] inputs = new T[rows * network.InputCount], targets = new T[rows * network.OutputCount];
        Array.Fill(inputs, T.One);
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.TrainStep(inputs, targets, T.CreateChecked(0.01));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
