using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.Interpreter;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>The networks that the contract is tested on, each in double and in single precision, in one compilation.</summary>
internal static class ContractNetworks
{
    private const ActivationKind Tanh = ActivationKind.Tanh;
    private const ActivationKind ReLU = ActivationKind.ReLU;

    /// <summary>By name, in double precision; the float twins are called <c>…Single</c>.</summary>
    public static readonly IReadOnlyDictionary<string, NetworkSpec> Specs = All().ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() => GeneratedNetworks.Compile(Specs.Values.SelectMany(spec => new[] { spec, spec.Single() })));

    public static GeneratedNetworks Networks => Compiled.Value;

    /// <summary>All names.</summary>
    public static TheoryData<string> Names => [.. Specs.Keys];

    /// <summary>The names of networks whose batches may be of one row.</summary>
    public static TheoryData<string> NamesWithoutBatchNorm => [.. Specs.Values.Where(spec => !HasBatchNorm(spec)).Select(spec => spec.Name)];

    public static ITrainableNetwork<double> Double(string name) => Networks.Create<double>(Specs[name]);

    public static ITrainableNetwork<float> Single(string name) => Networks.Create<float>(Specs[name].Single());

    /// <summary>Rows that suit a network.</summary>
    public static (T[] Inputs, T[] Targets) Rows<T>(string name, int rows, int seed = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var interpreted = new InterpretedNetwork(Specs[name]);
        var random = new Random(seed);
        return (Draw.Inputs(interpreted, rows, random).To<T>(), Draw.Targets(interpreted, rows, random).To<T>());
    }

    /// <summary>A network's parameters.</summary>
    public static T[] GetParameters<T>(this INetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    /// <summary>A network's running statistics.</summary>
    public static T[] GetStatistics<T>(this INetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var statistics = new T[network.StatisticCount];
        network.GetStatistics(statistics);
        return statistics;
    }

    private static bool HasBatchNorm(NetworkSpec spec) => spec.Layers.Any(layer => layer.Kind == LayerKind.BatchNorm);

    private static IEnumerable<NetworkSpec> All() =>
    [
        Network("Smallest", 1, LossKind.Auto, Dense(1)),
        Network("Small", 3, LossKind.HalfSquaredError, Dense(5, Tanh), Dense(2)),
        Network("Classifier", 20, LossKind.Auto, Dense(33, ReLU), Dense(17, ReLU), Dense(10, ActivationKind.Softmax)),
        Network("Binary", 4, LossKind.Auto, Dense(6, Tanh), Dense(1, ActivationKind.Sigmoid)),
        Network("FrozenHidden", 3, LossKind.HalfSquaredError, Dense(5, Tanh) with { Frozen = true }, Dense(4, Tanh) with { FrozenBias = true }, Dense(2)),
        Network("NothingFrozen", 3, LossKind.HalfSquaredError, Dense(5, Tanh), Dense(4, Tanh), Dense(2)),
        Network("FrozenWide", 20, LossKind.HalfSquaredError, Dense(33, Tanh) with { Frozen = true }, Dense(18, Tanh) with { FrozenBias = true }, Dense(2)),
        Network("NothingFrozenWide", 20, LossKind.HalfSquaredError, Dense(33, Tanh), Dense(18, Tanh), Dense(2)),
        Network("SparseAndShared", 3, LossKind.HalfSquaredError, Sparse(Tanh, "##.", ".#.", "#.#", "..#"), Dense(3, Tanh) with { Bias = BiasKind.Shared }, Dense(2) with { Bias = BiasKind.None }),
        Network("SparseWide", 40, LossKind.HalfSquaredError, Sparse(Tanh, [.. Enumerable.Range(0, 70).Select(to => string.Concat(Enumerable.Range(0, 40).Select(from => (to + from) % 3 == 0 ? '#' : '.')))]), Dense(2)),
        Network("Graph", 4, LossKind.HalfSquaredError, Dense(4, Tanh) with { Name = "a" }, Add("a", "input"), Dense(3, ReLU) with { Name = "b" }, Concat("b", "a"), Dense(2)),
        Network("WideGraph", 20, LossKind.HalfSquaredError, Dense(20, Tanh) with { Name = "a" }, Add("a", "input"), Dense(33, ReLU) with { Name = "b" }, Concat("b", "a"), Dense(2)),
        Network("Normed", 4, LossKind.HalfSquaredError, Dense(6), LayerNorm(), Activate(Tanh), Dense(2)),
        Network("BatchNormed", 4, LossKind.HalfSquaredError, Dense(6), BatchNorm(), Activate(Tanh), Dense(2)),
        Network("BatchNormedWide", 20, LossKind.Auto, Dense(33), BatchNorm(), Activate(ReLU), Dense(10, ActivationKind.Softmax)),
        Network("Parametric", 4, LossKind.HalfSquaredError, Dense(6, "Swish"), Dense(2, "PReLU")),
        Network("ParametricWide", 20, LossKind.HalfSquaredError, Dense(33, "PReLU"), Activate("Swish"), Dense(2)) with { Loss = LossKind.Auto, LossFunction = UserFunctions.Loss("Cauchy") },
        Network("ParametricWidest", 20, LossKind.Auto, Dense(70, "Channelwise"), Dense(33, "Snake"), Dense(2)),
        Network("Dropped", 4, LossKind.HalfSquaredError, Dense(6, Tanh), Dropout(0.3), Dense(2)),
        Network("DroppedWide", 20, LossKind.HalfSquaredError, Dense(33, Tanh), Dropout(0.3), Dense(2)),
    ];
}
