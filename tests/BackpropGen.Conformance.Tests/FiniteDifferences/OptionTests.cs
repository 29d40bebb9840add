using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.FiniteDifferences;

/// <summary>Every option of a network and a layer, in networks small enough to be unrolled and in wider ones.</summary>
public sealed class OptionTests
{
    private const ActivationKind Tanh = ActivationKind.Tanh;
    private const ActivationKind Silu = ActivationKind.Silu;
    private const ActivationKind Softmax = ActivationKind.Softmax;

    private static readonly Dictionary<string, NetworkSpec> Specs = Small().Concat(Wide()).ToDictionary(spec => spec.Name);

    private static readonly Lazy<GeneratedNetworks> Networks = new(() => GeneratedNetworks.Compile(Specs.Values));

    public static TheoryData<string> Names => [.. Specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_the_loss(string name) =>
        CentralDifferences.Check(Networks.Value.Create<double>(Specs[name]), Specs[name], rows: 4);

    private static IEnumerable<NetworkSpec> Small() =>
    [
        Plain("OneLayer", Dense(2)),
        Plain("OneUnit", Dense(1, Tanh), Dense(1)),
        Plain("SharedBias", Dense(4, Tanh) with { Bias = BiasKind.Shared }, Dense(2) with { Bias = BiasKind.Shared }),
        Plain("NoBias", Dense(4, Tanh) with { Bias = BiasKind.None }, Dense(2) with { Bias = BiasKind.None }),
        Plain("FrozenBias", Dense(4, Tanh) with { FrozenBias = true }, Dense(2)),
        Plain("FrozenLayer", Dense(4, Tanh), Dense(3, Silu) with { Frozen = true }, Dense(2)),
        Plain("FrozenFirst", Dense(4, Tanh) with { Frozen = true }, Dense(2)),
        Plain("SparseLayers", Sparse(Tanh, "##.", "..#", "#.#", ".#."), Sparse(ActivationKind.Identity, "#.#.", ".#.#")),
        Plain("SparseUnitWithoutEdge", Sparse(Tanh, "##.", "...", "#.#"), Dense(2)),
        Plain("Sum", Dense(3, Tanh) with { Name = "a" }, Dense(3, Silu) with { Name = "b" }, Add("a", "b"), Dense(2)),
        Plain("SumWithInput", Dense(3, Tanh) with { Name = "a" }, Add("a", "input"), Activate(Silu), Dense(2)),
        Plain("SumOfOneTwice", Dense(3, Tanh) with { Name = "a" }, Add("a", "a", "a"), Dense(2)),
        Plain("SumAsOutput", Dense(2, Tanh) with { Name = "a" }, Dense(2, Silu) with { Name = "b" }, Add("a", "b")),
        Plain("Concatenation", Dense(3, Tanh) with { Name = "a" }, Dense(2, Silu) with { Name = "b" }, Concat("b", "input", "a"), Dense(2)),
        Plain("ConcatenationOfOneTwice", Dense(2, Tanh) with { Name = "a" }, Concat("a", "a"), Dense(2)),
        Plain("ConcatenationAsOutput", Dense(1, Tanh) with { Name = "a" }, Dense(1, Silu) with { Name = "b" }, Concat("a", "b")),
        Plain("FromEarlier", Dense(3, Tanh) with { Name = "a" }, Dense(2, Silu) with { Name = "b" }, Dense(2, Tanh) with { Name = "c", From = "a" }, Dense(2) with { From = "b, c, a" }),
        Plain("FromLater", Dense(2, Silu) with { Name = "b", From = "a" }, Dense(3, Tanh) with { Name = "a", From = "input" }, Dense(2) with { From = "b" }),
        Plain("FromInputTwice", Dense(2, Tanh) with { From = "input, input" }, Dense(2)),
        Plain("SoftmaxInside", Dense(4, Softmax), Dense(2)),
        Plain("SoftmaxOfConcatenation", Dense(2, Tanh) with { Name = "a" }, Concat("a", "input"), Activate(Softmax), Dense(2)),
        Plain("ActivateTwice", Dense(4), Activate(Tanh), Activate(Silu), Dense(2)),
        Plain("ActivateInput", Activate(Silu), Dense(2)),
        Plain("LayerNormed", Dense(4), LayerNorm(), Activate(Tanh), Dense(2)),
        Plain("LayerNormOfInput", LayerNorm(), Dense(2)),
        Plain("LayerNormOfOneUnit", Dense(1), LayerNorm(), Dense(2)),
        Plain("LayerNormOfTwoUnits", Dense(2), LayerNorm(), Dense(2)),
        Plain("BatchNormOfOneUnit", Dense(1), BatchNorm(), Dense(2)),
        Plain("LayerNormAsOutput", Dense(3, Tanh), LayerNorm()),
        Plain("FrozenLayerNorm", Dense(4), LayerNorm() with { Frozen = true }, Dense(2)),
        Plain("BatchNormed", Dense(4), BatchNorm(), Activate(Tanh), Dense(2)),
        Plain("BatchNormOfInput", BatchNorm(), Dense(2)),
        Plain("BatchNormAsOutput", Dense(3, Tanh), BatchNorm()),
        Plain("BatchNormBehindSum", Dense(3, Tanh) with { Name = "a" }, Add("a", "input"), BatchNorm(), Dense(2)),
        Plain("Dropped", Dense(6, Tanh), Dropout(0.4), Dense(2)),
        Plain("DroppedInput", Dropout(0.2), Dense(4, Tanh), Dense(2)),
        Plain("DroppedTwice", Dense(6, Tanh), Dropout(0.5), Dense(6, Silu), Dropout(0.5), Dense(2)),
        Plain("DroppedAndNormed", Dense(6), BatchNorm(), Activate(Tanh), Dropout(0.3), Dense(4), LayerNorm(), Dense(2)),
        Plain("NothingDropped", Dense(4, Tanh), Dropout(0), Dense(2)),
        Plain("UserActivation", Dense(4, "Snake"), Dense(2)),
        Plain("UserActivationAsLayer", Dense(3, Tanh), Activate("Snake"), Dense(2)),
        Plain("SharedSlope", Dense(4, "PReLU"), Dense(2)),
        Plain("SlopeAUnit", Dense(4, "Channelwise"), Dense(2, "PReLU")),
        Plain("TwoParameters", Dense(3, "Swish"), Dense(3, "Swish") with { Bias = BiasKind.None }, Dense(2)),
        Plain("ParametersOfALayer", Dense(3), Activate("Swish"), Activate("PReLU"), Dense(2)),
        Plain("FrozenParameters", Dense(3, "Swish") with { Frozen = true }, Dense(2)),
        Plain("ParametersWithoutEffect", Dense(3, "Idle"), Dense(2)),
        Plain("ParametersAtTheEnd", Dense(3, Tanh), Dense(2, "Swish")),
        Plain("ParametersBehindBatchNorm", Dense(5, Tanh), BatchNorm(), Activate("Swish"), Dense(2)),
        Plain("UserLoss", Dense(4, Tanh), Dense(2)) with { Loss = LossKind.Auto, LossFunction = UserFunctions.Loss("Cauchy") },
        Plain("UserLossWithKink", Dense(4, Tanh), Dense(2)) with { Loss = LossKind.Auto, LossFunction = UserFunctions.Loss("Quantile") },
        Under("SmoothedCrossEntropy", LossKind.CrossEntropy, Softmax) with { LabelSmoothing = 0.1 },
        Under("SmoothedLogits", LossKind.CrossEntropyWithLogits, ActivationKind.Identity) with { LabelSmoothing = 0.3 },
        Under("SmoothedSoftmax", LossKind.Auto, Softmax) with { LabelSmoothing = 0.2 },
        Under("NarrowHuber", LossKind.Huber, ActivationKind.Identity) with { HuberDelta = 0.25 },
        Under("WideHuber", LossKind.Huber, Tanh) with { HuberDelta = 2.5 },
        Network("CrossEntropyBehindActivate", 3, LossKind.Auto, Dense(3), Activate(Softmax)),
        Network("LogLossBehindActivate", 3, LossKind.Auto, Dense(3), Activate(ActivationKind.Sigmoid)),
        Network("CrossEntropyBehindDropout", 3, LossKind.CrossEntropyWithLogits, Dense(5, Tanh), Dropout(0.3), Dense(3)),
    ];

    // the same things at widths that are no multiple of a vector's
    private static IEnumerable<NetworkSpec> Wide() =>
    [
        Broad("Chain", Dense(33, Tanh), Dense(18, Silu), Dense(5)),
        Broad("SharedBias", Dense(33, Tanh) with { Bias = BiasKind.Shared }, Dense(5) with { Bias = BiasKind.Shared }),
        Broad("NoBias", Dense(33, Tanh) with { Bias = BiasKind.None }, Dense(5) with { Bias = BiasKind.None }),
        Broad("Sparse", Sparse(Tanh, [.. Enumerable.Range(0, 21).Select(to => string.Concat(Enumerable.Range(0, 19).Select(from => (to * from) % 3 == 1 || from == to % 19 ? '#' : '.')))]), Dense(5)),
        Broad("SoftmaxInside", Dense(21, Softmax), Dense(5)),
        Broad("Residual", Dense(19, Tanh) with { Name = "a" }, Add("a", "input"), Activate(Silu), Dense(5)),
        Broad("Concatenation", Dense(17, Tanh) with { Name = "a" }, Dense(9, Silu) with { Name = "b" }, Concat("b", "a", "input"), Dense(5)),
        Broad("LayerNorm", Dense(33), LayerNorm(), Activate(Tanh), Dense(5)),
        Broad("BatchNorm", Dense(33), BatchNorm(), Activate(Tanh), Dense(5)),
        Broad("Dropout", Dense(33, Tanh), Dropout(0.4), Dense(5)),
        Broad("UserActivation", Dense(33, "Snake"), Dense(18, "Snake"), Dense(5)) with { Loss = LossKind.Auto, LossFunction = UserFunctions.Loss("Cauchy") },
        Broad("SharedSlope", Dense(33, "PReLU"), Dense(18, "PReLU"), Dense(5)),
        Broad("SlopeAUnit", Dense(33, "Channelwise"), Dense(18, "Swish"), Dense(5)),
        Broad("ParametersWithoutEffect", Dense(33, "Idle"), Dense(5)),
        Network("BroadestWithoutEffect", 19, LossKind.HalfSquaredError, Dense(70, "Idle"), Dense(5)),
        Broad("ParametersOfALayer", Dense(33), LayerNorm(), Activate("Swish"), Dense(5)),
        Network("BroadestParameters", 19, LossKind.HalfSquaredError, Dense(70, "Swish"), Dense(33, "PReLU"), Dense(5)),
        Network("BroadestUserFunctions", 19, LossKind.Auto, Dense(70, "Snake"), Activate("Channelwise"), Dense(5)) with { Loss = LossKind.Auto, LossFunction = UserFunctions.Loss("Quantile") },
        Network("BroadCrossEntropy", 19, LossKind.Auto, Dense(33, Tanh), Dense(11, Softmax)) with { LabelSmoothing = 0.1 },
        Network("BroadLogLoss", 19, LossKind.Auto, Dense(33, Tanh), Dense(11, ActivationKind.Sigmoid)),
    ];

    private static NetworkSpec Plain(string name, params LayerSpec[] layers) => Network(name, 3, LossKind.HalfSquaredError, layers);

    private static NetworkSpec Broad(string name, params LayerSpec[] layers) => Network("Broad" + name, 19, LossKind.HalfSquaredError, layers);

    private static NetworkSpec Under(string name, LossKind loss, ActivationKind output) => Network(name, 3, loss, Dense(4, Tanh), Dense(3, output));
}
