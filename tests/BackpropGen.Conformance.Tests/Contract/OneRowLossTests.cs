using System;
using System.Linq;
using System.Numerics;
using BackpropGen.Conformance.Tests.Harness;
using BackpropGen.Conformance.Tests.RandomNetworks;
using BackpropGen.Generator.Spec;
using Xunit;
using static BackpropGen.Conformance.Tests.Harness.Layers;

namespace BackpropGen.Conformance.Tests.Contract;

/// <summary>
/// A step on one row in registers decides by bounds of what its loss is computed from, or by the loss itself, that there is one: as a mini-batch of that row does by its loss, for every loss, for
/// numbers of every size, and for what is none.
/// </summary>
public sealed class OneRowLossTests
{
    private const double LearningRate = 1e-3;

    /// <summary>The last target; and what all weights of the first draw are multiplied with.</summary>
    private static readonly (double Target, double Weights)[] Sizes =
    [
        (1, 1), (0, 1), (-1, 1), (9e8, 1), (-9e8, 1), (2e9, 1), (-2e9, 1), (1e25, 1), (double.MaxValue, 1), (double.PositiveInfinity, 1), (double.NegativeInfinity, 1), (double.NaN, 1),
        (1, 3e8), (1, 1e12), (1, 1e38), (1, double.NaN),
    ];

    private static readonly NetworkSpec[] Specs = [.. Enum.GetValues<LossKind>().Select(loss => Network("Loss" + (int)loss, 6, loss, Dense(8, ActivationKind.ReLU), Dense(2, Last(loss))))];

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() => GeneratedNetworks.Compile(Specs.SelectMany(spec => new[] { spec, spec.Single() })));

    public static TheoryData<string> Losses => [.. Enum.GetNames<LossKind>()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_step_is_that_of_a_mini_batch_and_there_is_none_without_a_finite_loss(string loss)
    {
        var spec = Specs[(int)Enum.Parse<LossKind>(loss)];
        Assert.Contains(Compiled.Value.Texts, text => text.Key.Contains(spec.Single().Name, StringComparison.Ordinal) && text.Value.Contains("DescendInRegisters", StringComparison.Ordinal));
        foreach (var (target, weights) in Sizes)
        {
            Check<double>(spec, target, weights, 1e-9);
            Check<float>(spec.Single(), target, weights, 1e-4);
        }
    }

    private static ActivationKind Last(LossKind loss) => OutputChoices.Of(loss) is { Length: < 3 } choices ? choices[0] : ActivationKind.Identity;

    private static void Check<T>(NetworkSpec spec, double target, double weights, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ITrainableNetwork<T> network = Compiled.Value.Create<T>(spec), twin = Compiled.Value.Create<T>(spec);
        var parameters = Array.ConvertAll(network.GetParameters(), parameter => parameter * T.CreateSaturating(weights));
        network.SetParameters(parameters);
        twin.SetParameters(parameters);
        T[] inputs = [.. Enumerable.Range(1, network.InputCount).Select(i => T.CreateChecked(i) / T.CreateChecked(7))];
        T[] targets = [T.Zero, T.CreateSaturating(target)];
        var gradients = new T[parameters.Length];
        var expected = twin.ComputeGradients(inputs, targets, gradients);

        var actual = network.TrainRows(inputs, targets, T.CreateChecked(LearningRate));
        var what = $"{spec.Loss}, {typeof(T).Name}, target {target}, weights times {weights}";
        Same([double.CreateChecked(expected)], [double.CreateChecked(actual)], tolerance, "loss of " + what);
        var after = T.IsFinite(expected) ? parameters.Zip(gradients, (p, g) => p - (T.CreateChecked(LearningRate) * g)).ToArray() : parameters;
        Same(after.ToDouble(), network.GetParameters().ToDouble(), tolerance, "parameters of " + what);
        Assert.Equal(twin.RandomState, network.RandomState);
    }

    /// <summary>The same, where some may be NaN or infinite.</summary>
    private static void Same(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(Array.ConvertAll(expected, double.IsFinite), Array.ConvertAll(actual, double.IsFinite));
        Agree.OfLargest(Finite(expected), Finite(actual), tolerance, 1, what);
    }

    private static double[] Finite(double[] values) => Array.ConvertAll(values, value => double.IsFinite(value) ? value : 0);
}
