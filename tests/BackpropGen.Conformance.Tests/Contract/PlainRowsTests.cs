using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>
/// Plain gradient descent row by row, on networks that are written out, whose first layer is computed a row ahead, whose layers stay in registers, and others: with rows whose loss is not
/// finite among the others.
/// </summary>
public sealed class PlainRowsTests
{
    private const int Rows = 9;
    private const ActivationKind Sigmoid = ActivationKind.Sigmoid;

    private static readonly NetworkSpec[] Specs =
    [
        Network("Chain", 2, LossKind.HalfSquaredError, Dense(2, Sigmoid), Dense(2, Sigmoid)),
        Network("Deep", 3, LossKind.Auto, Dense(2, ActivationKind.Gelu), Dense(2, ActivationKind.Mish), Dense(3, ActivationKind.Softmax)),
        Network("MeanOfThree", 2, LossKind.MeanSquaredError, Dense(3, ActivationKind.Tanh), Dense(3)),
        Network("Logistic", 4, LossKind.Auto, Dense(2, Sigmoid)),
        Network("WideAbove", 2, LossKind.HalfSquaredError, Dense(3, Sigmoid), Dense(6, ActivationKind.Softplus)),
        Network("FrozenFirst", 2, LossKind.HalfSquaredError, Dense(2, Sigmoid) with { Frozen = true }, Dense(2, Sigmoid)),
        Network("FrozenBias", 2, LossKind.HalfSquaredError, Dense(2, Sigmoid) with { FrozenBias = true }, Dense(2, Sigmoid) with { FrozenBias = true }),
        Network("NoBias", 2, LossKind.HalfSquaredError, Dense(2, Sigmoid) with { Bias = BiasKind.None }, Dense(2, Sigmoid)),
        Network("SharedFirst", 2, LossKind.HalfSquaredError, Dense(2, Sigmoid) with { Bias = BiasKind.Shared }, Dense(2, Sigmoid)),
        Network("SparseFirst", 3, LossKind.HalfSquaredError, Sparse(Sigmoid, "##.", ".##"), Dense(2, Sigmoid)),
        Network("TwoOfInputs", 2, LossKind.HalfSquaredError, Dense(2, Sigmoid) with { Name = "a" }, Dense(2, ActivationKind.ReLU) with { Name = "b", From = "input" }, Add("a", "b"), Dense(2)),
        Network("Normed", 3, LossKind.HalfSquaredError, LayerNorm(), Dense(3, ActivationKind.Silu), LayerNorm(), Dense(2)),
        Network("Registers", 4, LossKind.Auto, Dense(8, ActivationKind.Tanh), Dense(7, ActivationKind.Gelu), Dense(3, ActivationKind.Softmax)),
        Network("RegistersOfLogits", 9, LossKind.CrossEntropyWithLogits, Dense(13, ActivationKind.Silu) with { Bias = BiasKind.Shared }, Dense(16, ActivationKind.Tanh), Dense(5)),
        Network("Wider", 20, LossKind.Auto, Dense(40, ActivationKind.ReLU), Dense(3, ActivationKind.Softmax)),
    ];

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() => GeneratedNetworks.Compile(Specs.SelectMany(spec => new[] { spec, spec.Single() })));

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var spec in Specs)
            {
                // no bad row, the first, one between, the last
                foreach (var bad in new[] { -1, 0, 4, Rows - 1 })
                {
                    cases.Add(spec.Name, bad);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_double_precision_they_are_steps_on_each_row_in_turn_to_the_bit(string name, int bad) => Compare<double>(Specs.Single(spec => spec.Name == name), bad, 0);

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_single_precision_they_are_steps_on_each_row_in_turn_up_to_rounding(string name, int bad) => Compare<float>(Specs.Single(spec => spec.Name == name).Single(), bad, 3e-6);

    private static void Compare<T>(NetworkSpec spec, int bad, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ITrainableNetwork<T> network = Compiled.Value.Create<T>(spec), twin = Compiled.Value.Create<T>(spec);
        var random = new Random(7);
        var inputs = Enumerable.Range(0, Rows * network.InputCount).Select(_ => T.CreateChecked((2 * random.NextDouble()) - 1)).ToArray();
        var targets = Enumerable.Range(0, Rows * network.OutputCount).Select(_ => T.CreateChecked(random.NextDouble())).ToArray();
        if (bad >= 0)
        {
            targets[((bad + 1) * network.OutputCount) - 1] = T.NaN;
        }

        var mean = network.TrainRows(inputs, targets, T.CreateChecked(0.5));
        var sum = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            sum += double.CreateChecked(twin.TrainStep(
                inputs.AsSpan(row * twin.InputCount, twin.InputCount), targets.AsSpan(row * twin.OutputCount, twin.OutputCount), T.CreateChecked(0.5)));
        }

        Agree.OfLargest(twin.GetParameters().ToDouble(), network.GetParameters().ToDouble(), tolerance, 1, "parameters");
        Assert.NotEqual(network.GetParameters(), Compiled.Value.Create<T>(spec).GetParameters());
        Assert.Equal(twin.RandomState, network.RandomState);
        Assert.Equal(twin.OptimizerState.StepCount, network.OptimizerState.StepCount);
        Assert.Equal(bad >= 0, T.IsNaN(mean));
        if (bad < 0)
        {
            Agree.One(sum / Rows, double.CreateChecked(mean), 1e-6, 1e-12, "mean of the losses");
        }
    }
}
