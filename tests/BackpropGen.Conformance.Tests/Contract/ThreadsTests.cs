using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Threading.Tasks;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using BackpropGen.Runtime;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Steps of networks that are large enough to be shared among threads.</summary>
[Collection(nameof(Alone))]
public sealed class ThreadsTests
{
    private const int Rows = 96;

    private static readonly Dictionary<string, NetworkSpec> Specs = new[]
    {
        Network("Chain", 150, LossKind.Auto, Dense(200, ActivationKind.ReLU), Dense(131, ActivationKind.Tanh), Dense(10, ActivationKind.Softmax)),
        Network("SharedBias", 150, LossKind.HalfSquaredError, Dense(190, ActivationKind.Tanh) with { Bias = BiasKind.Shared }, Dense(130) with { Bias = BiasKind.None }),
        Network("NormedAndDropped", 150, LossKind.HalfSquaredError, Dense(200), BatchNorm(), Activate(ActivationKind.ReLU), Dropout(0.3), Dense(150)),
        Network("WideGraphs", 150, LossKind.HalfSquaredError, Dense(150, ActivationKind.Tanh) with { Name = "a" }, Add("a", "input"), Dense(120), Concat("a", "input"), Dense(140)),
    }.ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() => GeneratedNetworks.Compile(Specs.Values.SelectMany(spec => new[] { spec, spec.Single() })));

    public static TheoryData<string> Names => [.. Specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_bits_of_one_in_float(string name) => Compare<float>(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_bits_of_one_in_double(string name) => Compare<double>(name);

    [Fact]
    public void The_number_may_change_between_steps()
    {
        ITrainableNetwork<float> one = Create<float>("Chain"), changing = Create<float>("Chain");
        var (inputs, targets) = Draw<float>(one);
        for (var step = 0; step < 20; step++)
        {
            changing.Threads = 1 + (step % 3);
            Assert.Equal(1 + (step % 3), changing.Threads);
            Assert.Equal(one.TrainStep(inputs, targets, 0.1f), changing.TrainStep(inputs, targets, 0.1f));
        }

        Assert.Equal(one.GetParameters(), changing.GetParameters());
    }

    [Fact]
    public void Many_networks_train_at_once()
    {
        var expected = Trained<float>("Chain", 1, (network, inputs, targets) => network.TrainStep(inputs, targets, 0.1f));
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            Assert.Equal(expected, Trained<float>("Chain", 3, (network, inputs, targets) => network.TrainStep(inputs, targets, 0.1f))));
    }

    [Fact]
    public void Steps_of_two_threads_allocate_nothing()
    {
        var network = Create<float>("Chain");
        Share(network, 2);
        var (inputs, targets) = Draw<float>(network);
        AllocationTests.None("TrainStep", () => network.TrainStep(inputs, targets, 0.01f));
        AllocationTests.None("TrainStep by Adam", () => network.TrainStep(inputs, targets, new Adam(0.001)));
    }

    [Fact]
    public void A_loss_that_is_not_finite_changes_nothing()
    {
        var network = Create<float>("Chain");
        Share(network, 2);
        var (inputs, targets) = Draw<float>(network);
        network.TrainStep(inputs, targets, 0.1f);
        var before = network.GetParameters();
        inputs[5] = float.NaN;
        Assert.False(float.IsFinite(network.TrainStep(inputs, targets, 0.1f)));
        Assert.Equal(before, network.GetParameters());
    }

    private static void Compare<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var train in new Func<ITrainableNetwork<T>, T[], T[], T>[]
        {
            (network, inputs, targets) => network.TrainStep(inputs, targets, T.CreateChecked(0.1)),
            (network, inputs, targets) => network.Stepping(new Adam(0.01))(inputs, targets),
            Gradients,
        })
        {
            var expected = Trained(name, 1, train);
            Assert.Equal(expected, Trained(name, 2, train));
            Assert.Equal(expected, Trained(name, 8, train));
        }
    }

    /// <summary>Goes by the gradients' signs, so that they show in the parameters.</summary>
    private static T Gradients<T>(ITrainableNetwork<T> network, T[] inputs, T[] targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] gradients = new T[network.ParameterCount], inputGradients = new T[inputs.Length], parameters = network.GetParameters();
        var loss = network.ComputeGradients(inputs, targets, gradients, inputGradients);
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= gradients[i] + inputGradients[i % inputGradients.Length];
        }

        network.SetParameters(parameters);
        return loss;
    }

    private static T[] Trained<T>(string name, int threads, Func<ITrainableNetwork<T>, T[], T[], T> train)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = Create<T>(name);
        Share(network, threads);
        var (inputs, targets) = Draw<T>(network);
        var losses = Enumerable.Range(0, 20).Select(_ => train(network, inputs, targets)).ToArray();
        return [.. losses, .. network.GetParameters(), .. network.GetStatistics()];
    }

    /// <summary>As <see cref="ITrainableNetwork{T}.Threads"/>, but with more threads than there are cores.</summary>
    private static void Share<T>(ITrainableNetwork<T> network, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        network.Threads = threads;
        if (threads > 1)
        {
            var workers = Activator.CreateInstance(typeof(Workers), BindingFlags.Instance | BindingFlags.NonPublic, null, [threads], null);
            network.GetType().GetField("_workers", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(network, workers);
        }
    }

    private static ITrainableNetwork<T> Create<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Compiled.Value.Create<T>(typeof(T) == typeof(float) ? Specs[name].Single() : Specs[name]);

    private static (T[] Inputs, T[] Targets) Draw<T>(ITrainableNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(3);
        var targets = new T[Rows * network.OutputCount];
        for (var row = 0; row < Rows; row++)
        {
            targets[(row * network.OutputCount) + random.Next(network.OutputCount)] = T.One;
        }

        return (Enumerable.Range(0, Rows * network.InputCount).Select(_ => T.CreateChecked(random.NextDouble() - 0.5)).ToArray(), targets);
    }
}
