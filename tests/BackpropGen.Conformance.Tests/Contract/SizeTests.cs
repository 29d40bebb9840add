using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.RandomNetworks;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>Sizes from 1 to 4096, around those of vectors and tiles, against the interpreter.</summary>
public sealed class SizeTests
{
    private const ActivationKind Tanh = ActivationKind.Tanh;

    private static readonly Dictionary<string, NetworkSpec> Specs = new[]
    {
        Network("Ones", 1, LossKind.Auto, Dense(1, Tanh), Dense(1, Tanh), Dense(1)),
        Network("OneToMany", 1, LossKind.Auto, Dense(4096, Tanh), Dense(1)),
        Network("ManyToOne", 4096, LossKind.Auto, Dense(1, Tanh), Dense(3)),
        Network("ManyToFew", 4095, LossKind.Auto, Dense(9, Tanh), Dense(3, ActivationKind.Softmax)),
        Network("FewToMany", 3, LossKind.Auto, Dense(4, Tanh), Dense(4096, ActivationKind.Softmax)),
        Network("ManyNormed", 5, LossKind.HalfSquaredError, Dense(2050), LayerNorm(), Activate(Tanh), Dense(2)),
        Network("ManyBatchNormed", 5, LossKind.HalfSquaredError, Dense(2050), BatchNorm(), Activate(Tanh), Dense(2)),
    }.Concat(Enumerable.Range(1, 20).Concat([31, 32, 33, 47, 48, 49, 63, 64, 65, 127, 128, 129]).Select(Square)).ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(Specs.Values.SelectMany(spec => new[] { spec, spec.Single() })));

    public static TheoryData<string> Names => [.. Specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Networks_of_any_size_agree_with_the_interpreter(string name)
    {
        var check = new RandomNetworkCheck(Specs[name], seed: 1);
        check.Double(Networks.Value.Create<double>(Specs[name]));
        check.Single(Networks.Value.Create<float>(Specs[name].Single()));
    }

    private static NetworkSpec Square(int size) => Network($"Square{size}", size, LossKind.HalfSquaredError, Dense(size, Tanh), Dense(size, ActivationKind.Sigmoid), Dense(size));
}
